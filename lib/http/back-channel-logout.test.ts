import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCertifiedProvider, type CertifiedProvider } from '@/lib/auth/testing/start-certified-provider';
import { startOidcProvider, type OidcProvider } from '@/lib/auth/testing/start-oidc-provider';
import { EVERYTHING } from '@/lib/domain/grant';
import { limits } from '@/lib/runtime/limits';
import { answerSignIn } from './sign-in-route';
import { browseSignIn, type SignInBrowser } from './testing/browse-sign-in';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

let certified: CertifiedProvider;
let pliant: OidcProvider;
let test: TestSystem;

/** As a provider sends it: no cookie, no origin. */
const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
  answerSignIn(
    test.system,
    new Request(`${ORIGIN}/api/auth/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { host: new URL(ORIGIN).host, ...headers },
    }),
    path.split('/'),
  );

/** What a provider reaches of us over the network. */
const ours = createServer((request, response) => {
  const answer = async (): Promise<void> => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    response.writeHead((await send('backchannel/corp', form)).status).end();
  };
  void answer();
});

beforeAll(async () => {
  await once(ours.listen(0, '127.0.0.1'), 'listening');
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = ours.address() as AddressInfo;
  certified = await startCertifiedProvider({
    redirectUris: [`${ORIGIN}/api/auth/callback/corp`],
    backChannelLogoutUri: `http://127.0.0.1:${port}/`,
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
  ours.close();
  ours.closeAllConnections();
  await test.stop();
  await Promise.all([certified.stop(), pliant.stop()]);
});
const WELL = { claims: {}, userinfo: null, troubles: {}, discovered: null, forge: false, algorithm: 'RS256' };
/** Somebody else in each test, since who was just ended may not come back within the second. */
let who = '';
let people = 0;
beforeEach(() => {
  Object.assign(pliant, WELL);
  who = `u${(people += 1)}`;
});
afterEach(() => vi.restoreAllMocks());

/** Our clock, so many seconds ahead of the provider's. Who is ended then may not sign in until both agree again. */
function aheadBy(by: number): void {
  vi.spyOn(test.system, 'now').mockImplementation(() => new Date(Date.now() + by * 1000));
}

const REQUESTS = 2; // Of a look at a provider's keys: where they are, and they themselves.
/** As long after every look at the provider's keys, by a clock that then goes right again. */
async function rest(): Promise<void> {
  aheadBy(3600);
  await logOut({ sub: 'nobody' });
  vi.restoreAllMocks();
}

async function signedIn(): Promise<SignInBrowser> {
  const browser = browseSignIn(test);
  const page = await browser.goTo('corp');
  await browser.get((await browser.followUntilOurs(page, { login: 'una' })).href);
  expect(await browser.actor()).not.toBeNull();
  return browser;
}

async function pliantlySignedIn(claims: Record<string, unknown> = {}): Promise<SignInBrowser> {
  const browser = browseSignIn(test);
  pliant.claims = { sub: who, ...claims };
  await browser.get(pliant.authorize(await browser.postAuth('signin/pliant')).href);
  expect(await browser.actor()).not.toBeNull();
  return browser;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;
let made = 0;
const says = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  iss: pliant.issuer,
  aud: 'client',
  iat: seconds(0),
  exp: seconds(120),
  jti: `jti-${(made += 1)}`,
  sub: who,
  events: { [EVENT]: {} },
  ...change,
});
const logOut = (change: Record<string, unknown> = {}, header: Record<string, unknown> = { typ: 'logout+jwt' }) =>
  send('backchannel/pliant', { logout_token: pliant.toJwt(says(change), header) });

describe('signing out at a certified provider', () => {
  it('ends the session that came of it at once, and no other of the same person', async () => {
    const [leaving, staying] = [await signedIn(), await signedIn()];
    const page = await (await leaving.get(`${certified.issuer}/session/end?client_id=client`)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    await leaving.post(`${certified.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(await leaving.actor()).toBeNull();
    expect(await staying.actor()).not.toBeNull();
    const [latest] = await test.system.store.ledger.list(EVERYTHING, {
      action: ['session.end'],
      limit: 1,
      beforeSeq: null,
    });
    expect(latest).toMatchObject({ actor: { id: `${certified.issuer}|una` }, detail: { byProvider: true } });
  });
});

describe('a logout token', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>, boolean]>([
    ['of a subject ends all of theirs', { sid: 's1' }, {}, true],
    ['of a session ends that', { sid: 's2' }, { sub: undefined, sid: 's2' }, true],
    ['of both ends that session', { sid: 's3' }, { sid: 's3' }, true],
    ['of both ends one whose name is not known', {}, { sid: 's4' }, true],
    ['of both ends no other of the subject', { sid: 's5' }, { sid: 's6' }, false],
    ['of another session ends nothing', { sid: 's7' }, { sub: undefined, sid: 's8' }, false],
    ['of another subject ends nothing', {}, { sub: 'another' }, false],
    ['of a session that was never named ends nothing', {}, { sub: undefined, sid: 's9' }, false],
    ['for us among those that are trusted ends it', {}, { aud: ['client'] }, true],
    ['a little ahead of our clock ends it', {}, { iat: seconds(30), exp: seconds(90) }, true],
  ])('%s', async (_, idToken, change, isOut) => {
    const browser = await pliantlySignedIn(idToken);
    expect((await logOut(change)).status).toBe(200);
    expect((await browser.actor()) === null).toBe(isOut);
  });

  it('counts once, whatever it is sent to end', async () => {
    const token = pliant.toJwt(says());
    expect((await send('backchannel/pliant', { logout_token: token })).status).toBe(200);
    // Who they are was proven since.
    const browser = await pliantlySignedIn({ auth_time: seconds(1) });
    expect((await send('backchannel/pliant', { logout_token: token })).status).toBe(400);
    expect(await browser.actor()).not.toBeNull();
  });

  it('may come again where the session could not be ended', async () => {
    const browser = await pliantlySignedIn();
    const token = pliant.toJwt(says());
    vi.spyOn(test.system.store.sessions, 'endAtProvider').mockRejectedValueOnce(new Error('the database is away'));
    expect((await send('backchannel/pliant', { logout_token: token })).status).toBe(500);
    expect((await send('backchannel/pliant', { logout_token: token })).status).toBe(200);
    expect(await browser.actor()).toBeNull();
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string | null]>([
    ['of their subject', {}, {}, 'EndedMeanwhile'],
    ['of their session', { sid: 's20' }, { sub: undefined, sid: 's20' }, 'EndedMeanwhile'],
    ['of both', { sid: 's21' }, { sid: 's21' }, 'EndedMeanwhile'],
    ['of both, where the session is not named', {}, { sid: 's22' }, 'EndedMeanwhile'],
    ['of their subject, where they proved themselves before', { auth_time: seconds(-9) }, {}, 'EndedMeanwhile'],
    ['of their subject, where they proved themselves since', { auth_time: seconds(45) }, {}, null],
    ['of another session of theirs', { sid: 's23' }, { sid: 's24' }, null],
    ['of another session', { sid: 's25' }, { sub: undefined, sid: 's26' }, null],
    ['of somebody else', {}, { sub: 'another' }, null],
  ])('%s ends a sign-in that is under way', async (_, idToken, change, error) => {
    const browser = browseSignIn(test);
    const back = pliant.authorize(await browser.postAuth('signin/pliant'));
    expect((await logOut(change)).status).toBe(200);
    pliant.claims = { sub: who, ...idToken };
    const answer = await browser.get(back.href);
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe(error);
    expect((await browser.actor()) === null).toBe(error !== null);
    const [latest] = await test.system.store.ledger.list(EVERYTHING, {
      actor: `${pliant.issuer}|${who}`,
      limit: 1,
      beforeSeq: null,
    });
    expect(latest?.action).toBe(error ? 'session.end' : 'session.start');
  });

  it('that was said before somebody signed in does not mean them', async () => {
    const browser = await pliantlySignedIn();
    expect((await logOut({ iat: seconds(-120) })).status).toBe(200);
    expect(await browser.actor()).not.toBeNull();
  });

  it('of a new key is taken at once, also a moment after the provider was asked, and one look serves all that wait', async () => {
    await rest();
    const browser = await pliantlySignedIn();
    await logOut({ sub: 'nobody' });
    pliant.rotateKeys();
    pliant.asked = [];
    const answers = await Promise.all([who, ...Array(10).fill('nobody')].map((sub: string) => logOut({ sub })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await browser.actor()).toBeNull();
    expect(pliant.asked).toHaveLength(REQUESTS);
  });

  it('makes nobody ask the provider at will: forged ones by no key, or by keys of any name', async () => {
    await rest();
    pliant.asked = [];
    pliant.forge = true;
    for (const kid of [undefined, 'k1', ...Array.from({ length: 20 }, (_, at) => `made-up-${at}`)])
      expect([400, 503]).toContain((await logOut({}, { kid })).status);
    expect(pliant.asked.length).toBeLessThanOrEqual(4 * REQUESTS);
    pliant.asked = [];
    for (let after = 10; after <= 300; after += 10) {
      aheadBy(after);
      await logOut({}, { kid: `later-${after}` });
    }
    expect(pliant.asked.length).toBeLessThanOrEqual(11 * REQUESTS);
    aheadBy(901);
    pliant.asked = [];
    await Promise.all(Array.from({ length: 20 }, (_, at) => logOut({}, { kid: `at-once-${at}` })));
    expect(pliant.asked.length).toBeLessThanOrEqual(2 * REQUESTS);
  });

  it('of a new key has to come again, and is told when, where somebody had the provider asked as often as may be', async () => {
    await rest();
    const browser = await pliantlySignedIn();
    pliant.forge = true;
    for (let at = 0; at < 6; at += 1) await logOut({}, { kid: `spent-${at}` });
    Object.assign(pliant, WELL).rotateKeys();
    const answer = await logOut();
    const wait = Number(answer.headers.get('retry-after'));
    expect([answer.status, wait > 0, wait <= 30, (await browser.actor()) === null]).toEqual([503, true, true, false]);
    aheadBy(wait);
    expect((await logOut()).status).toBe(200);
    expect(await browser.actor()).toBeNull();
  });

  it.each<[string, Record<string, unknown>]>([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'other' }],
    ['an audience that is not trusted', { aud: ['client', 'stranger'] }],
    ['no audience', { aud: undefined }],
    ['no time of issue', { iat: undefined }],
    ['an issue long ago', { iat: seconds(-400) }],
    ['an issue in the future', { iat: seconds(3600), exp: seconds(3700) }],
    ['no end', { exp: undefined }],
    ['an end in the past', { exp: seconds(-90) }],
    ['no jti', { jti: undefined }],
    ['neither subject nor session', { sub: undefined }],
    ['a subject that is none', { sub: { $ne: null } }],
    ['a nonce, as an ID token', { nonce: 'n' }],
    ['no event', { events: undefined }],
    ['another event', { events: { 'https://example.com/other': {} } }],
    ['an event that is no object', { events: { [EVENT]: true } }],
    ['an event that it merely inherits', { events: JSON.parse(`{ "__proto__": { "${EVENT}": {} } }`) }],
  ])('with %s is refused, and ends nothing', async (_, change) => {
    const browser = await pliantlySignedIn();
    const answer = await logOut(change);
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'invalid']);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(await browser.actor()).not.toBeNull();
  });

  it.each<[string, () => Promise<Response>]>([
    ['signed by another key', () => ((pliant.forge = true), logOut())],
    ['HS256 by the client secret', () => ((pliant.algorithm = 'HS256'), logOut())],
    ['unsigned', () => ((pliant.algorithm = 'none'), logOut())],
    ['of a foreign type', () => logOut({}, { typ: 'at+jwt' })],
    ['with a header that must be understood', () => logOut({}, { crit: ['x'], x: 1 })],
    ['sent for another provider', () => send('backchannel/corp', { logout_token: pliant.toJwt(says()) })],
    ['that is none', () => send('backchannel/pliant', { logout_token: 'a.b.c' })],
    ['that is not there', () => send('backchannel/pliant', {})],
  ])('%s is refused, and ends nothing', async (_, attempt) => {
    const browser = await pliantlySignedIn();
    // Of a key that no provider has shown, nothing can be said for half a minute.
    expect([400, 503]).toContain((await attempt()).status);
    expect(await browser.actor()).not.toBeNull();
  });

  it.each([
    ['whose keys cannot be had', { troubles: { '/jwks': 'error' } }, 503],
    ['whose discovery lies', { discovered: 'https://evil.example' }, 503],
  ])('of a provider %s ends nothing, and may come again', async (_, trouble, status) => {
    const browser = await pliantlySignedIn();
    // Past the time for which keys are believed without a look.
    aheadBy(301);
    const token = pliant.toJwt(says({ iat: seconds(320), exp: seconds(500) }));
    Object.assign(pliant, trouble);
    expect((await send('backchannel/pliant', { logout_token: token })).status).toBe(status);
    expect(await browser.actor()).not.toBeNull();
    Object.assign(pliant, WELL);
    expect((await send('backchannel/pliant', { logout_token: token })).status).toBe(status);
    aheadBy(332);
    expect((await send('backchannel/pliant', { logout_token: token })).status).toBe(200);
    expect(await browser.actor()).toBeNull();
  });

  it.each<[string, number, () => Promise<Response>]>([
    ['a page of another site', 403, () => send('backchannel/pliant', {}, { origin: 'https://evil.example' })],
    ['whoever sends too much', 413, () => send('backchannel/pliant', { logout_token: 'x'.repeat(20_000) })],
    ['another host', 400, () => send('backchannel/pliant', {}, { host: 'evil.example' })],
    ['somebody who names no provider', 404, () => send('backchannel/nobody', {})],
  ])('is not taken from %s', async (_, status, attempt) => expect((await attempt()).status).toBe(status));
});

it('is counted by its address, in a bucket of its own', async () => {
  const take = vi.spyOn(limits(), 'take');
  await logOut();
  expect(take.mock.calls.map(([bucket, { by }]) => [bucket, by])).toEqual([['logout', 'address']]);
});

it('the log holds no token', () => expect(test.lines.join('')).not.toMatch(/eyJ/));
