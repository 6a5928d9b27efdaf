import { defineOperation } from '@/lib/local-aws/operation';
import { invalidRequest } from '@/lib/local-aws/wire/aws-error';
import { list, required, text } from '@/lib/local-aws/wire/fields';
import { addVersion, requireToken, toContent } from './add-version';
import { secretBinary, secretId, secretString, stage, token } from './members';
import { reachLiveSecret } from './reach-secret';
import { requireEncrypt, requireKeyForAccount } from './use-key';
import { requireOwn, requirePrimary } from './require-primary';

const members = {
  SecretId: secretId,
  ClientRequestToken: token,
  SecretString: secretString,
  SecretBinary: secretBinary,
  VersionStages: list(required(stage, ''), { min: 1, max: 20 }),
  RotationToken: text({ min: 36, max: 256, sensitive: true }),
};

/** PutSecretValue: a new version, AWSCURRENT unless other labels are given. */
export const putSecretValue = defineOperation({
  name: 'PutSecretValue',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'PutSecretValue', perSecond: 50 },
  input: members,
  shows: ['SecretId', 'ClientRequestToken', 'VersionStages'],
  responds: (output) => ({ arn: output.ARN }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'PutSecretValue', input.SecretId);
    const id = requireToken(input.ClientRequestToken);
    requirePrimary(secret);
    requireOwn(secret);
    requireKeyForAccount(call, secret);
    const content = toContent(input);
    if (content === undefined) throw invalidRequest('You must provide either SecretString or SecretBinary.');
    requireEncrypt(call, secret, id);
    const version = addVersion(scope, secret, id, content, input.VersionStages ?? ['AWSCURRENT'], call.now);
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages].sort() };
  },
});
