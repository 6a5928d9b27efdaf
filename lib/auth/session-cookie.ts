import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { decode, encode } from 'next-auth/jwt';
import type { AuthConfig } from '@/lib/config/auth-config';
import { parseCookies, toCookieName } from './cookies';

/** 256 random bits that only the cookie holds. */
export const newSessionSecret = (): string => randomBytes(32).toString('base64url');

/** The row's id: who reads the table cannot make a cookie from it. */
export const toSessionId = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** The cookie's name and value for a session, sealed as next-auth's JWE. */
export async function sealSession(auth: AuthConfig, secret: string): Promise<{ name: string; value: string }> {
  const value = await encode({ token: { sid: secret }, secret: auth.sessionSecret, maxAge: auth.sessionSeconds });
  return { name: toCookieName('sessionToken', auth.secureCookies), value };
}

/** The id of the session that a `Cookie` header names, or null; whether it lives, its row says. */
export async function readSessionId(auth: AuthConfig, cookieHeader: string | null): Promise<string | null> {
  const sealed = parseCookies(cookieHeader)[toCookieName('sessionToken', auth.secureCookies)];
  if (!sealed || sealed.length > 4096) return null;
  try {
    const token = await decode({ token: sealed, secret: auth.sessionSecret });
    return typeof token?.sid === 'string' ? toSessionId(token.sid) : null;
  } catch {
    // Forged, expired, or sealed by another installation on this host: a stranger either way.
    return null;
  }
}
