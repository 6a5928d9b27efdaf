import { defineOperation } from '@/lib/local-aws/operation';
import { secretId } from './members';
import { reachSecret } from './reach-secret';
import { toReplicationStatus } from './replication-status';
import { toSecretMetadata } from './secret-metadata';
import { toStageMap } from '@/lib/local-aws/world/labels';

/** DescribeSecret: metadata, VersionIdsToStages, ReplicationStatus; never a value. Works on a secret marked for deletion. */
export const describeSecret = defineOperation({
  name: 'DescribeSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'DescribeSecret', perSecond: 40_000 },
  input: { SecretId: secretId },
  shows: ['SecretId'],
  act: (call, input) => {
    const { secret } = reachSecret(call, 'DescribeSecret', input.SecretId);
    return {
      ...toSecretMetadata(secret),
      VersionIdsToStages: toStageMap(secret),
      ReplicationStatus: toReplicationStatus(call.world, secret),
    };
  },
});
