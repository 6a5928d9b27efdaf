import { defineOperation } from '@/lib/local-aws/operation';
import { invalidParameter } from '@/lib/local-aws/wire/aws-error';
import { arnIn, isReplica, mirror } from '@/lib/local-aws/world/replicas';
import { touch } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';
import { forgetReplica } from './forget-replica';
import { secretId } from './members';
import { reachLiveSecret } from './reach-secret';

/**
 * StopReplicationToReplica, called where the replica is: it becomes a secret of its own, with what it has by then and
 * without rotation, and its primary no longer knows it.
 */
export const stopReplicationToReplica = defineOperation({
  name: 'StopReplicationToReplica',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'PutSecretValue', perSecond: 50 },
  input: { SecretId: secretId },
  shows: ['SecretId'],
  responds: (output) => ({ arn: output.ARN }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'StopReplicationToReplica', input.SecretId);
    const { primaryRegion } = secret;
    if (primaryRegion === undefined || !isReplica(secret))
      throw invalidParameter('Operation not permitted on a primary secret. Call must be made on a replica secret.');
    const home = scopeOf(call.world, secret.account, primaryRegion);
    const primary = home.byArn.get(arnIn(secret, primaryRegion));
    secret.primaryRegion = undefined;
    if (primary !== undefined) {
      mirror(primary, secret);
      forgetReplica(primary, secret.region);
      touch(home, primary, call.now);
    }
    secret.rotation = undefined;
    touch(scope, secret, call.now);
    return { ARN: secret.arn };
  },
});
