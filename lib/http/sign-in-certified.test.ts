import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findActor } from '@/lib/auth/find-actor';
import { startCertifiedProvider, type CertifiedProvider } from '@/lib/auth/testing/start-certified-provider';
import { holds, type Grant } from '@/lib/domain/grant';
import type { Permission } from '@/lib/domain/permission';
import { answerSignIn } from './sign-in-route';
import { createBrowser, type Browser } from './testing/browser';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

const people = {
  una: { name: 'Una', email: 'una@example.com', email_verified: true, groups: ['platform'] },
  ugo: { name: 'Ugo', email: 'una@example.com', email_verified: false },
  ada: { name: 'Ada', email: 'ada@example.com', email_verified: true },
};

let thin: CertifiedProvider;
let full: CertifiedProvider;
let test: TestSystem;
beforeAll(async () => {
  const redirectUris = ['thin', 'full'].map((id) => `${ORIGIN}/api/auth/callback/${id}`);
  thin = await startCertifiedProvider({ redirectUris, people });
  full = await startCertifiedProvider({ redirectUris, people, claimsInToken: true });
  const toProvider = (id: string, { issuer }: CertifiedProvider) =>
    `{ id: ${id}, name: ${id}, issuer: "${issuer}", clientId: client, clientSecretEnv: CORP_SECRET,
       scopes: [openid, profile, email, groups], groupsClaim: groups }`;
  test = await startTestSystem({
    env: { CORP_SECRET: 'only-for-tests' },
    file: `
signIn:
  providers: [${toProvider('thin', thin)}, ${toProvider('full', full)}]
grants:
  - { who: { anyone: true }, may: [inventory.read] }
  - { who: { group: platform, provider: thin }, may: [secret.rotate] }
  - { who: { email: una@example.com, provider: thin }, may: [history.read] }
  - { who: { subject: "${thin.issuer}|ada" }, may: [ledger.read] }
`,
  });
});
afterAll(async () => {
  await test.stop();
  await Promise.all([thin.stop(), full.stop().catch(() => undefined)]);
});

const browserOf = (): Browser =>
  createBrowser((request) => {
    const segments = new URL(request.url).pathname.slice('/api/auth/'.length).split('/');
    return answerSignIn(test.system, request, segments);
  }, ORIGIN);

async function begin(browser: Browser, id: string): Promise<string> {
  const { csrfToken } = await (await browser.get(`${ORIGIN}/api/auth/csrf`)).json();
  const form = { csrfToken, callbackUrl: '/ledger', json: 'true' };
  return (await (await browser.post(`${ORIGIN}/api/auth/signin/${id}`, form)).json()).url;
}

/** Up to the provider's answer, which is not yet brought to us. */
async function answerOf(browser: Browser, id: string, login: string): Promise<string> {
  const page = await browser.follow(await begin(browser, id));
  return (await browser.followUntilOurs(page, { login })).href;
}

async function signIn(id: string, login: string) {
  const browser = browserOf();
  const response = await browser.get(await answerOf(browser, id, login));
  return { browser, response, actor: await findActor(test.system, browser.cookiesFor(ORIGIN)) };
}

const granted = (grants: readonly Grant[] = []) =>
  (['inventory.read', 'secret.rotate', 'history.read', 'ledger.read'] as const satisfies Permission[]).filter(
    (permission) => holds(grants, permission),
  );

describe('signing in with a certified provider', () => {
  it.each([
    ['thin', 'una', 'una@example.com', ['platform'], ['inventory.read', 'secret.rotate', 'history.read']],
    // The same claims from another issuer name somebody else.
    ['full', 'una', 'una@example.com', ['platform'], ['inventory.read']],
    ['thin', 'ugo', null, [], ['inventory.read']],
    ['thin', 'ada', 'ada@example.com', [], ['inventory.read', 'ledger.read']],
    ['full', 'ada', 'ada@example.com', [], ['inventory.read']],
  ])('%s: %s has the e-mail %s, the groups %j and may %j', async (id, login, email, groups, may) => {
    const { response, actor } = await signIn(id, login);
    expect(response.headers.get('location')).toBe(`${ORIGIN}/ledger`);
    const { issuer } = id === 'thin' ? thin : full;
    expect(actor).toMatchObject({ id: `${issuer}|${login}`, email, groups });
    expect(granted(actor?.grants)).toEqual(may);
  });

  it('signing out ends the row, so that a copy of the cookie is worth nothing', async () => {
    const { browser } = await signIn('thin', 'una');
    const copy = browser.cookiesFor(ORIGIN);
    const { csrfToken } = await (await browser.get(`${ORIGIN}/api/auth/csrf`)).json();
    await browser.post(`${ORIGIN}/api/auth/signout`, { csrfToken, json: 'true' });
    expect(await findActor(test.system, copy)).toBeNull();
  });

  it.each<[string, (url: URL) => void]>([
    ['another state', (url) => url.searchParams.set('state', 'other')],
    ['no state', (url) => url.searchParams.delete('state')],
    ['another code', (url) => url.searchParams.set('code', 'other')],
    ['the code of another issuer', (url) => url.searchParams.set('iss', 'https://evil.example')],
  ])('an answer with %s is refused', async (_, tamper) => {
    const browser = browserOf();
    const url = new URL(await answerOf(browser, 'thin', 'una'));
    tamper(url);
    expect((await browser.get(url.href)).headers.get('location')).toBe(
      `${ORIGIN}/sign-in?error=OAuthCallback&next=%2Fledger`,
    );
    expect(await findActor(test.system, browser.cookiesFor(ORIGIN))).toBeNull();
  });

  it('an answer counts once, and only in the browser that asked', async () => {
    const browser = browserOf();
    const url = await answerOf(browser, 'thin', 'una');
    expect((await browserOf().get(url)).headers.get('location')).toMatch(/\/sign-in\?error=/);
    const before = browser.cookiesFor(ORIGIN);
    await browser.get(url);
    expect(await findActor(test.system, browser.cookiesFor(ORIGIN))).not.toBeNull();
    const replayed = await answerSignIn(
      test.system,
      new Request(url, { headers: { host: new URL(ORIGIN).host, cookie: before } }),
      ['callback', 'thin'],
    );
    expect(replayed.headers.get('location')).toBe(`${ORIGIN}/sign-in?error=OAuthCallback&next=%2Fledger`);
  });

  it('a provider that does not answer is said in words, before and after its page', async () => {
    const browser = browserOf();
    const url = await answerOf(browser, 'full', 'una');
    await full.stop();
    expect((await browser.get(url)).headers.get('location')).toBe(
      `${ORIGIN}/sign-in?error=ProviderDown&next=%2Fledger`,
    );
    expect(await begin(browserOf(), 'full')).toBe(`${ORIGIN}/sign-in?error=ProviderDown&next=%2Fledger`);
  });
});

it('a provider that left the configuration vouches for nobody any more', async () => {
  const { browser, actor } = await signIn('thin', 'una');
  expect(actor).not.toBeNull();
  const { auth } = test.system;
  const without = { ...test.system, auth: { ...auth, providers: auth.providers.filter(({ id }) => id !== 'thin') } };
  expect(await findActor(without, browser.cookiesFor(ORIGIN))).toBeNull();
});
