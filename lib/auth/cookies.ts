import 'server-only';
import type { CookiesOptions } from 'next-auth';

const KINDS = ['sessionToken', 'callbackUrl', 'csrfToken', 'pkceCodeVerifier', 'state', 'nonce'] as const;
type Kind = (typeof KINDS)[number] | 'freshSignIn' | 'signedOut';

// No name may begin with another's: next-auth joins every cookie whose name begins with the session's.
const PLAIN = {
  sessionToken: 'keyledger.session',
  callbackUrl: 'keyledger.callback',
  csrfToken: 'keyledger.csrf',
  pkceCodeVerifier: 'keyledger.pkce',
  state: 'keyledger.state',
  nonce: 'keyledger.nonce',
  freshSignIn: 'keyledger.fresh',
  signedOut: 'keyledger.left',
} as const satisfies Record<Kind, string>;

/** Name of a cookie; `__Host-` ties it to this one host over https, so that no sibling domain can plant it. */
export const toCookieName = (kind: Kind, secure: boolean): string => (secure ? `__Host-${PLAIN[kind]}` : PLAIN[kind]);

export function toAuthCookies(secure: boolean): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return Object.fromEntries(KINDS.map((kind) => [kind, { name: toCookieName(kind, secure), options }]));
}

/** A `Set-Cookie` of our own, guarded as next-auth's are; no seconds takes it away. */
export const toSetCookie = (kind: Kind, secure: boolean, value: string, seconds: number): string =>
  [`${toCookieName(kind, secure)}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax']
    .concat(secure ? ['Secure'] : [])
    .join('; ');

/** All cookies of a `Cookie` header. Of two with one name the first counts, as in RFC 6265's order of paths. */
export function parseCookies(header: string | null): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null);
  for (const pair of (header ?? '').slice(0, 16_384).split(';')) {
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const name = pair.slice(0, at).trim();
    cookies[name] ??= decode(pair.slice(at + 1).trim());
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not one of ours: we only set what decodes.
    return '';
  }
}
