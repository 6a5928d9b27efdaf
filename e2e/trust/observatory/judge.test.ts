import { describe, expect, it } from 'vitest';
import { judge, type Seen } from './judge';

const CLOSED = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
const GOOD: Seen = {
  https: true,
  plainHttp: 'nothing',
  html: '<script src="/a.js"></script>',
  cookies: ['__Host-session=x; Path=/; Secure; HttpOnly; SameSite=Lax'],
  headers: {
    'content-security-policy': CLOSED,
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  },
};

/** The same with headers changed; undefined takes one away. */
const withHeaders = (change: Record<string, string | undefined>): Seen => {
  const all = Object.entries({ ...GOOD.headers, ...change });
  return { ...GOOD, headers: Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== undefined)) };
};
const withPolicy = (policy: string | undefined): Seen => withHeaders({ 'content-security-policy': policy });
const withCookie = (cookie: string): Seen => ({ ...GOOD, cookies: [cookie] });

it('gives what is done well its bonuses', () => {
  expect(judge(GOOD).score).toBe(100 + 10 + 5 + 5 + 5 + 10);
});

describe('takes off for', () => {
  it.each<[string, Seen, number]>([
    ['no policy at all: its own penalty and that of frames', withPolicy(undefined), -45],
    ['inline scripts', withPolicy(`${CLOSED}; script-src 'unsafe-inline'`), -20],
    ['scripts from anywhere', withPolicy(`${CLOSED}; script-src https:`), -20],
    ['data: as a script', withPolicy(`${CLOSED}; script-src data:`), -20],
    ['objects from anywhere', withPolicy("script-src 'self'; frame-ancestors 'none'"), -20],
    ['eval', withPolicy(`${CLOSED}; script-src 'self' 'unsafe-eval'`), -10],
    ['strict-dynamic without a key', withPolicy(`${CLOSED}; script-src 'strict-dynamic'`), -25],
    ['an insecure source', withPolicy(`${CLOSED}; connect-src http://a.example`), -20],
    ['insecure pictures', withPolicy(`${CLOSED}; img-src http://a.example`), -10],
    ['no HSTS', withHeaders({ 'strict-transport-security': undefined }), -20],
    ['a short HSTS', withHeaders({ 'strict-transport-security': 'max-age=86400' }), -10],
    ['a type that may be guessed', withHeaders({ 'x-content-type-options': undefined }), -5],
    ['an unsafe referrer', withHeaders({ 'referrer-policy': 'unsafe-url' }), -5],
    ['a resource policy that is none', withHeaders({ 'cross-origin-resource-policy': 'x' }), -5],
    [
      'sharing with whoever asks',
      withHeaders({ 'access-control-allow-origin': 'https://a.example', 'access-control-allow-credentials': 'true' }),
      -50,
    ],
    ['frames of anybody', withPolicy("default-src 'none'"), -20],
    ['plain HTTP that answers', { ...GOOD, plainHttp: 'answer' }, -20],
    ['a session cookie that scripts can read', withCookie('session=x; Secure; SameSite=Lax'), -30],
    ['a session cookie that goes over plain HTTP', withCookie('session=x; HttpOnly; SameSite=Lax'), -10],
    ['a token against forgery that goes everywhere', withCookie('csrf=x; Secure; HttpOnly'), -20],
    ['a SameSite that is none', withCookie('a=x; Secure; SameSite=Sometimes'), -20],
    ['a foreign script', { ...GOOD, html: '<script src="https://a.example/a.js"></script>' }, -5],
    ['an insecure script', { ...GOOD, html: '<script src="//a.example/a.js"></script>' }, -50],
  ])('%s', (_what, seen, cost) => {
    const { verdicts } = judge(seen);
    expect(verdicts.reduce((sum, { modifier }) => sum + Math.min(0, modifier), 0)).toBe(cost);
  });
});

it('gives no bonus below 90', () => {
  expect(judge(withHeaders({ 'strict-transport-security': undefined })).score).toBe(80);
});

it('passes over what a nonce puts out of force', () => {
  const policy = `${CLOSED}; script-src 'self' 'nonce-x' 'strict-dynamic' 'unsafe-inline' https:`;
  expect(judge(withPolicy(policy)).score).toBe(judge(GOOD).score);
});
