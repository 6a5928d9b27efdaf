import 'server-only';
import { z } from 'zod';
import type { SignInProvider } from '@/lib/config/auth-config';
import { CLOCK_SKEW_MS } from '@/lib/auth/oidc-person';
import { LogoutRefusal } from './logout-refusal';

/** Whose sessions the provider ended: of a subject, of one of its own sessions, or of both. */
export interface Logout {
  issuer: string;
  subject: string | null;
  sid: string | null;
  /** Names the token, which counts once. */
  jti: string;
  issuedAt: Date;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** How long after its making a token counts, whatever end it names itself. */
export const LONGEST_AGE_MS = 300_000;

const text = z.string().min(1).max(255);
const claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  iat: z.number(),
  exp: z.number(),
  jti: z.string().min(1).max(1024),
  sub: text.optional(),
  sid: text.optional(),
  events: z.object({ [EVENT]: z.looseObject({}) }),
});

/**
 * What a logout token says whose signature was checked (OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6).
 * Throws LogoutRefusal with the rule that it breaks.
 */
export function toLogout(raw: Record<string, unknown>, provider: SignInProvider, now: Date): Logout {
  // An ID token has one, and must not pass for a logout token.
  if (Object.hasOwn(raw, 'nonce')) throw new LogoutRefusal('has no nonce');
  const parsed = claims.safeParse(raw);
  if (!parsed.success) throw new LogoutRefusal('says iss, aud, iat, exp, jti and the event of a logout');
  const { iss, aud, iat, exp, jti, sub = null, sid = null } = parsed.data;
  if (iss.replace(/\/+$/, '') !== provider.issuer) throw new LogoutRefusal('is of the issuer of this provider');
  const audiences = [aud].flat();
  if (!audiences.includes(provider.clientId)) throw new LogoutRefusal('is for our client');
  if (audiences.some((name) => name !== provider.clientId && !provider.audiences.includes(name)))
    throw new LogoutRefusal('is for no audience that is not trusted');
  const age = now.getTime() - iat * 1000;
  if (age < -CLOCK_SKEW_MS || age > LONGEST_AGE_MS + CLOCK_SKEW_MS)
    throw new LogoutRefusal('was issued in the last five minutes');
  if (exp * 1000 <= now.getTime() - CLOCK_SKEW_MS) throw new LogoutRefusal('has not expired');
  if (sub === null && sid === null) throw new LogoutRefusal('names a subject or a session');
  return { issuer: provider.issuer, subject: sub, sid, jti, issuedAt: new Date(iat * 1000) };
}
