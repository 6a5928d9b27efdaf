import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findActor } from '@/lib/auth/find-actor';
import { startOidcProvider, type OidcProvider } from '@/lib/auth/testing/start-oidc-provider';
import { holds } from '@/lib/domain/grant';
import { answerSignIn } from './sign-in-route';
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
    - id: corp
      name: Corp
      issuer: ${provider.issuer}
      clientId: client
      clientSecretEnv: CORP_SECRET
      scopes: [openid, profile, email]
      groupsClaim: groups
grants:
  - who: { group: platform }
    may: [inventory.read]
`,
  });
});
afterAll(async () => {
  await test.stop();
  await provider.stop();
});
beforeEach(() => Object.assign(provider, { claims: {}, userinfo: null, discovered: null, forge: false }));

/** What a browser would send next: of each name the latest. */
function jar(response: Response, before = ''): string {
  const pairs = [...before.split('; '), ...response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')];
  const named = new Map(pairs.filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), pair]));
  return [...named.values()].join('; ');
}

const send = (url: string, cookie: string, form?: Record<string, string>) => {
  const { pathname } = new URL(url, ORIGIN);
  const request = new Request(new URL(url, ORIGIN), {
    headers: { host: new URL(ORIGIN).host, cookie },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  return answerSignIn(test.system, request, pathname.slice('/api/auth/'.length).split('/'));
};

/** From the sign-in page to the provider's. */
async function begin(path = '/api/auth/signin/corp') {
  const first = await send('/api/auth/csrf', '');
  const body: unknown = await first.json();
  const csrfToken = typeof body === 'object' && body && 'csrfToken' in body ? String(body.csrfToken) : '';
  const response = await send(path, jar(first), { csrfToken, callbackUrl: '/ledger', json: 'true' });
  const answer: unknown = await response.json();
  const url = typeof answer === 'object' && answer && 'url' in answer ? String(answer.url) : '';
  return { status: response.status, url, cookie: jar(response, jar(first)) };
}

async function signIn() {
  const { url, cookie } = await begin();
  const response = await send(provider.authorize(url).href, cookie);
  return { response, actor: await findActor(test.system, jar(response)) };
}

const refusedWith = async (outcome: Awaited<ReturnType<typeof signIn>>) => {
  expect(outcome.actor).toBeNull();
  return outcome.response.headers.get('location');
};

describe('signing in with OpenID Connect', () => {
  it('asks the provider for a code with PKCE, state and nonce', async () => {
    const { url } = await begin();
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(url.startsWith(`${provider.issuer}/authorize?`)).toBe(true);
    expect(asked).toMatchObject({
      client_id: 'client',
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${ORIGIN}/api/auth/callback/corp`,
    });
    expect(asked.scope?.split(' ')).toEqual(expect.arrayContaining(['openid', 'email']));
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]?.length).toBeGreaterThan(20);
  });

  it('lets no parameter of ours be put into that by the address', async () => {
    const { url } = await begin(
      '/api/auth/signin/corp?scope=admin&redirect_uri=https%3A%2F%2Fevil.example&prompt=none',
    );
    expect(url).not.toMatch(/evil|admin|prompt/);
  });

  it('makes the subject of the issuer an actor, with groups, and goes where they wanted', async () => {
    provider.claims = { name: 'Una', email: 'una@example.com', email_verified: true, groups: ['platform'] };
    const { response, actor } = await signIn();
    expect(response.headers.get('location')).toBe(`${ORIGIN}/ledger`);
    expect(actor).toMatchObject({
      id: `${provider.issuer}|u1`,
      name: 'una@example.com',
      email: 'una@example.com',
      persona: null,
      groups: ['platform'],
    });
    expect(holds(actor?.grants ?? [], 'inventory.read')).toBe(true);
  });

  it('believes no e-mail that is not verified, and grants nothing to whoever no statement names', async () => {
    provider.claims = { email: 'una@example.com', email_verified: false, groups: ['others'] };
    const { actor } = await signIn();
    expect(actor).toMatchObject({ email: null, name: 'u1', grants: [] });
  });

  it('asks userinfo for what the token lacks, of the same subject alone', async () => {
    provider.userinfo = { sub: 'u1', groups: ['platform'], email: 'other@example.com', email_verified: true };
    expect((await signIn()).actor).toMatchObject({ groups: ['platform'], email: 'other@example.com' });
    provider.userinfo = { sub: 'u2', groups: ['platform'] };
    expect(await refusedWith(await signIn())).toBe(`${ORIGIN}/sign-in?error=OAuthCallback&next=%2Fledger`);
  });

  it.each<[string, Partial<OidcProvider>]>([
    ['another nonce', { claims: { nonce: 'other' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'somebody-else' } }],
    ['an end in the past', { claims: { exp: 1_700_000_000 } }],
    ['a key that is not published', { forge: true }],
    ['no subject', { claims: { sub: null } }],
    ['groups that were left out', { claims: { _claim_names: { groups: 'src1' } } }],
    ['a discovery document of another issuer', { discovered: 'https://evil.example' }],
  ])('refuses a token with %s', async (_, lie) => {
    Object.assign(provider, lie);
    expect(await refusedWith(await signIn())).toMatch(
      /\/sign-in\?error=(OAuthCallback|Callback|WrongClock|GroupsLeftOut)&next=%2Fledger$/,
    );
  });

  it('refuses an answer that another browser asked for, one without a state, and a code twice', async () => {
    const mine = await begin();
    const theirs = await begin();
    const answers = [
      await send(provider.authorize(theirs.url).href, mine.cookie),
      await send(provider.authorize(mine.url).href, ''),
      await send(provider.authorize(mine.url).href.replace(/&?state=[^&]*/, ''), mine.cookie),
      await send('/api/auth/callback/corp?error=access_denied', mine.cookie),
    ];
    const back = provider.authorize(mine.url).href;
    expect(await findActor(test.system, jar(await send(back, mine.cookie)))).not.toBeNull();
    for (const response of [...answers, await send(back, mine.cookie)]) {
      expect(response.headers.get('location')).toMatch(/\/sign-in\?error=/);
      expect(await findActor(test.system, jar(response))).toBeNull();
    }
  });

  it('offers no persona outside the demo', async () => {
    expect((await send('/api/auth/callback/demo', '', { persona: 'admin' })).status).toBe(404);
  });

  it('writes neither code nor token nor claim to the log', () => {
    expect(test.lines.join('')).not.toMatch(/code-\d|una@example|eyJ|only-for-tests/);
  });
});
