import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import type { AuthConfig } from '@/lib/config/auth-config';
import { parseCookies, toCookieName, toSetCookie } from './cookies';

type Kind = 'freshSignIn' | 'signedOut';
/** Those of next-auth are sealed alike. */
type Readable = Kind | 'nonce';
type Keys = Pick<AuthConfig, 'secureCookies' | 'sessionSecret'>;

/** A `Set-Cookie` whose content is sealed under its own name, so that no cookie of ours passes for another. */
export async function sealCookie(auth: Keys, kind: Kind, token: Record<string, unknown>, seconds: number) {
  const salt = toCookieName(kind, auth.secureCookies);
  const value = await encode({ token, secret: auth.sessionSecret, salt, maxAge: seconds });
  return toSetCookie(kind, auth.secureCookies, value, seconds);
}

export const clearCookie = (auth: Keys, kind: Kind): string => toSetCookie(kind, auth.secureCookies, '', 0);

/** What a sealed cookie holds; null: none, forged, expired, or another installation's. */
export async function openCookie(auth: Keys, kind: Readable, cookieHeader: string | null): Promise<unknown> {
  const salt = toCookieName(kind, auth.secureCookies);
  const value = parseCookies(cookieHeader)[salt];
  if (!value || value.length > 4096) return null;
  return decode({ token: value, secret: auth.sessionSecret, salt }).catch(() => null);
}
