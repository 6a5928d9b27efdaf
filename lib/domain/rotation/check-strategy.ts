import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { ObservedSecret } from '@/lib/domain/secret';
import { findFunctionName, findStrategy } from './find-strategy';

/** A single user's password changes at once: whoever has the old one is refused at its next connection. */
export function checkStrategy(secret: ObservedSecret, isRead: boolean): PreflightCheck[] {
  const name = findFunctionName(secret.rotationLambdaArn);
  const strategy = findStrategy(secret);
  if (strategy === null || secret.owningService !== null) return [];
  if (strategy === 'alternating-users') {
    const message = `By its name ${name} alternates between two users: the old password goes on until the next rotation.`;
    return [{ id: 'alternating-users', level: 'reassuring', message }];
  }
  const refused = isRead ? 'whoever has not fetched the new one' : 'whoever has the old one';
  const message = `By its name ${name} changes the password of the one user that there is: ${refused} is refused at its next connection.`;
  return [{ id: 'single-user', level: 'warning', message }];
}
