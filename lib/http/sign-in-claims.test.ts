import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCertifiedProvider, type CertifiedProvider } from '@/lib/auth/testing/start-certified-provider';
import { startOidcProvider, type OidcProvider } from '@/lib/auth/testing/start-oidc-provider';
import { holds } from '@/lib/domain/grant';
import { browseSignIn } from './testing/browse-sign-in';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

// Not `constructor`, over which the certified provider itself stumbles.
const NAMES = ['department', 'https://id.example/cost'];
const hundreds = Array.from({ length: 400 }, (_, at) => `g${at}`);
/** Claims by login; what is said of `ever` changes. */
const people: Record<string, Record<string, unknown>> = {
  one: { department: 'payments' },
  list: { department: ['search', 'payments'] },
  number: { 'https://id.example/cost': 17 },
  many: { department: hundreds, groups: hundreds },
  other: { department: 'Payments' },
  inherited: { groups: [] },
  out: { department: ['payments', 'contractors'] },
  objects: { department: [{ name: 'payments' }] },
  object: { department: { payments: true } },
  long: { department: 'x'.repeat(2049) },
  nested: { department: [['payments']] },
  endless: { department: Array.from({ length: 2001 }, (_, at) => `d${at}`) },
};

let thin: CertifiedProvider;
let full: CertifiedProvider;
let pliant: OidcProvider;
let test: TestSystem;
beforeAll(async () => {
  const redirectUris = ['thin', 'full'].map((id) => `${ORIGIN}/api/auth/callback/${id}`);
  const options = { redirectUris, people, furtherClaims: NAMES };
  thin = await startCertifiedProvider(options);
  full = await startCertifiedProvider({ ...options, claimsInToken: true });
  pliant = await startOidcProvider();
  const toProvider = (id: string, { issuer }: { issuer: string }, scopes: string) =>
    `{ id: ${id}, name: ${id}, issuer: "${issuer}", clientId: client, clientSecretEnv: CORP_SECRET, scopes: [${scopes}] }`;
  const toGrants = (id: string) => `
  - { who: { claim: { name: department, value: payments }, provider: ${id} }, may: [secret.rotate] }
  - { who: { claim: { name: department, value: g399 }, provider: ${id} }, may: [history.read] }
  - { who: { claim: { name: "https://id.example/cost", value: "17" }, provider: ${id} }, may: [ledger.read] }
  - { who: { claim: { name: constructor, value: "yes" }, provider: ${id} }, may: [settings.read] }
  - { who: { claim: { name: department, value: contractors }, provider: ${id} }, may: [secret.rotate], effect: deny }`;
  test = await startTestSystem({
    env: { CORP_SECRET: 'only-for-tests' },
    file: `
signIn:
  providers:
    - ${toProvider('thin', thin, 'openid, groups')}
    - ${toProvider('full', full, 'openid, groups')}
    - ${toProvider('pliant', pliant, 'openid')}
grants:
  - { who: { anyone: true }, may: [inventory.read] }
${['thin', 'full', 'pliant'].map(toGrants).join('')}
`,
  });
});
afterAll(async () => {
  await test.stop();
  await Promise.all([thin.stop(), full.stop(), pliant.stop()]);
});

const LOOKED_AT = ['inventory.read', 'secret.rotate', 'history.read', 'ledger.read', 'settings.read'] as const;
const sessions = async (): Promise<number> => (await test.system.store.sessions.listLive(new Date(), 1800)).length;

/** Where that led, and what one may do then; null: nobody is signed in. */
async function signIn(id: string, login: string) {
  const browser = browseSignIn(test);
  const back = await browser.followUntilOurs(await browser.goTo(id), { login });
  const led = new URL(await browser.followUntilPage(back.href));
  const actor = await browser.actor();
  return { error: led.searchParams.get('error'), may: actor && LOOKED_AT.filter((one) => holds(actor.grants, one)) };
}

async function signInPliantly(claims: Record<string, unknown>, userinfo: Record<string, unknown> | null = null) {
  Object.assign(pliant, { claims, userinfo });
  const browser = browseSignIn(test);
  const led = await browser.followUntilPage(pliant.authorize(await browser.postAuth('signin/pliant')).href);
  return { error: new URL(led).searchParams.get('error'), actor: await browser.actor() };
}

// By userinfo in the one, since the standard leaves it to that; in the token at the other.
describe.each(['thin', 'full'])('a grant by claim, signed in with the certified provider (%s)', (id) => {
  it.each([
    ['one', ['secret.rotate']],
    ['list', ['secret.rotate']],
    ['number', ['ledger.read']],
    ['many', ['history.read']],
    ['other', []],
    ['inherited', []],
  ])('%s may %j', async (login, may) => {
    expect(await signIn(id, login)).toEqual({ error: null, may: ['inventory.read', ...may] });
  });

  it('a denial by claim wins over an allowance by claim', async () => {
    expect(await signIn(id, 'out')).toEqual({ error: null, may: ['inventory.read'] });
  });

  it('follows what the provider says at the next sign-in', async () => {
    people.ever = { department: 'search' };
    expect((await signIn(id, 'ever')).may).toEqual(['inventory.read']);
    people.ever = { department: 'payments' };
    expect((await signIn(id, 'ever')).may).toEqual(['inventory.read', 'secret.rotate']);
    people.ever = {};
    expect((await signIn(id, 'ever')).may).toEqual(['inventory.read']);
  });

  it.each(['objects', 'object', 'long', 'nested', 'endless'])(
    '%s is refused in words, with no session',
    async (login) => {
      const before = await sessions();
      expect(await signIn(id, login)).toEqual({ error: 'UnreadableClaim', may: null });
      expect(await sessions()).toBe(before);
    },
  );
});

describe('claims of a form that no honest provider sends', () => {
  it.each([
    ['the token', () => signInPliantly({ _claim_names: { department: 'src1' } })],
    ['userinfo', () => signInPliantly({}, { sub: 'u1', _claim_names: { department: 'src1' } })],
  ])('one that %s only points to is refused in words, since a denial could hang on it', async (_, attempt) => {
    expect(await attempt()).toEqual({ error: 'ClaimLeftOut', actor: null });
  });

  it.each([
    ['the token', (claims: Record<string, unknown>) => signInPliantly(claims)],
    ['userinfo', (claims: Record<string, unknown>) => signInPliantly({}, { sub: 'u1', ...claims })],
  ])('one named like what every object inherits counts where %s says it, and there alone', async (_, attempt) => {
    const saying = (await attempt({ constructor: 'yes' })).actor;
    expect(holds(saying?.grants ?? [], 'settings.read')).toBe(true);
    const silent = (await attempt({})).actor;
    expect(holds(silent?.grants ?? [], 'settings.read')).toBe(false);
  });

  it.each([
    ['the token', (claims: Record<string, unknown>) => signInPliantly(claims)],
    ['userinfo', (claims: Record<string, unknown>) => signInPliantly({}, { sub: 'u1', ...claims })],
  ])('a prototype in %s gives nobody anything', async (_, attempt) => {
    const inherited = { department: 'payments', email: 'boss@example.com', email_verified: true, groups: ['admins'] };
    const claims: Record<string, unknown> = JSON.parse(`{ "__proto__": ${JSON.stringify(inherited)} }`);
    const { actor } = await attempt(claims);
    expect(actor).toMatchObject({ email: null, groups: [] });
    expect(LOOKED_AT.filter((one) => holds(actor?.grants ?? [], one))).toEqual(['inventory.read']);
    expect(Object.hasOwn(Object.prototype, 'department')).toBe(false);
  });
});

it('the log names the claim, and no value of it', () => {
  const lines = test.lines.join('');
  expect(lines).toContain('The claim department is no text');
  expect(lines).not.toMatch(/payments|xxxx|eyJ/);
});
