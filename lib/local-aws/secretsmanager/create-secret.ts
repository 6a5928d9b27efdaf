import { authorize } from '@/lib/local-aws/iam/authorize';
import { toTagContext } from '@/lib/local-aws/iam/request-context';
import { keyArnIn } from '@/lib/local-aws/kms/key-arn';
import type { Call } from '@/lib/local-aws/call';
import { defineOperation } from '@/lib/local-aws/operation';
import { invalidRequest, resourceExists } from '@/lib/local-aws/wire/aws-error';
import { flag, required, text } from '@/lib/local-aws/wire/fields';
import { requireName } from '@/lib/local-aws/world/find-secret';
import { addSecret, randomSuffix, toArn } from '@/lib/local-aws/world/scope';
import type { Content, Secret, Tag } from '@/lib/local-aws/world/secret';
import { addVersion, isSame, requireToken, toContent, tokenInUse } from './add-version';
import { externalType } from './external-secret';
import { description, kmsKeyId, secretBinary, secretString, tags, token } from './members';
import { toReplicationStatus } from './replication-status';
import { requireEncrypt } from './use-key';
import { requireTags } from './require-tags';
import { addReplicaRegions, requireReplicaRegions, startReplication, type ReplicaWish } from './start-replication';

const members = {
  Name: required(text({ min: 1, max: 512 }), ''),
  ClientRequestToken: token,
  Description: description,
  KmsKeyId: kmsKeyId,
  SecretString: secretString,
  SecretBinary: secretBinary,
  Tags: tags,
  AddReplicaRegions: addReplicaRegions,
  ForceOverwriteReplicaSecret: flag,
  Type: externalType,
};

type Wish = {
  Name: string;
  Tags?: Tag[] | undefined;
  KmsKeyId?: string | undefined;
  Type?: string | undefined;
};

/** Tags and replicas ask for the rights to make them too (service model, CreateSecret, "Required permissions"). */
function requireRights(call: Call, wish: Wish, replicas: readonly ReplicaWish[]): void {
  const { account, region } = call.scope;
  const resource = toArn(account, region, wish.Name, '??????');
  const context = {
    ...toTagContext(wish.Tags),
    'secretsmanager:Name': [wish.Name],
    'secretsmanager:KmsKeyArn':
      wish.KmsKeyId === undefined || wish.KmsKeyId === '' ? undefined : [keyArnIn(call.scope, wish.KmsKeyId)],
    'secretsmanager:Type': wish.Type === undefined || wish.Type === '' ? undefined : [wish.Type],
    'secretsmanager:AddReplicaRegions': replicas.map(({ Region }) => Region),
  };
  const actions = ['CreateSecret'];
  if ((wish.Tags ?? []).length > 0) actions.push('TagResource');
  if (replicas.length > 0) actions.push('ReplicateSecretToRegions');
  for (const name of actions)
    authorize(call, {
      action: `secretsmanager:${name}`,
      resource,
      shown: wish.Name,
      owner: account,
      context,
    });
}

/** The same token again: the same secret if it stands for the same value, else a refusal (seen against AWS). */
function repeats(secret: Secret, id: string | undefined, content: Content | undefined): boolean {
  if (secret.deletion !== undefined)
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  const version = id === undefined ? undefined : secret.versions.get(id);
  if (version?.content === undefined || content === undefined)
    throw resourceExists(`The operation failed because the secret ${secret.name} already exists.`);
  if (!isSame(version.content(), content)) throw tokenInUse(secret, version.id);
  return true;
}

/** CreateSecret; without a value there is no version and no VersionId in the answer (recorded). */
export const createSecret = defineOperation({
  name: 'CreateSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'CreateSecret', perSecond: 50 },
  input: members,
  shows: [
    'Name', 'ClientRequestToken', 'Description', 'KmsKeyId', 'Tags', 'AddReplicaRegions', 'ForceOverwriteReplicaSecret', 'Type',
  ], // prettier-ignore
  responds: (output) => ({ arn: output.ARN }),
  act: (call, input) => {
    const { scope, now } = call;
    const { Name: name, AddReplicaRegions: replicas = [], Type: type } = input;
    requireName(name);
    requireRights(call, input, replicas);
    const content = toContent(input);
    const id = content === undefined ? undefined : requireToken(input.ClientRequestToken);
    if (input.Tags !== undefined) requireTags(input.Tags);
    requireReplicaRegions(scope.region, replicas);
    const existing = scope.byName.get(name);
    if (existing !== undefined && repeats(existing, id, content))
      return {
        ARN: existing.arn,
        Name: name,
        VersionId: id,
        ReplicationStatus: toReplicationStatus(call.world, existing),
      };
    const secret: Secret = {
      arn: toArn(scope.account, scope.region, name, randomSuffix()),
      name,
      account: scope.account,
      region: scope.region,
      created: now,
      changed: now,
      description: input.Description,
      kmsKeyId: input.KmsKeyId === '' ? undefined : input.KmsKeyId,
      tags: input.Tags,
      external: type === undefined || type === '' ? undefined : { type },
      versions: new Map(),
      outcome: {},
    };
    if (id !== undefined) requireEncrypt(call, secret, id);
    addSecret(scope, secret);
    if (content !== undefined && id !== undefined) addVersion(scope, secret, id, content, ['AWSCURRENT'], now);
    if (replicas.length > 0)
      startReplication(call, scope, secret, replicas, input.ForceOverwriteReplicaSecret === true);
    return { ARN: secret.arn, Name: name, VersionId: id, ReplicationStatus: toReplicationStatus(call.world, secret) };
  },
});
