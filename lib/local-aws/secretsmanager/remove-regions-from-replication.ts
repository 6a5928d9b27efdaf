import { defineOperation } from '@/lib/local-aws/operation';
import { list, required } from '@/lib/local-aws/wire/fields';
import { findReplica } from '@/lib/local-aws/world/replicas';
import { removeSecret, touch } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';
import { recordDeletion } from './housekeeping-events';
import { secretId } from './members';
import { reachLiveSecret } from './reach-secret';
import { forgetReplica } from './forget-replica';
import { toReplicationStatus } from './replication-status';
import { requirePrimary } from './require-primary';
import { regionName } from './start-replication';

const members = {
  SecretId: secretId,
  RemoveReplicaRegions: required(list(required(regionName, ''), { min: 1 }), []),
};

/** RemoveRegionsFromReplication: the replicas are gone at once; regions without one are no error. */
export const removeRegionsFromReplication = defineOperation({
  name: 'RemoveRegionsFromReplication',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'PutSecretValue', perSecond: 50 },
  input: members,
  shows: ['SecretId', 'RemoveReplicaRegions'],
  responds: (output) => ({ arn: output.ARN }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'RemoveRegionsFromReplication', input.SecretId);
    requirePrimary(secret);
    for (const status of secret.replicas ?? []) {
      if (!input.RemoveReplicaRegions.includes(status.Region)) continue;
      const there = scopeOf(call.world, secret.account, status.Region);
      const replica = findReplica(secret, status, there);
      if (replica !== undefined) {
        removeSecret(there, replica);
        recordDeletion(there, replica, true);
      }
      forgetReplica(secret, status.Region);
    }
    touch(scope, secret, call.now);
    return { ARN: secret.arn, ReplicationStatus: toReplicationStatus(call.world, secret) ?? [] };
  },
});
