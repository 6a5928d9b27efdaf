import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCertifiedProvider, type CertifiedProvider } from '@/lib/auth/testing/start-certified-provider';
import { startOidcProvider, type OidcProvider } from '@/lib/auth/testing/start-oidc-provider';
import { findActor } from '@/lib/auth/find-actor';
import { EVERYTHING } from '@/lib/domain/grant';
import { browseSignIn, type SignInBrowser } from './testing/browse-sign-in';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

let certified: CertifiedProvider;
let pliant: OidcProvider;
let test: TestSystem;
beforeAll(async () => {
  certified = await startCertifiedProvider({
    redirectUris: [`${ORIGIN}/api/auth/callback/corp`],
    people: { una: { name: 'Una' } },
  });
  pliant = await startOidcProvider();
  const toProvider = (id: string, { issuer }: { issuer: string }, more = '') =>
    `{ id: ${id}, name: ${id}, issuer: "${issuer}", clientId: client, clientSecretEnv: CORP_SECRET${more} }`;
  test = await startTestSystem({
    env: { CORP_SECRET: 'only-for-tests' },
    file: `
signIn: { providers: [${toProvider('corp', certified)}, ${toProvider('pliant', pliant, ', freshPrompt: none')}] }
grants: [{ who: { anyone: true }, may: [inventory.read] }]
`,
  });
});
afterAll(async () => {
  await test.stop();
  await Promise.all([certified.stop(), pliant.stop()]);
});

/** On the certified provider's page, as `login`, and back. */
async function logIn(browser: SignInBrowser, page: string, login: string): Promise<string> {
  expect(page).toContain('/interaction/');
  return browser.followUntilPage((await browser.followUntilOurs(page, { login })).href);
}

async function signedIn(): Promise<SignInBrowser> {
  const browser = browseSignIn(test);
  await logIn(browser, await browser.goTo('corp'), 'una');
  return browser;
}

/** Over the provider that says what it is told to. */
async function answerPliantly(browser: SignInBrowser, claims: Record<string, unknown>, fields = {}): Promise<string> {
  pliant.claims = claims;
  const url = await browser.postAuth('signin/pliant', { callbackUrl: '/ledger?phase=refused', ...fields });
  return browser.followUntilPage(pliant.authorize(url).href);
}

const seconds = (ago = 0): number => Math.floor(Date.now() / 1000) - ago;

describe('a fresh sign-in', () => {
  it('shows the provider’s page again, where an ordinary one would pass in silence', async () => {
    const browser = await signedIn();
    const first = await browser.actor();
    expect(await browser.goTo('corp', { callbackUrl: '/secrets' })).toBe(`${ORIGIN}/secrets`);
    // Nobody asked for auth_time, so that nobody knows how long ago it was.
    expect(first?.authenticatedAt).toBeNull();
    const began = seconds();
    const page = await browser.goTo('corp', { fresh: '1', callbackUrl: '/secrets?q=a' });
    expect(await logIn(browser, page, 'una')).toBe(`${ORIGIN}/secrets?q=a`);
    const again = await browser.actor();
    expect(again?.authenticatedAt?.getTime()).toBeGreaterThanOrEqual(began * 1000);
    expect(again).toMatchObject({ id: first?.id });
    expect(again?.sessionId).not.toBe(first?.sessionId);
  });

  it('ends the session from before, and stands in the ledger as one', async () => {
    const browser = await signedIn();
    const before = browser.cookiesFor(ORIGIN);
    await logIn(browser, await browser.goTo('corp', { fresh: '1' }), 'una');
    expect(await findActor(test.system, before)).toBeNull();
    const { ledger } = test.system.store;
    const [latest] = await ledger.list(EVERYTHING, { action: ['session.start'], limit: 1, beforeSeq: null });
    expect(latest).toMatchObject({ actor: { id: `${certified.issuer}|una` }, detail: { again: true } });
  });

  it('by somebody else is their session, and said', async () => {
    const browser = browseSignIn(test);
    await answerPliantly(browser, {});
    const before = browser.cookiesFor(ORIGIN);
    const led = await answerPliantly(browser, { sub: 'u2', auth_time: seconds() }, { fresh: '1' });
    expect(led).toBe(`${ORIGIN}/sign-in?error=SomebodyElse&next=%2Fledger%3Fphase%3Drefused`);
    expect(await browser.actor()).toMatchObject({ id: `${pliant.issuer}|u2` });
    expect(await findActor(test.system, before)).toBeNull();
  });

  it('asks with max_age alone where the provider takes no prompt', async () => {
    const browser = browseSignIn(test);
    await answerPliantly(browser, {});
    const ask = async (fields: Record<string, string>) =>
      Object.fromEntries(new URL(await browser.postAuth('signin/pliant', fields)).searchParams);
    const again = await ask({ fresh: '1' });
    expect([again.max_age, again.prompt]).toEqual(['0', undefined]);
    const ordinary = await ask({});
    expect([ordinary.max_age, ordinary.prompt]).toEqual([undefined, undefined]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['from before it was asked for', { auth_time: seconds(120) }, 'NotFresh'],
    ['that nobody tells', {}, 'NoAuthTime'],
    ['as text', { auth_time: String(seconds()) }, 'NoAuthTime'],
    ['of no number', { auth_time: null }, 'NoAuthTime'],
  ])('is refused with a proof %s, and the session stays as it was', async (_, claims, error) => {
    const browser = browseSignIn(test);
    await answerPliantly(browser, {});
    const before = await browser.actor();
    const led = new URL(await answerPliantly(browser, claims, { fresh: '1' }));
    expect(Object.fromEntries(led.searchParams)).toEqual({ error, fresh: '1', next: '/ledger?phase=refused' });
    expect(await browser.actor()).toMatchObject({ sessionId: before?.sessionId, authenticatedAt: null });
  });

  it('is not made of an ordinary one by throwing the cookie away: auth_time alone says how fresh it is', async () => {
    const browser = browseSignIn(test);
    await answerPliantly(browser, {});
    pliant.claims = { auth_time: seconds(7200) };
    const back = pliant.authorize(await browser.postAuth('signin/pliant', { fresh: '1' })).href;
    browser.forget(ORIGIN, 'keyledger.fresh');
    await browser.get(back);
    expect((await browser.actor())?.authenticatedAt?.getTime()).toBeLessThan(Date.now() - 7_000_000);
  });

  it('that was given up does not weigh on the next ordinary one', async () => {
    const browser = browseSignIn(test);
    await answerPliantly(browser, {});
    await browser.postAuth('signin/pliant', { fresh: '1' });
    expect(await answerPliantly(browser, { auth_time: seconds(7200) })).toBe(`${ORIGIN}/ledger?phase=refused`);
  });

  it('by a stranger is an ordinary one', async () => {
    const browser = browseSignIn(test);
    expect(await answerPliantly(browser, {}, { fresh: '1' })).toBe(`${ORIGIN}/ledger?phase=refused`);
  });
});
