import 'server-only';
import { z } from 'zod';
import type { SignInProvider } from '@/lib/config/auth-config';
import type { Person } from './person';

/** Core §5.6.2: claims that are to be fetched elsewhere. */
export const CLAIM_NAMES = '_claim_names';
const MOST_GROUPS = 2000;
const CLOCK_SKEW_MS = 60_000;

const claims = z.looseObject({
  iss: z.string(),
  // OpenID Connect Core §2: at most 255 ASCII characters.
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  auth_time: z.number().optional().catch(undefined),
});

/**
 * A person from verified claims (OpenID Connect Core §5.1). Throws where they cannot be relied on:
 * another issuer, no subject, groups that are cut short, since a rule that denies a group must not be
 * escaped by having too many.
 */
export function toOidcPerson(raw: unknown, provider: SignInProvider, now: Date): Person {
  const said = claims.parse(raw);
  if (said.iss.replace(/\/+$/, '') !== provider.issuer) throw new Error('The token is of another issuer.');
  const authenticatedAt = said.auth_time === undefined ? now : new Date(said.auth_time * 1000);
  return {
    issuer: provider.issuer,
    subject: said.sub,
    name: toName(said.name) ?? toName(said.preferred_username) ?? said.sub,
    // `"true"` as a string, which some providers send, is not the boolean that the standard asks for.
    email: said.email_verified === true ? toEmail(said.email) : null,
    persona: null,
    groups: toGroups(said, provider.groupsClaim),
    authenticatedAt: authenticatedAt.getTime() > now.getTime() + CLOCK_SKEW_MS ? now : authenticatedAt,
  };
}

/** Control and direction characters could make one name look like another in the ledger. */
const toName = (text: string | undefined): string | null =>
  text
    ?.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 256) || null;

const toEmail = (text: string | undefined): string | null =>
  text !== undefined && text.length <= 254 && /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(text) ? text.toLowerCase() : null;

function toGroups(said: Record<string, unknown>, claim: string | null): string[] {
  if (claim === null) return [];
  const elsewhere = said[CLAIM_NAMES];
  // Past some number, providers only point at where the groups can be fetched.
  if (typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, claim))
    throw new Error('The provider leaves the groups out: there are too many for the token.');
  const stated = Object.hasOwn(said, claim) ? said[claim] : undefined;
  const list = typeof stated === 'string' ? [stated] : stated;
  if (list === undefined || list === null) return [];
  const groups = z.array(z.string().max(512)).max(MOST_GROUPS).safeParse(list);
  if (!groups.success) throw new Error('The groups claim is no list of names.');
  return [...new Set(groups.data)];
}
