import { NextRequest } from 'next/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toSecurityHeaders } from '@/lib/runtime/web/security-headers';
import { judge, type Seen } from './judge';

afterEach(() => vi.resetModules());

/** What proxy.ts gives to this address of a Keyledger that is opened at `publicUrl`. */
async function headersOf(publicUrl: string, path: string): Promise<Record<string, string>> {
  vi.stubEnv('KEYLEDGER_URL', publicUrl);
  const { proxy } = await import('@/proxy');
  const door = Object.entries(toSecurityHeaders(new URL(publicUrl)));
  const given = proxy(new NextRequest(`${publicUrl}${path}`)).headers;
  // The server fills in what is lacking, as the head is written.
  return {
    ...Object.fromEntries(door.map(([name, value]) => [name.toLowerCase(), value])),
    ...Object.fromEntries(given),
  };
}

const toSeen = (headers: Record<string, string>, https: boolean): Seen => ({
  https,
  headers,
  cookies: [],
  html: null,
  plainHttp: https ? 'nothing' : 'answer',
});

const PLACES = ['http://127.0.0.1:3000', 'https://keyledger.example.com'];
const PATHS = [
  '/',
  '/secrets',
  '/sign-in',
  '/nowhere',
  '/api/secrets',
  '/api/auth/csrf',
  '/_next/static/a.js',
  '/favicon.svg',
];

/** Beyond the score: what OWASP's Secure Headers Project asks of everything that is served. */
const EVERYWHERE: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'permissions-policy': /camera=\(\).*microphone=\(\)/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'x-permitted-cross-domain-policies': /^none$/,
  'x-robots-tag': /^noindex, nofollow$/,
};

describe.each(PLACES)("by Mozilla Observatory's rules, at %s", (place) => {
  const https = place.startsWith('https:');

  it.each(PATHS)('%s scores at least 100', async (path) => {
    const headers = await headersOf(place, path);
    const { score, verdicts } = judge(toSeen(headers, https));
    expect(score, JSON.stringify(verdicts)).toBeGreaterThanOrEqual(100);
    expect(verdicts.filter(({ modifier }) => modifier < 0)).toEqual([]);
    for (const [name, pattern] of Object.entries(EVERYWHERE)) expect(headers[name] ?? 'none', name).toMatch(pattern);
    expect(headers['content-security-policy']).not.toMatch(/unsafe-|\*|http:/);
    expect('strict-transport-security' in headers).toBe(https);
  });

  it('what the door answers without Next scores at least 100', () => {
    const door = Object.entries(toSecurityHeaders(new URL(place))).map(([name, value]) => [name.toLowerCase(), value]);
    expect(judge(toSeen(Object.fromEntries(door), https)).score).toBeGreaterThanOrEqual(100);
  });
});

it('no nonce comes twice, and each has 128 bits', async () => {
  const policies: string[] = [];
  for (let round = 0; round < 100; round += 1) {
    const { 'content-security-policy': policy = '' } = await headersOf('http://127.0.0.1:3000', '/sign-in');
    policies.push(policy);
  }
  const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  expect(new Set(nonces).size).toBe(100);
  expect(nonces.every((nonce) => Buffer.from(nonce, 'base64').length === 16)).toBe(true);
});
