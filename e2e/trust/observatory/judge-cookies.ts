import type { Verdict } from './judge';

interface Cookie {
  name: string;
  has: (attribute: string) => boolean;
  sameSite: string | null;
}

function parseCookie(line: string): Cookie {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const attributes = new Map(rest.map((part) => [part.split('=')[0]?.toLowerCase() ?? '', part.split('=')[1] ?? '']));
  const sameSite = attributes.get('samesite')?.toLowerCase() ?? null;
  return { name: pair.split('=')[0]?.toLowerCase() ?? '', has: (name) => attributes.has(name), sameSite };
}

/** What one cookie costs: the worst that is wrong with it. Over plain HTTP none can be `Secure`. */
function costOf({ name, has, sameSite }: Cookie, { https, hsts }: { https: boolean; hsts: boolean }): number {
  const isSession = /login|sess/.test(name);
  const lacksSecure = https && !has('secure');
  const costs = [
    isSession && lacksSecure ? (hsts ? -10 : -40) : 0,
    isSession && !has('httponly') ? -30 : 0,
    sameSite !== null && !['lax', 'strict', 'none'].includes(sameSite) ? -20 : 0,
    sameSite === 'none' && !has('secure') ? -20 : 0,
    name.includes('csrf') && sameSite === null ? -20 : 0,
    lacksSecure ? (hsts ? -5 : -20) : 0,
  ];
  return Math.min(...costs);
}

/** The rules on cookies, over all that an answer sets. */
export function judgeCookies(lines: readonly string[], how: { https: boolean; hsts: boolean }): Verdict {
  if (lines.length === 0) return { rule: 'cookies none', modifier: 0 };
  const cookies = lines.map(parseCookie);
  const worst = Math.min(...cookies.map((cookie) => costOf(cookie, how)));
  if (worst < 0) return { rule: 'cookies unsafe', modifier: worst };
  return { rule: 'cookies safe', modifier: cookies.every(({ sameSite }) => sameSite !== null) ? 5 : 0 };
}
