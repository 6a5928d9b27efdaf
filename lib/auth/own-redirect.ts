import 'server-only';
import { HOME } from './callback-path';

const KNOWN_ERRORS = ['AccessDenied', 'CredentialsSignin', 'OAuthSignin', 'OAuthCallback', 'Callback', 'Configuration'];

export interface Redirect {
  location: string;
  /** What went wrong, from a closed list: next-auth would put an exception's words into the address. */
  error: string | null;
}

/**
 * Where next-auth wants to go, told in our terms: its own error and sign-in pages are `/sign-in`.
 * `origin` is the spelling of our address that the browser used; other hosts are left as they are.
 */
export function toOwnRedirect(location: string, publicUrl: string, origin: string): Redirect {
  const url = new URL(location, publicUrl);
  if (url.origin !== publicUrl) return { location, error: null };
  if (!url.pathname.startsWith('/api/auth/')) return { location: origin + url.pathname + url.search, error: null };
  const named = url.searchParams.get('error') ?? '';
  const fallback = KNOWN_ERRORS.includes(named) ? named : 'Callback';
  const error = url.searchParams.has('csrf') ? 'csrf' : fallback;
  return { location: `${origin}/sign-in?error=${error}`, error };
}

/** The sign-in page, which says what happened and from where one can go on to where one wanted. */
export function toSignInPage(origin: string, error: string, { next, fresh }: { next: string; fresh: boolean }): string {
  const query = new URLSearchParams({ error, ...(fresh && { fresh: '1' }), ...(next !== HOME && { next }) });
  return `${origin}/sign-in?${query.toString()}`;
}
