import { judgeCookies } from './judge-cookies';
import { judgePolicy, parsePolicy } from './judge-policy';

/** An answer as a browser would see it. */
export interface Seen {
  /** Where it came from; without TLS the rules about TLS have nothing to judge. */
  https: boolean;
  /** Small names; those given more than once joined, but for cookies. */
  headers: Readonly<Record<string, string>>;
  cookies: readonly string[];
  /** The page, where it is one. */
  html: string | null;
  /** What plain HTTP answers on the same port: a redirect, an answer, or nothing. */
  plainHttp: 'nothing' | 'redirect' | 'answer';
}

export interface Verdict {
  rule: string;
  modifier: number;
}

const PRIVATE = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
/** Six months, in seconds. */
const SHORTEST_HSTS = 15_768_000;

function judgeSharing({ headers }: Seen): Verdict {
  const origin = headers['access-control-allow-origin'];
  const isOpen = origin !== undefined && headers['access-control-allow-credentials'] === 'true';
  return { rule: `sharing ${origin ?? 'none'}`, modifier: isOpen ? -50 : 0 };
}

function judgeReferrer({ headers }: Seen): Verdict {
  const stated = headers['referrer-policy'];
  const last = stated?.split(',').at(-1)?.trim() ?? '';
  return { rule: `referrer ${stated ?? 'none'}`, modifier: stated === undefined ? 0 : PRIVATE.includes(last) ? 5 : -5 };
}

function judgeTransport({ headers, https }: Seen): Verdict {
  const seconds = /(?:^|;)\s*max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1];
  if (!https) return { rule: 'transport: no TLS', modifier: 0 };
  if (seconds === undefined) return { rule: 'transport none', modifier: -20 };
  return { rule: `transport ${seconds}`, modifier: Number(seconds) >= SHORTEST_HSTS ? 0 : -10 };
}

const judgeRedirection = ({ https, plainHttp }: Seen): Verdict => ({
  rule: `plain HTTP: ${plainHttp}`,
  modifier: https && plainHttp === 'answer' ? -20 : 0,
});

/** Scripts of one's own need no hash of their content; foreign ones do, and must come by TLS. */
function judgeScripts({ html }: Seen): Verdict {
  const scripts = [...(html ?? '').matchAll(/<script\b[^>]*\ssrc="([^"]*)"[^>]*>/g)];
  const foreign = scripts.filter(([, source = '']) => /^(?:[a-z]+:)?\/\//i.test(source));
  const isHashed = (tag: string) => /\sintegrity="sha/.test(tag);
  if (foreign.some(([, source = '']) => !source.startsWith('https:')))
    return { rule: 'scripts insecure', modifier: -50 };
  if (foreign.some(([tag]) => !isHashed(tag))) return { rule: 'scripts foreign', modifier: -5 };
  const all = scripts.length > 0 && scripts.every(([tag]) => isHashed(tag));
  return { rule: all ? 'scripts hashed' : 'scripts of our own', modifier: all ? 5 : 0 };
}

const judgeSniffing = ({ headers }: Seen): Verdict => ({
  rule: `sniffing ${headers['x-content-type-options'] ?? 'allowed'}`,
  modifier: headers['x-content-type-options'] === 'nosniff' ? 0 : -5,
});

function judgeFraming({ headers }: Seen): Verdict {
  const ancestors = parsePolicy(headers['content-security-policy'] ?? '').get('frame-ancestors');
  if (ancestors) return { rule: 'framing by policy', modifier: ancestors.some((one) => one === '*') ? -20 : 5 };
  const stated = headers['x-frame-options']?.toUpperCase() ?? '';
  return { rule: `framing ${stated}`, modifier: ['DENY', 'SAMEORIGIN'].includes(stated) ? 0 : -20 };
}

function judgeResource({ headers }: Seen): Verdict {
  const stated = headers['cross-origin-resource-policy'];
  const modifier = stated === undefined || stated === 'cross-origin' ? 0 : 10;
  return {
    rule: `resource ${stated ?? 'none'}`,
    modifier: /^(same-origin|same-site|cross-origin)$/.test(stated ?? 'cross-origin') ? modifier : -5,
  };
}

const RULES: readonly ((seen: Seen) => Verdict)[] = [
  ({ headers, https }) => judgePolicy(headers['content-security-policy'] ?? null, https),
  ({ cookies, headers, https }) => judgeCookies(cookies, { https, hsts: 'strict-transport-security' in headers }),
  judgeSharing,
  judgeRedirection,
  judgeReferrer,
  judgeTransport,
  judgeScripts,
  judgeSniffing,
  judgeFraming,
  judgeResource,
];

/** Below this, what is done well gives nothing. */
const FOR_EXTRA_CREDIT = 90;

/**
 * The score of one answer by the rules of Mozilla's HTTP Observatory (MDN, "HTTP Observatory tests and
 * scoring", algorithm 4): 100 less all penalties; bonuses count from 90 on.
 */
export function judge(seen: Seen): { score: number; verdicts: Verdict[] } {
  const verdicts = RULES.map((rule) => rule(seen));
  const sum = (wanted: (modifier: number) => boolean) =>
    verdicts.reduce((total, { modifier }) => total + (wanted(modifier) ? modifier : 0), 0);
  const penalised = Math.max(0, 100 + sum((modifier) => modifier < 0));
  return { score: penalised >= FOR_EXTRA_CREDIT ? penalised + sum((modifier) => modifier > 0) : penalised, verdicts };
}
