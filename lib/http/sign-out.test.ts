import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findActor } from '@/lib/auth/find-actor';
import { findSignedOut } from '@/lib/auth/signed-out';
import { startCertifiedProvider, type CertifiedProvider } from '@/lib/auth/testing/start-certified-provider';
import { startOidcProvider, type OidcProvider } from '@/lib/auth/testing/start-oidc-provider';
import { EVERYTHING } from '@/lib/domain/grant';
import { browseSignIn, type SignInBrowser } from './testing/browse-sign-in';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

let certified: CertifiedProvider;
let pliant: OidcProvider;
let test: TestSystem;
beforeAll(async () => {
  certified = await startCertifiedProvider({
    redirectUris: [`${ORIGIN}/api/auth/callback/corp`],
    postLogoutRedirectUris: [`${ORIGIN}/sign-in`],
    people: { una: { name: 'Una' } },
  });
  pliant = await startOidcProvider();
  const toProvider = (id: string, { issuer }: { issuer: string }) =>
    `{ id: ${id}, name: ${id}, issuer: "${issuer}", clientId: client, clientSecretEnv: CORP_SECRET }`;
  test = await startTestSystem({
    env: { CORP_SECRET: 'only-for-tests' },
    file: `
signIn: { providers: [${toProvider('corp', certified)}, ${toProvider('pliant', pliant)}] }
grants: [{ who: { anyone: true }, may: [inventory.read] }]
`,
  });
});
afterAll(async () => {
  await test.stop();
  await Promise.all([certified.stop().catch(() => undefined), pliant.stop()]);
});
beforeEach(() => Object.assign(pliant, { claims: {}, endSession: `${pliant.issuer}/end` }));

async function signedIn(): Promise<SignInBrowser> {
  const browser = browseSignIn(test);
  const page = await browser.goTo('corp');
  await browser.get((await browser.followUntilOurs(page, { login: 'una' })).href);
  expect(await browser.actor()).not.toBeNull();
  return browser;
}

async function pliantlySignedIn(claims: Record<string, unknown> = {}): Promise<SignInBrowser> {
  const browser = browseSignIn(test);
  pliant.claims = claims;
  await browser.get(pliant.authorize(await browser.postAuth('signin/pliant')).href);
  expect(await browser.actor()).not.toBeNull();
  return browser;
}

const HERE = `${ORIGIN}/sign-in?error=SignedOutHere`;

describe('signing out', () => {
  it('ends the provider’s session, so that signing in asks who it is', async () => {
    const browser = await signedIn();
    expect(await browser.goTo('corp', { callbackUrl: '/secrets' })).toBe(`${ORIGIN}/secrets`);
    const copy = browser.cookiesFor(ORIGIN);
    const url = new URL(await browser.postAuth('signout'));
    expect(url.href).toMatch(`${certified.issuer}/session/end?`);
    const said = Object.fromEntries(url.searchParams);
    expect(said).toMatchObject({ client_id: 'client', post_logout_redirect_uri: `${ORIGIN}/sign-in` });
    const hint: unknown = JSON.parse(Buffer.from(said.id_token_hint?.split('.')[1] ?? '', 'base64url').toString());
    expect(hint).toMatchObject({ iss: certified.issuer, sub: 'una' });
    // Here they are out already, whatever becomes of the way to the provider.
    expect(await findActor(test.system, copy)).toBeNull();

    const page = await (await browser.get(url.href)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const back = await browser.followUntilOurs(`${certified.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(back.href).toBe(`${ORIGIN}/sign-in?state=${said.state}`);
    expect(await browser.goTo('corp')).toContain('/interaction/');
  });

  it('is told as done by the state that comes back, and by no other', async () => {
    const browser = await signedIn();
    const state = new URL(await browser.postAuth('signout')).searchParams.get('state') ?? '';
    const told = (word: string | undefined, cookie: string | null = browser.cookiesFor(ORIGIN)) =>
      findSignedOut(test.system.auth, cookie, word);
    expect(await told(state)).toBe('corp');
    for (const word of ['', 'other', undefined]) expect(await told(word)).toBeNull();
    expect(await told(state, null)).toBeNull();
    expect(await told(state, 'keyledger.left=forged')).toBeNull();
  });

  it('keeps the ID token sealed until then, and no longer', async () => {
    const browser = await signedIn();
    const id = (await browser.actor())?.sessionId ?? '';
    const { sessions } = test.system.store;
    const live = (await sessions.listLive(new Date(), 1800)).find((session) => session.id === id);
    expect(Object.keys(live ?? {})).not.toContain('sealedIdToken');
    const taken = await sessions.signOut(id, new Date(), null);
    expect(taken?.sealedIdToken?.length).toBeGreaterThan(200);
    expect(taken?.sealedIdToken).not.toContain('.');
    expect(Buffer.from(taken?.sealedIdToken ?? '', 'base64url').toString('latin1')).not.toMatch(/eyJ|una/);
    expect(await sessions.signOut(id, new Date(), null)).toBeNull();
  });

  it('stands in the ledger', async () => {
    const browser = await signedIn();
    await browser.postAuth('signout');
    const { ledger } = test.system.store;
    const [latest] = await ledger.list(EVERYTHING, { action: ['session.end'], limit: 1, beforeSeq: null });
    expect(latest).toMatchObject({ phase: 'noted', actor: { id: `${certified.issuer}|una` } });
  });

  it('asks without the ID token where that is too long for an address', async () => {
    const browser = await pliantlySignedIn({ groups: Array.from({ length: 400 }, (_, at) => `group-number-${at}`) });
    const url = new URL(await browser.postAuth('signout'));
    expect([url.origin + url.pathname, url.searchParams.has('id_token_hint')]).toEqual([`${pliant.issuer}/end`, false]);
    expect(url.searchParams.get('client_id')).toBe('client');
  });

  it.each([
    ['has no way to do so', () => ({ endSession: null })],
    ['names an address that is not https', () => ({ endSession: 'http://id.example/end' })],
    ['names none that is one', () => ({ endSession: 'javascript:alert(1)' })],
    ['claims to be another', () => ({ discovered: 'https://evil.example' })],
  ])('is said to be of Keyledger alone where the provider %s', async (_, change) => {
    const browser = await pliantlySignedIn();
    Object.assign(pliant, change());
    expect(await browser.postAuth('signout')).toBe(HERE);
    Object.assign(pliant, { discovered: null });
    expect(await browser.actor()).toBeNull();
  });

  it('goes through where the provider is down, and the log says what was left undone', async () => {
    const browser = await signedIn();
    await certified.stop();
    expect(await browser.postAuth('signout')).toBe(HERE);
    expect(await browser.actor()).toBeNull();
    expect(test.lines.join('')).toContain("the provider's session was not ended");
    expect(test.lines.join('')).not.toMatch(/eyJ/);
  });
});
