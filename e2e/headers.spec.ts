import { RawClient, type RawAnswer, type RawRequest } from './fixtures/raw-client';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';

const header = ({ headers }: RawAnswer, name: string): string | null => {
  const parts = headers.split('\n');
  const at = parts.findIndex((part, index) => index % 2 === 0 && part.toLowerCase() === name);
  return at === -1 ? null : (parts[at + 1] ?? null);
};

const plain = { 'accept-encoding': 'identity' };

/** One of every kind of answer that this server gives. */
const KINDS: Record<string, { path: string; status: number; request?: RawRequest }> = {
  'a page': { path: '/secrets', status: 200 },
  'a page of a secret that is not there': { path: '/secrets/AAAAAAAAAAAAAAAAAAAAAA', status: 404 },
  'the sign-in page': { path: '/sign-in', status: 200 },
  'a page that nobody made': { path: '/nowhere', status: 404 },
  'a redirect': { path: '/', status: 307 },
  'a redirect of the framework': { path: '/secrets/', status: 308 },
  'a redirect of the framework to the API': { path: '/api//secrets', status: 308 },
  'data for the router': { path: '/secrets', status: 200, request: { forRouter: true } },
  'an answer of the API': { path: '/api/secrets?limit=1', status: 200 },
  'a refusal of the API': { path: '/api/secrets?limit=none', status: 400 },
  'a route that is not there': { path: '/api/nowhere', status: 404 },
  'the document of the API': { path: '/api/openapi.json', status: 200 },
  'an act from a foreign page': {
    path: '/api/sync',
    status: 403,
    request: { method: 'POST', body: {}, headers: { origin: 'https://evil.example' } },
  },
  'a request for a foreign host': { path: '/secrets', status: 421, request: { headers: { host: 'evil.example' } } },
  'sign-in of the library': { path: '/api/auth/csrf', status: 200 },
  'an icon': { path: '/favicon.svg', status: 200 },
};

for (const [name, { path, status, request }] of Object.entries(KINDS))
  test(`${name} has the whole set of security headers`, async ({ apiAs }) => {
    const client = await RawClient.of(testAddress('KEYLEDGER_TEST_URL'), (await apiAs('admin')).request);
    const answer = await client.send(path, { ...request, headers: { ...plain, ...request?.headers } });
    expect(answer.status).toBe(status);
    expect(header(answer, 'x-content-type-options')).toBe('nosniff');
    expect(header(answer, 'referrer-policy')).toBe('no-referrer');
    expect(header(answer, 'x-frame-options')).toBe('DENY');
    expect(header(answer, 'cross-origin-opener-policy')).toBe('same-origin');
    expect(header(answer, 'cross-origin-resource-policy')).toBe('same-origin');
    // What is answered before proxy.ts is reached is no document, and asks for no feature.
    if (![308, 421].includes(status)) expect(header(answer, 'permissions-policy')).toContain('camera=()');
    expect(header(answer, 'x-powered-by')).toBeNull();
    expect(header(answer, 'server')).toBeNull();
    if (status !== 308 && !path.startsWith('/_next/') && path !== '/favicon.svg')
      expect(header(answer, 'cache-control')).toContain('no-store');
    const policy = header(answer, 'content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    if (request?.forRouter) expect(answer.contentType).toContain('text/x-component');
    if (answer.contentType.startsWith('text/html')) expectNoInline(answer.body.toString(), policy);
  });

/** Whatever the page brings along as code or style has this answer's nonce; no attribute is code or style. */
function expectNoInline(html: string, policy: string): void {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const tags = html.replaceAll(/(<script\b[^>]*>)[\s\S]*?<\/script>/g, '$1');
  const coded = [...tags.matchAll(/<(?:script|style)\b[^>]*>/g)].map(([tag]) => tag);
  expect(coded.filter((tag) => !tag.includes(`nonce="${nonce}"`) && !/<script[^>]+\bsrc="\/_next\//.test(tag))).toEqual(
    [],
  );
  expect([...tags.matchAll(/<[^>]+\s(?:style|on\w+)=/g)].map(([tag]) => tag)).toEqual([]);
}

test('no two pages share a nonce', async ({ request }) => {
  const nonces = await Promise.all(
    [1, 2, 3].map(
      async () =>
        /'nonce-([^']+)'/.exec((await request.get('/sign-in')).headers()['content-security-policy'] ?? '')?.[1],
    ),
  );
  expect(new Set(nonces).size).toBe(3);
  expect(nonces.every((nonce) => Buffer.from(nonce ?? '', 'base64').length === 16)).toBe(true);
});

test('the session cookie is out of reach of scripts and of other sites', async ({ signInAs }) => {
  const page = await signInAs('viewer');
  const cookies = (await page.context().cookies()).filter(({ name }) => name.includes('session'));
  expect(cookies.length).toBe(1);
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});
