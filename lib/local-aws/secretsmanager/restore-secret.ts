import { defineOperation } from '@/lib/local-aws/operation';
import { touch } from '@/lib/local-aws/world/scope';
import { recordRestored } from './housekeeping-events';
import { secretId } from './members';
import { reachSecret } from './reach-secret';
import { requirePrimary } from './require-primary';

/** RestoreSecret: takes the mark of deletion away; without one it changes nothing. */
export const restoreSecret = defineOperation({
  name: 'RestoreSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'RestoreSecret', perSecond: 50 },
  input: { SecretId: secretId },
  shows: ['SecretId'],
  responds: (output) => ({ arn: output.ARN, name: output.Name }),
  act: (call, input) => {
    const { scope, secret } = reachSecret(call, 'RestoreSecret', input.SecretId);
    requirePrimary(secret);
    if (secret.deletion !== undefined) recordRestored(scope, secret);
    secret.deletion = undefined;
    touch(scope, secret, call.now);
    return { ARN: secret.arn, Name: secret.name };
  },
});
