import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSessionId } from '@/lib/auth/session-cookie';
import { findActor } from '@/lib/auth/find-actor';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import { answerSignIn } from './sign-in-route';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

let test: TestSystem;
beforeAll(async () => {
  test = await startTestSystem();
});
afterAll(() => test.stop());

const host = new URL(ORIGIN).host;
const send = (
  path: string,
  init: { form?: Record<string, string>; headers?: Record<string, string>; method?: string } = {},
) => {
  const body = init.form && new URLSearchParams(init.form);
  const request = new Request(`${ORIGIN}/api/auth/${path}`, {
    method: init.method ?? (body ? 'POST' : 'GET'),
    headers: { host, ...init.headers },
    ...(body && { body }),
  });
  return answerSignIn(test.system, request, (path.split('?')[0] ?? '').split('/'));
};
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function startForm() {
  const response = await send('csrf');
  const body: unknown = await response.json();
  const csrfToken = typeof body === 'object' && body && 'csrfToken' in body ? String(body.csrfToken) : '';
  return { csrfToken, cookie: cookieOf(response) };
}

async function signIn(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const { csrfToken, cookie } = await startForm();
  return send('callback/demo', { form: { csrfToken, json: 'true', ...fields }, headers: { cookie, ...headers } });
}

const entries = () =>
  test.system.store.ledger.list(EVERYTHING, { action: ['session.start'], limit: 200, beforeSeq: null });

describe('signing in to the demo', () => {
  it('works for a plain HTTP client, and is in the ledger', async () => {
    const response = await signIn({ persona: 'auditor', callbackUrl: '/ledger?phase=refused' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ url: `${ORIGIN}/ledger?phase=refused` });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('keyledger.session='));
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    expect(set).toMatch(/Path=\//);
    expect(set).not.toMatch(/Secure|Domain/);
    const actor = await findActor(test.system, cookieOf(response));
    expect(actor).toMatchObject({ id: 'demo|auditor', persona: 'auditor' });
    const [entry] = await entries();
    expect(entry).toMatchObject({ phase: 'noted', actor: { id: 'demo|auditor', persona: 'auditor' } });
    expect(entry?.requestId).toBe(response.headers.get('x-request-id'));
  });

  it('redirects where no JSON is asked for', async () => {
    const response = await signIn({ persona: 'viewer', callbackUrl: '/secrets', json: '' });
    expect([response.status, response.headers.get('location')]).toEqual([302, `${ORIGIN}/secrets`]);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (callbackUrl) => {
      const response = await signIn({ persona: 'viewer', callbackUrl });
      expect(await response.json()).toEqual({ url: `${ORIGIN}/` });
    },
  );

  it.each(['\0', 'x', 'http://[', '%', 'javascript:alert(1)', '\u{f3abb}'])(
    'is not kept from anybody by %j where a neighbour of ours or a link said where to go',
    async (planted) => {
      const { csrfToken, cookie } = await startForm();
      const neighbour = `keyledger.callback=${encodeURIComponent(planted)}`;
      expect((await send(`csrf?callbackUrl=${encodeURIComponent(planted)}`)).status).toBe(200);
      const form = { csrfToken, json: 'true', persona: 'viewer' };
      const response = await send('callback/demo', { form, headers: { cookie: `${neighbour}; ${cookie}` } });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(`{"url":"${ORIGIN}/`);
    },
  );

  it.each(['', 'root', 'toString', '__proto__', 'Admin', 'admin '])('is refused as %j', async (persona) => {
    const before = (await entries()).length;
    const response = await signIn({ persona });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ url: `${ORIGIN}/sign-in?error=CredentialsSignin` });
    expect(cookieOf(response)).not.toContain('keyledger.session=');
    expect(await entries()).toHaveLength(before);
  });

  it('is refused without the token of the form', async () => {
    const { cookie } = await startForm();
    for (const csrfToken of ['', 'a'.repeat(64)]) {
      const response = await send('callback/demo', {
        form: { csrfToken, persona: 'admin', json: 'true' },
        headers: { cookie },
      });
      expect([response.status, await response.json()]).toEqual([403, { url: `${ORIGIN}/sign-in?error=csrf` }]);
      expect(cookieOf(response)).not.toContain('keyledger.session=');
    }
  });

  it.each([
    [400, { host: 'evil.example' }],
    [400, { host: 'localhost:3111' }],
    [403, { origin: 'http://evil.example' }],
    [403, { origin: 'null' }],
    [403, { 'sec-fetch-site': 'cross-site' }],
  ])('answers %i to a request with %j', async (status, headers) => {
    const { csrfToken, cookie } = await startForm();
    const response = await send('callback/demo', {
      form: { csrfToken, persona: 'admin', json: 'true' },
      headers: { cookie, ...headers },
    });
    expect(response.status).toBe(status);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('puts a new session in the place of the old one', async () => {
    const first = cookieOf(await signIn({ persona: 'viewer' }));
    const { csrfToken, cookie } = await startForm();
    const form = { csrfToken, persona: 'admin', json: 'true' };
    const second = cookieOf(await send('callback/demo', { form, headers: { cookie: `${cookie}; ${first}` } }));
    expect(await findActor(test.system, first)).toBeNull();
    expect(await findActor(test.system, second)).toMatchObject({ persona: 'admin' });
  });
});

describe('what is not offered', () => {
  it.each([
    'session',
    'providers',
    'signin',
    'error?error=a',
    'verify-request',
    '_log',
    'callback/demo',
    'csrf/x',
    '__proto__',
  ])('GET %s', async (path) => expect((await send(path)).status).toBe(404));
  it.each(['_log', 'session', 'signin/demo', 'callback/google', 'signin/email', 'csrf'])('POST %s', async (path) => {
    expect((await send(path, { form: { level: 'error' } })).status).toBe(404);
  });
});

describe('signing out', () => {
  it('ends the session, not only the cookie', async () => {
    const session = cookieOf(await signIn({ persona: 'owner' }));
    const { csrfToken, cookie } = await startForm();
    const headers = { cookie: `${cookie}; ${session}` };
    const refused = await send('signout', { form: { csrfToken: 'wrong', json: 'true' }, headers });
    expect(refused.status).toBe(403);
    expect(await findActor(test.system, session)).not.toBeNull();
    const response = await send('signout', { form: { csrfToken, json: 'true', callbackUrl: '/' }, headers });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toMatch(/keyledger\.session=;.*Max-Age=0/);
    expect(response.headers.get('clear-site-data')).toBe('"cache"');
    expect(await findActor(test.system, session)).toBeNull();
    expect(await readSessionId(test.system.auth, session)).not.toBeNull();
  });
});

describe('a database that fails while someone signs out', () => {
  it('keeps the cookie, so that they are not told that they are out', async () => {
    const session = cookieOf(await signIn({ persona: 'owner' }));
    const { csrfToken, cookie } = await startForm();
    const { store } = test.system;
    const down = () => Promise.reject(new AppError('unavailable', 'Down.'));
    const broken = { ...test.system, store: { ...store, sessions: { ...store.sessions, signOut: down } } };
    const response = await answerSignIn(
      broken,
      new Request(`${ORIGIN}/api/auth/signout`, {
        method: 'POST',
        headers: { host, cookie: `${cookie}; ${session}` },
        body: new URLSearchParams({ csrfToken, json: 'true' }),
      }),
      ['signout'],
    );
    expect(response.status).toBe(503);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await findActor(test.system, session)).not.toBeNull();
  });
});
