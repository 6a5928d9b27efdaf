import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startOidcProvider, type OidcProvider, type Trouble } from '@/lib/auth/testing/start-oidc-provider';
import { browseSignIn } from './testing/browse-sign-in';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

let provider: OidcProvider;
let test: TestSystem;
beforeAll(async () => {
  provider = await startOidcProvider();
  test = await startTestSystem({
    env: { CORP_SECRET: 'only-for-tests' },
    file: `
signIn:
  providers:
    - { id: corp, name: Corp, issuer: "${provider.issuer}", clientId: client, clientSecretEnv: CORP_SECRET,
        scopes: [openid], groupsClaim: groups, audiences: [sibling] }
grants: [{ who: { group: g1999 }, may: [inventory.read] }]
`,
  });
});
afterAll(async () => {
  await test.stop();
  await provider.stop();
});
const WELL = { claims: {}, userinfo: null, troubles: {}, forge: false, algorithm: 'RS256' };
beforeEach(() => Object.assign(provider, WELL));

/** Signs in while the provider is as it is; where that led, and who one is then. */
async function signIn(trouble: () => void = () => {}) {
  const browser = browseSignIn(test);
  const url = await browser.postAuth('signin/corp');
  trouble();
  const led = url.startsWith(ORIGIN) ? url : await browser.followUntilPage(provider.authorize(url).href);
  return { error: new URL(led).searchParams.get('error'), actor: await browser.actor(), browser };
}

const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;
const sessions = async (): Promise<number> => (await test.system.store.sessions.listLive(new Date(), 1800)).length;

describe('a provider in trouble', () => {
  it.each<[string, Trouble]>(
    ['/.well-known/openid-configuration', '/token', '/jwks', '/userinfo'].flatMap((path) => [
      [path, 'error'] as const,
      [path, 'page'] as const,
    ]) as [string, Trouble][],
  )('at %s (%s) is told as down, and nobody is half signed in', async (path, trouble) => {
    provider.userinfo = { sub: 'u1', groups: [] };
    const before = await sessions();
    const { error, actor } = await signIn(() => (provider.troubles = { [path]: trouble }));
    expect([error, actor]).toEqual(['ProviderDown', null]);
    expect(await sessions()).toBe(before);
  });

  it('before its page is told as down, too', async () => {
    provider.troubles = { '/.well-known/openid-configuration': 'error' };
    expect((await signIn()).error).toBe('ProviderDown');
  });

  it('whose answer begins and never ends is given up, and nothing follows from it', { timeout: 45_000 }, async () => {
    const before = await sessions();
    const { error, actor } = await signIn(() => (provider.troubles = { '/token': 'stuck' }));
    expect([error, actor, await sessions()]).toEqual(['ProviderDown', null, before]);
  });
});

describe('a provider that says no', () => {
  it.each([
    ['access_denied', 'Cancelled'],
    ['server_error', 'Callback'],
    ['NotFresh', 'Callback'],
    ['<script>alert(1)</script>', 'Callback'],
  ])('with %s is told as %s, and nothing of its words is in the address', async (said, error) => {
    const browser = browseSignIn(test);
    const state = new URL(await browser.postAuth('signin/corp', { callbackUrl: '/ledger' })).searchParams.get('state');
    const query = new URLSearchParams({ error: said, error_description: 'see evil.example', state: state ?? '' });
    const led = await browser.followUntilPage(`${ORIGIN}/api/auth/callback/corp?${query.toString()}`);
    expect(led).toBe(`${ORIGIN}/sign-in?error=${error}&next=%2Fledger`);
  });
});

describe('the ID token’s key', () => {
  it('may be a new one at any time', async () => {
    expect((await signIn()).actor).not.toBeNull();
    provider.rotateKeys();
    expect((await signIn()).actor).not.toBeNull();
    // Between the person's way out and back, too.
    expect((await signIn(() => provider.rotateKeys())).actor).not.toBeNull();
  });

  it.each([['HS256'], ['none']] as const)('is not chosen by the token: %s', async (algorithm) => {
    const { error, actor } = await signIn(() => (provider.algorithm = algorithm));
    expect([error, actor]).toEqual(['OAuthCallback', null]);
  });
});

describe('the ID token’s times and audience', () => {
  it.each<[string, () => Record<string, unknown>]>([
    ['ended a moment ago by our clock', () => ({ exp: seconds(-5) })],
    ['begins in a moment', () => ({ nbf: seconds(5), iat: seconds(5) })],
    ['is for us alone, as a list', () => ({ aud: ['client'] })],
    ['is also for one that is trusted', () => ({ aud: ['client', 'sibling'], azp: 'client' })],
  ])('are taken where it %s', async (_, claims) => {
    provider.claims = claims();
    expect((await signIn()).error).toBeNull();
  });

  it.each<[string, string, () => Record<string, unknown>]>([
    ['WrongClock', 'ended', () => ({ exp: seconds(-15) })],
    ['WrongClock', 'begins later', () => ({ nbf: seconds(30) })],
    ['WrongClock', 'was issued in the future', () => ({ iat: seconds(90) })],
    ['OAuthCallback', 'has no end', () => ({ exp: undefined })],
    ['OAuthCallback', 'does not say when it was issued', () => ({ iat: undefined })],
    ['OAuthCallback', 'is also for a stranger', () => ({ aud: ['client', 'stranger'], azp: 'client' })],
    ['OAuthCallback', 'is for several and names no party', () => ({ aud: ['client', 'sibling'] })],
    ['OAuthCallback', 'was given to another party', () => ({ aud: ['client', 'sibling'], azp: 'sibling' })],
    ['OAuthCallback', 'is for others only', () => ({ aud: ['sibling'] })],
    ['OAuthCallback', 'has no nonce', () => ({ nonce: undefined })],
  ])('are refused (%s) where it %s', async (error, _, claims) => {
    provider.claims = claims();
    const outcome = await signIn();
    expect([outcome.error, outcome.actor]).toEqual([error, null]);
  });
});

describe('two thousand groups', () => {
  const groups = Array.from({ length: 2000 }, (_, at) => `g${at}`);

  it.each([
    ['the token', () => (provider.claims = { groups })],
    ['userinfo', () => (provider.userinfo = { sub: 'u1', groups })],
  ])('from %s live in the session’s row, count for grants, and make no cookie longer', async (_, say) => {
    say();
    const { actor, browser } = await signIn();
    expect(actor?.groups).toEqual(groups);
    expect(actor?.grants).toHaveLength(1);
    expect(browser.cookiesFor(ORIGIN).length).toBeLessThan(2500);
  });

  it('and one more are refused, since a deny could be among those that are left out', async () => {
    provider.claims = { groups: [...groups, 'one-more'] };
    expect(await signIn()).toMatchObject({ error: 'TooManyGroups', actor: null });
  });

  it.each([
    ['the token', () => (provider.claims = { _claim_names: { groups: 'src1' } })],
    ['userinfo', () => (provider.userinfo = { sub: 'u1', _claim_names: { groups: 'src1' } })],
  ])('that %s only points to are refused in words', async (_, say) => {
    say();
    expect(await signIn()).toMatchObject({ error: 'GroupsLeftOut', actor: null });
  });

  it('that nobody names are no groups', async () => {
    expect((await signIn()).actor).toMatchObject({ groups: [], grants: [] });
  });
});

it('the log says what failed, with no token, code, state or nonce in it', () => {
  const lines = test.lines.join('');
  for (const word of ['ProviderDown', 'WrongClock', 'TooManyGroups', 'GroupsLeftOut', 'nonce mismatch'])
    expect(lines).toContain(word);
  expect(lines).not.toMatch(/eyJ|code-\d|only-for-tests|nonce mismatch,/);
});
