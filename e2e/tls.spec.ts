import { once } from 'node:events';
import { request } from 'node:http';
import { createCleanup } from './bench/world/cleanup';
import { findFreePort } from './bench/world/ports';
import { startKeyledger, type Keyledger } from './bench/world/start-keyledger';
import { everyScope } from './bench/world/write-config';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';
import { judge } from './trust/observatory/judge';
import { startTlsProxy, type TlsProxy } from './trust/observatory/start-tls-proxy';

const HOST = 'keyledger.example.com';
const cleanup = createCleanup();
let keyledger: Keyledger;
let proxy: TlsProxy;
let port: number;

// It starts servers of its own.
test.skip(process.env.KEYLEDGER_LONG !== '1', 'in the long tests');

test.beforeAll(async () => {
  test.setTimeout(120_000);
  port = await findFreePort();
  const env = { PORT: String(port), KEYLEDGER_URL: `https://${HOST}`, TRUSTED_PROXIES: '127.0.0.1' };
  keyledger = await startKeyledger(testAddress('LOCAL_AWS_TEST_URL'), everyScope().slice(0, 1), cleanup, { env });
  proxy = await startTlsProxy(HOST, port);
  cleanup.add(() => proxy.stop());
});
test.afterAll(() => cleanup.run());

/** What the port of TLS says to plain HTTP. */
async function askPlainly(): Promise<'nothing' | 'redirect' | 'answer'> {
  const sent = request({ host: '127.0.0.1', port: proxy.port, path: '/', headers: { host: HOST } }).end();
  const answer = await once(sent, 'response').catch(() => null);
  if (answer === null) return 'nothing';
  return [301, 302, 307, 308].includes(answer[0].statusCode) ? 'redirect' : 'answer';
}

const PLACES: Record<string, number> = {
  '/': 307,
  '/sign-in': 200,
  '/secrets': 200,
  '/nowhere': 404,
  '/api/secrets': 200,
  '/api/nowhere': 404,
  '/api/auth/csrf': 200,
  '/favicon.svg': 200,
};

for (const [path, status] of Object.entries(PLACES))
  test(`behind a proxy that ends TLS, ${path} scores at least 100 by Mozilla Observatory's rules`, async () => {
    const cookie = await keyledger.cookieOf('admin');
    const { headers, cookies, body, ...answer } = await proxy.ask(path, { headers: { cookie } });
    expect(answer.status).toBe(status);
    const html = headers['content-type']?.startsWith('text/html') ? body : null;
    const { score, verdicts } = judge({ https: true, headers, cookies, html, plainHttp: await askPlainly() });
    expect(score, JSON.stringify(verdicts)).toBeGreaterThanOrEqual(100);
    expect(verdicts.filter(({ modifier }) => modifier < 0)).toEqual([]);
    expect(headers['strict-transport-security']).toBe('max-age=63072000');
    for (const line of cookies)
      expect(line).toMatch(/^__Host-keyledger\.\w+=[^;]*(?=.*; Path=\/)(?=.*; Secure)(?=.*; HttpOnly)/);
    if (path === '/api/auth/csrf') expect(cookies).not.toEqual([]);
    if (headers.location !== undefined) expect(headers.location).toMatch(/^(\/|https:\/\/keyledger\.example\.com\/)/);
  });

test('changes are taken from the address that people open, and from its plain namesake never', async () => {
  const cookie = await keyledger.cookieOf('admin');
  const sync = (origin: string) =>
    proxy.ask('/api/sync', { method: 'POST', headers: { cookie, origin, 'content-type': 'application/json' } });
  expect((await sync(`http://${HOST}`)).status).toBe(403);
  expect((await sync(`https://${HOST}`)).status).not.toBe(403);
});

test('a cookie that was made for plain HTTP is no session', async () => {
  const [, value = ''] = (await keyledger.cookieOf('admin')).split('=', 2);
  const named = (name: string) => proxy.ask('/api/me', { headers: { cookie: `${name}=${value}` } });
  expect((await named('keyledger.session')).status).toBe(401);
  expect((await named('__Host-keyledger.session')).status).toBe(200);
});
