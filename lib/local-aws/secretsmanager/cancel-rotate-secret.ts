import { defineOperation } from '@/lib/local-aws/operation';
import { abandonRotation } from '@/lib/local-aws/rotation/rotation-events';
import { invalidRequest } from '@/lib/local-aws/wire/aws-error';
import { touch } from '@/lib/local-aws/world/scope';
import { versionWith } from '@/lib/local-aws/world/secret';
import { secretId } from './members';
import { reachLiveSecret } from './reach-secret';
import { requireOwn, requirePrimary } from './require-primary';

/** CancelRotateSecret: turns automatic rotation off and leaves AWSPENDING where it is (service model). */
export const cancelRotateSecret = defineOperation({
  name: 'CancelRotateSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'Rotation', perSecond: 50 },
  input: { SecretId: secretId },
  shows: ['SecretId'],
  responds: (output) => ({ arn: output.ARN, name: output.Name, versionId: output.VersionId }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'CancelRotateSecret', input.SecretId);
    requirePrimary(secret);
    requireOwn(secret);
    if (secret.rotation === undefined)
      throw invalidRequest("You tried to cancel the rotation of a secret that isn't configured for rotation.");
    const pending = versionWith(secret, 'AWSPENDING');
    abandonRotation(scope, secret);
    secret.rotation = { ...secret.rotation, enabled: false, next: undefined };
    touch(scope, secret, call.now);
    return { ARN: secret.arn, Name: secret.name, VersionId: pending?.id };
  },
});
