import 'server-only';
import { z } from 'zod';
import type { SignInProvider } from '@/lib/config/auth-config';
import type { Claims } from '@/lib/domain/grant-statement';
import type { Person } from './person';
import { SignInRefusal } from './sign-in-failure';

/** Core §5.6.2: claims that are to be fetched elsewhere. */
export const CLAIM_NAMES = '_claim_names';
const MOST_GROUPS = 2000;
export const CLOCK_SKEW_MS = 60_000;

const claims = z.looseObject({
  iss: z.string(),
  // OpenID Connect Core §2: at most 255 ASCII characters.
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  auth_time: z.number().nonnegative().optional().catch(undefined),
});

/**
 * A person from verified claims (OpenID Connect Core §5.1). Throws where they cannot be relied on:
 * another issuer, no subject, groups that are cut short, since a rule that denies a group must not be
 * escaped by having too many.
 */
export function toOidcPerson(
  raw: unknown,
  provider: SignInProvider,
  now: Date,
  claimNames: readonly string[] = [],
): Person {
  const said = claims.parse(raw);
  if (said.iss.replace(/\/+$/, '') !== provider.issuer) throw new Error('The token is of another issuer.');
  return {
    issuer: provider.issuer,
    subject: said.sub,
    name: toName(said.name) ?? toName(said.preferred_username) ?? said.sub,
    // `"true"` as a string, which some providers send, is not the boolean that the standard asks for.
    email: said.email_verified === true ? toEmail(said.email) : null,
    persona: null,
    groups: toGroups(said, provider.groupsClaim),
    claims: toClaims(said, claimNames),
    authenticatedAt: toAuthenticatedAt(said.auth_time, now),
  };
}

/** Its clock may be a little ahead of ours; a proof that lies further ahead would be fresh for too long, and is none. */
function toAuthenticatedAt(seconds: number | undefined, now: Date): Date | null {
  if (seconds === undefined || seconds * 1000 > now.getTime() + CLOCK_SKEW_MS) return null;
  return new Date(Math.min(seconds * 1000, now.getTime()));
}

/** Control and direction characters could make one name look like another in the ledger. */
const toName = (text: string | undefined): string | null =>
  text
    ?.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 256) || null;

const toEmail = (text: string | undefined): string | null =>
  text !== undefined && text.length <= 254 && /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(text) ? text.toLowerCase() : null;

function toGroups(said: Record<string, unknown>, claim: string | null): string[] {
  if (claim === null) return [];
  // Past some number, providers only point at where the groups can be fetched.
  if (isElsewhere(said, claim))
    throw new SignInRefusal('GroupsLeftOut', 'The provider leaves the groups out: there are too many for the token.');
  const stated = Object.hasOwn(said, claim) ? said[claim] : undefined;
  const list = typeof stated === 'string' ? [stated] : stated;
  if (list === undefined || list === null) return [];
  if (Array.isArray(list) && list.length > MOST_GROUPS)
    throw new SignInRefusal('TooManyGroups', `The provider names ${list.length} groups; ${MOST_GROUPS} are taken.`);
  const groups = z.array(z.string().max(512)).safeParse(list);
  if (!groups.success) throw new SignInRefusal('UnreadableClaim', 'The groups claim is no list of names.');
  return [...new Set(groups.data)];
}

function isElsewhere(said: Record<string, unknown>, claim: string): boolean {
  const elsewhere = said[CLAIM_NAMES];
  return typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, claim);
}

const claimValue = z.union([z.string().max(2048), z.number(), z.boolean()]).transform(String);
const claimValues = z.array(claimValue).max(MOST_GROUPS);

/** Values as text, since a file says them as text. A claim that was looked for and is not there has none. */
function toClaims(said: Record<string, unknown>, names: readonly string[]): Claims {
  const entries = names.map((name): [string, string[]] => {
    if (isElsewhere(said, name))
      throw new SignInRefusal('ClaimLeftOut', `The provider leaves the claim ${name} out of the token.`);
    const stated = Object.hasOwn(said, name) ? said[name] : undefined;
    if (stated === undefined || stated === null) return [name, []];
    const values = claimValues.safeParse(Array.isArray(stated) ? stated : [stated]);
    // As with groups: a rule that denies a value must not be escaped by a form that we do not read.
    if (!values.success)
      throw new SignInRefusal('UnreadableClaim', `The claim ${name} is no text, number, truth value or list of them.`);
    return [name, [...new Set(values.data)]];
  });
  return Object.fromEntries(entries);
}
