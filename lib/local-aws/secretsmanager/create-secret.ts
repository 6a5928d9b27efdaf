import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import { invalidRequest, resourceExists } from '@/lib/local-aws/wire/aws-error';
import { required, text } from '@/lib/local-aws/wire/fields';
import { requireName } from '@/lib/local-aws/world/find-secret';
import { addSecret, randomSuffix, toArn } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';
import { addVersion, requireToken, toContent } from './add-version';
import { description, kmsKeyId, secretBinary, secretString, tags, token } from './members';
import { requireTags } from './require-tags';

const members = {
  Name: required(text({ min: 1, max: 512 }), ''),
  ClientRequestToken: token,
  Description: description,
  KmsKeyId: kmsKeyId,
  SecretString: secretString,
  SecretBinary: secretBinary,
  Tags: tags,
};

/** CreateSecret; without a value there is no version and no VersionId in the answer (recorded). */
export const createSecret = defineOperation({
  name: 'CreateSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'CreateSecret', perSecond: 50 },
  input: members,
  shows: ['Name', 'ClientRequestToken', 'Description', 'KmsKeyId', 'Tags'],
  responds: (output) => ({ arn: output.ARN }),
  act: (call, input) => {
    const { scope, now } = call;
    const { Name: name } = input;
    requireName(name);
    const resource = toArn(scope.account, scope.region, name, '??????');
    const context = Object.fromEntries((input.Tags ?? []).map((tag) => [`aws:RequestTag/${tag.Key}`, [tag.Value]]));
    const nameContext = { ...context, 'secretsmanager:Name': [name] };
    authorize(call.caller, {
      action: 'secretsmanager:CreateSecret',
      resource,
      shown: name,
      owner: scope.account,
      context: nameContext,
    });
    const content = toContent(input);
    const id = content === undefined ? undefined : requireToken(input.ClientRequestToken);
    if (input.Tags !== undefined) requireTags(input.Tags);
    const existing = scope.byName.get(name);
    if (existing?.deletion !== undefined)
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    if (existing !== undefined) throw resourceExists(`The operation failed because the secret ${name} already exists.`);
    const secret: Secret = {
      arn: toArn(scope.account, scope.region, name, randomSuffix()),
      name,
      account: scope.account,
      region: scope.region,
      created: now,
      changed: now,
      description: input.Description,
      kmsKeyId: input.KmsKeyId,
      tags: input.Tags,
      versions: new Map(),
      outcome: {},
    };
    addSecret(scope, secret);
    if (content !== undefined && id !== undefined) addVersion(scope, secret, id, content, ['AWSCURRENT'], now);
    return { ARN: secret.arn, Name: name, VersionId: id };
  },
});
