import 'server-only';

export const HOME = '/';

/**
 * Where to go after signing in: a path of our own, else `/`. `origins`: our own. Refused are other
 * hosts in every disguise that a browser reads as one (`//host`, `/\host`, control characters that it drops).
 */
export function toCallbackPath(raw: string | null | undefined, origins: readonly string[]): string {
  if (!raw || raw.length > 2048 || /[\p{Cc}\\]/u.test(raw)) return HOME;
  const base = origins[0];
  if (base === undefined || !URL.canParse(raw, base)) return HOME;
  const url = new URL(raw, base);
  if (!origins.includes(url.origin) || url.username || url.password) return HOME;
  const path = url.pathname + url.search;
  // `//` at the front would leave this host; our API is no page; signing in twice goes nowhere.
  return path.startsWith('//') || /^\/(api|sign-in)(\/|\?|$)/.test(path) ? HOME : path;
}
