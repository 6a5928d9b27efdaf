import { defineOperation } from '@/lib/local-aws/operation';
import { flag, required } from '@/lib/local-aws/wire/fields';
import { touch } from '@/lib/local-aws/world/scope';
import { versionWith } from '@/lib/local-aws/world/secret';
import { requireDecrypt } from './use-key';
import { secretId } from './members';
import { reachLiveSecret } from './reach-secret';
import { toReplicationStatus } from './replication-status';
import { requirePrimary } from './require-primary';
import { addReplicaRegions, requireReplicaRegions, startReplication } from './start-replication';

const members = {
  SecretId: secretId,
  AddReplicaRegions: required(addReplicaRegions, []),
  ForceOverwriteReplicaSecret: flag,
};

/** ReplicateSecretToRegions: answers that it is InProgress; a customer managed key asks for kms:Decrypt (service model). */
export const replicateSecretToRegions = defineOperation({
  name: 'ReplicateSecretToRegions',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'PutSecretValue', perSecond: 50 },
  input: members,
  shows: ['SecretId', 'AddReplicaRegions', 'ForceOverwriteReplicaSecret'],
  responds: (output) => ({ arn: output.ARN }),
  act: (call, input) => {
    const wishes = input.AddReplicaRegions;
    const { scope, secret } = reachLiveSecret(call, 'ReplicateSecretToRegions', input.SecretId, {
      'secretsmanager:AddReplicaRegions': wishes.map(({ Region }) => Region),
    });
    requirePrimary(secret);
    requireReplicaRegions(secret.region, wishes);
    const current = versionWith(secret, 'AWSCURRENT');
    if (current !== undefined) requireDecrypt(call, secret, current);
    startReplication(call, scope, secret, wishes, input.ForceOverwriteReplicaSecret === true);
    touch(scope, secret, call.now);
    return { ARN: secret.arn, ReplicationStatus: toReplicationStatus(call.world, secret) };
  },
});
