import { toEpochSeconds } from '@/lib/local-aws/wire/json';
import { findReplica } from '@/lib/local-aws/world/replicas';
import type { Secret } from '@/lib/local-aws/world/secret';
import { scopeOf, type World } from '@/lib/local-aws/world/world';

/** ReplicationStatus as it is answered: a default key by its alias, the last read in each region; `undefined` without replicas. */
export function toReplicationStatus(world: World, secret: Secret) {
  return secret.replicas?.map((status) => {
    const replica = findReplica(secret, status, scopeOf(world, secret.account, status.Region));
    const { KmsKeyId: key = 'alias/aws/secretsmanager' } = status;
    return { ...status, KmsKeyId: key, LastAccessedDate: toEpochSeconds(replica?.accessed) };
  });
}
