import 'server-only';
import type { SignInProvider } from '@/lib/config/auth-config';
import { CLAIM_NAMES } from './oidc-person';

type Claims = Record<string, unknown>;
type Asks = Pick<SignInProvider, 'groupsClaim' | 'scopes'> & {
  /** Claims that grants look at. */
  claimNames?: readonly string[];
};

/** What was asked for and is not in the ID token: in the code flow the standard leaves it to userinfo (Core §5.4). */
export const lacksClaims = (claims: Claims, { groupsClaim, scopes, claimNames = [] }: Asks): boolean =>
  claimNames.some((name) => !Object.hasOwn(claims, name)) ||
  (groupsClaim !== null && !Object.hasOwn(claims, groupsClaim)) ||
  (scopes.includes('email') && !hasVerifiedEmail(claims)) ||
  (scopes.includes('profile') && !Object.hasOwn(claims, 'name'));

/**
 * The ID token's claims with what userinfo adds; what the token says is never overwritten. Throws where
 * userinfo speaks of somebody else (Core §5.3.2), or leaves the subject out.
 */
export function fillClaims(claims: Claims, info: Claims, { groupsClaim, claimNames = [] }: Asks): Claims {
  if (info.sub !== claims.sub) throw new Error('userinfo speaks of another subject.');
  const filled: Claims = { name: info.name, preferred_username: info.preferred_username, ...claims };
  // As a pair: one source's verification says nothing about the other's address.
  if (!hasVerifiedEmail(claims)) Object.assign(filled, { email: info.email, email_verified: info.email_verified });
  const decisive = groupsClaim === null ? claimNames : [groupsClaim, ...claimNames];
  const lacking = decisive.filter((name) => !Object.hasOwn(claims, name));
  for (const name of lacking) if (Object.hasOwn(info, name)) filled[name] = info[name];
  const elsewhere = toElsewhere(info).filter(([name]) => lacking.includes(name));
  // Added to the token's and never in their place: what either only points at is not known.
  filled[CLAIM_NAMES] = Object.fromEntries([...toElsewhere(claims), ...elsewhere]);
  return filled;
}

/** Core §5.6.2: claims by name, with the source that would tell them. */
function toElsewhere({ [CLAIM_NAMES]: names }: Claims): [string, unknown][] {
  return typeof names === 'object' && names !== null ? Object.entries(names) : [];
}

const hasVerifiedEmail = (claims: Claims): boolean =>
  Object.hasOwn(claims, 'email') && Object.hasOwn(claims, 'email_verified');
