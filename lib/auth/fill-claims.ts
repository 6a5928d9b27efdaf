import 'server-only';
import type { SignInProvider } from '@/lib/config/auth-config';
import { CLAIM_NAMES } from './oidc-person';

type Claims = Record<string, unknown>;
type Asks = Pick<SignInProvider, 'groupsClaim' | 'scopes'>;

/** What was asked for and is not in the ID token: in the code flow the standard leaves it to userinfo (Core §5.4). */
export const lacksClaims = (claims: Claims, { groupsClaim, scopes }: Asks): boolean =>
  (groupsClaim !== null && !Object.hasOwn(claims, groupsClaim)) ||
  (scopes.includes('email') && !hasVerifiedEmail(claims)) ||
  (scopes.includes('profile') && !Object.hasOwn(claims, 'name'));

/**
 * The ID token's claims with what userinfo adds; what the token says is never overwritten. Throws where
 * userinfo speaks of somebody else (Core §5.3.2), or leaves the subject out.
 */
export function fillClaims(claims: Claims, info: Claims, { groupsClaim }: Asks): Claims {
  if (info.sub !== claims.sub) throw new Error('userinfo speaks of another subject.');
  const filled: Claims = { name: info.name, preferred_username: info.preferred_username, ...claims };
  // As a pair: one source's verification says nothing about the other's address.
  if (!hasVerifiedEmail(claims)) Object.assign(filled, { email: info.email, email_verified: info.email_verified });
  if (groupsClaim !== null && !Object.hasOwn(claims, groupsClaim)) {
    filled[groupsClaim] = info[groupsClaim];
    filled[CLAIM_NAMES] = info[CLAIM_NAMES] ?? claims[CLAIM_NAMES];
  }
  return filled;
}

const hasVerifiedEmail = (claims: Claims): boolean =>
  Object.hasOwn(claims, 'email') && Object.hasOwn(claims, 'email_verified');
