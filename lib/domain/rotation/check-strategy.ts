import { parseArn } from '@/lib/domain/arn';
import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { ObservedSecret } from '@/lib/domain/secret';

/** AWS's templates for databases are named so: `SecretsManagerRDSMySQLRotationSingleUser` (user guide, reference_available-rotation-templates). */
const SINGLE_USER = /single[-_]?user/i;
const MULTI_USER = /(?:multi|alternating)[-_]?users?/i;

/**
 * What the name of the rotation function tells of its strategy; nothing else does without reading the value. A single
 * user's password changes at once: whoever has the old one is refused at its next connection.
 */
export function checkStrategy({ rotationLambdaArn, owningService }: ObservedSecret, isRead: boolean): PreflightCheck[] {
  const name = parseArn(rotationLambdaArn ?? '')?.resource.split(':')[1];
  if (name === undefined || owningService !== null) return [];
  if (MULTI_USER.test(name)) {
    const message = `By its name ${name} alternates between two users: the old password goes on until the next rotation.`;
    return [{ id: 'alternating-users', level: 'reassuring', message }];
  }
  if (!SINGLE_USER.test(name)) return [];
  const refused = isRead ? 'whoever has not fetched the new one' : 'whoever has the old one';
  const message = `By its name ${name} changes the password of the one user that there is: ${refused} is refused at its next connection.`;
  return [{ id: 'single-user', level: 'warning', message }];
}
