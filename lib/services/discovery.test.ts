import { validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalDiscovery } from '@/lib/aws/testing/discovery-options';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { DISCOVERY_FILES, discoveryView, foundAccountsQuery } from '@/lib/contract/discovery';
import { scopesList, scopesQuery } from '@/lib/contract/scopes-list';
import { settingsView } from '@/lib/contract/system';
import { toSecretId } from '@/lib/domain/secret-id';
import type { Persona } from '@/lib/domain/grant';
import { gatherAccounts } from '@/lib/domain/discovery/organization-account';
import type { Context } from '@/lib/domain/ports/context';
import { addRole } from '@/lib/local-aws/testing/add-role';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { startDiscoveryFixture, type DiscoveryFixture } from '@/lib/sync/testing/discovery-fixture';
import { readInventory } from '@/lib/sync/testing/sync-fixture';
import { getAccount } from './get-account';
import { getDiscovery } from './get-discovery';
import { getDiscoveryFile } from './get-discovery-file';
import { getSettings } from './get-settings';
import { listScopes } from './list-scopes';
import { requestSync } from './request-sync';
import { getScope } from './parts/get-secret-row';
import { ask } from './testing/listed-secrets';
import { actorAs } from './testing/actor-as';
import { refusalOf } from './testing/refusal-of';

const [LISTED, S, D] = ['111122223333', '222233334444', '333344445555'] as const;
let fixture: DiscoveryFixture;
const as = (persona: Persona, change: Partial<Context['actor']> = {}): Context => ({
  ...fixture.ctx,
  actor: actorAs(persona, change),
  requestId: 'request-of-test',
});
const look = async (query: object = {}, ctx = as('auditor')) =>
  discoveryView.parse(await getDiscovery(ctx, foundAccountsQuery.parse(query)));

beforeAll(async () => {
  fixture = await startDiscoveryFixture([LISTED]);
  await fixture.control('organization', { account: '444455556666', name: 'a <b>new</b> one' });
  await fixture.control('organization', { account: '555566667777', name: 'closed', state: 'CLOSED' });
  await fixture.discover();
  await fixture.readRegions();
  const list = createInventoryHandler(fixture.ctx);
  for (const region of ['eu-west-1', 'us-east-1'])
    for (const account of [S, D]) await list(toJobData(`${account}:${region}`), new AbortController().signal);
}, 60_000);
afterAll(() => fixture.stop());

describe('Settings', () => {
  it('says what was found, what is done with it and what is wrong, that first', async () => {
    const { discovery, accounts, nextCursor } = await look();
    expect(discovery).toMatchObject({
      organizationsRole: 'arn:aws:iam::111122223333:role/KeyledgerDiscovery',
      regions: null,
      counts: { read: 3, configured: 1, excluded: 0, left: 0, not_active: 1 },
      troubled: 1,
      problem: null,
      asOf: expect.any(String),
    });
    expect(accounts.map(({ name, verdict, state }) => [name, verdict, state])).toEqual([
      ['a <b>new</b> one', 'read', 'ACTIVE'],
      ['closed', 'not_active', 'CLOSED'],
      ['payments-prod', 'configured', 'ACTIVE'],
      ['sandbox', 'read', 'ACTIVE'],
      ['shared-staging', 'read', 'ACTIVE'],
    ]);
    expect(accounts[0]?.problem).toMatchObject({ code: 'denied', since: expect.any(String) });
    expect(nextCursor).toBeNull();
    const settings = settingsView.parse(await getSettings(as('auditor')));
    expect(settings.discovery).toEqual(discovery);
    expect(settings.accounts.map(({ id }) => id)).toEqual([LISTED]);
  });

  it('pages, filters, and refuses a cursor that is forged', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await look({ limit: 2, ...(cursor && { cursor }) });
      names.push(...page.accounts.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toEqual(['a <b>new</b> one', 'closed', 'payments-prod', 'sandbox', 'shared-staging']);
    expect((await look({ verdict: 'not_active' })).accounts.map(({ name }) => name)).toEqual(['closed']);
    expect(await refusalOf(look({ cursor: 'bm9uc2Vuc2U' }))).toMatchObject({ code: 'invalid' });
  });

  it('is for those who may read the settings', async () => {
    for (const persona of ['viewer', 'operator', 'owner'] as const) {
      expect(await refusalOf(look({}, as(persona)))).toMatchObject({ code: 'forbidden' });
      expect(await refusalOf(getDiscoveryFile(as(persona), 'discovery.json'))).toMatchObject({ code: 'forbidden' });
    }
  });

  it('has a page for an account that is read, and none for one that is not', async () => {
    expect(await getAccount(as('auditor'), S)).toMatchObject({
      name: 'shared-staging',
      regions: ['eu-west-1', 'us-east-1'],
    });
    for (const id of ['555566667777', '999900001111'])
      expect(await refusalOf(getAccount(as('auditor'), id))).toMatchObject({ code: 'not_found' });
  });

  it('without discovery still prints what it would need', async () => {
    const off = toLocalOptions(fixture.local.url);
    const ctx = { ...as('auditor'), aws: createAws(off), config: { ...fixture.ctx.config, discovery: null } };
    const view = await look({}, ctx);
    expect(view).toMatchObject({ discovery: null, accounts: [], nextCursor: null });
    expect(view.files.map(({ name }) => name)).toEqual(DISCOVERY_FILES);
    expect(settingsView.parse(await getSettings(ctx)).discovery).toBeNull();
  });
});

describe('the printed texts', () => {
  const json = async (name: (typeof DISCOVERY_FILES)[number]) =>
    JSON.parse(await getDiscoveryFile(as('auditor'), name));

  it('keep IAM’s grammar, and ask for one action', async () => {
    const policy = await json('discovery.json');
    expect(validateIdentityPolicy(policy)).toEqual([]);
    expect(validateTrustPolicy(await json('discovery-trust.json'))).toEqual([]);
    const allowed = policy.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    expect(allowed).toMatchObject([{ Action: ['organizations:ListAccounts'], Resource: '*' }]);
    const dashboard = await json('dashboard.json');
    expect(validateIdentityPolicy(dashboard)).toEqual([]);
    expect(JSON.stringify(dashboard)).toContain('arn:aws:iam::*:role/KeyledgerRead');
    expect(JSON.stringify(dashboard)).toContain('arn:aws:iam::111122223333:role/KeyledgerDiscovery');
  });

  it('are what the discovery goes by, in IAM as it is played: those very documents and no other right', async () => {
    const arn = 'arn:aws:iam::111122223333:role/printed-discovery';
    const organizations = { role: arn, externalId: 'keyledger-5f0c' };
    const aws = createAws(toLocalOptions(fixture.local.url, { discovery: toLocalDiscovery({ organizations }) }));
    const ctx = { ...as('auditor'), aws };
    const [policy, trust] = await Promise.all([
      getDiscoveryFile(ctx, 'discovery.json'),
      getDiscoveryFile(ctx, 'discovery-trust.json'),
    ]);
    addRole(fixture.local.world, { arn, trust: JSON.parse(trust), policy: JSON.parse(policy) });
    // The seeded dashboard may assume what is called Keyledger*; here it has what is printed for it.
    const dashboard = [...fixture.local.world.keys.values()].find(
      ({ user }) => user.userName === 'keyledger-dashboard',
    );
    const before = dashboard?.user.policies ?? [];
    await fixture.control('policies', {
      arn: dashboard?.user.arn,
      policy: JSON.parse(await getDiscoveryFile(ctx, 'dashboard.json')),
    });
    const gathered = gatherAccounts();
    for await (const page of aws.listAccounts()) gathered.add(page);
    expect(gathered.end().accounts).toHaveLength(5);
    expect(await aws.listRegions({ accountId: S, accountName: 'x' })).toEqual(['eu-west-1', 'us-east-1']);
    if (dashboard) dashboard.user.policies = before;
  });

  it('let the read role of every account list regions, whatever it will have enabled', async () => {
    const text = await getDiscoveryFile(as('auditor'), 'keyledger-roles.yaml');
    expect(text).not.toContain('account:ListRegions');
    const aws = createAws(
      toLocalOptions(fixture.local.url, {
        accounts: [],
        discovery: toLocalDiscovery(),
        policyLimits: { onlyTag: null, rotationFunctions: '*', anyRegion: true },
      }),
    );
    const ctx = { ...as('auditor'), aws };
    expect(await getDiscoveryFile(ctx, 'keyledger-roles.yaml')).toContain('account:ListRegions');
    expect(await getDiscoveryFile(ctx, 'parameters.json')).toMatch(/"Regions",\s+"ParameterValue": "\*"/);
    const account = await getAccount(ctx, S);
    const read = JSON.parse(account.files.find(({ name }) => name === 'read.json')?.text ?? '{}');
    expect(validateIdentityPolicy(read)).toEqual([]);
    expect(read.Statement[0].Condition).toEqual({ StringLike: { 'aws:RequestedRegion': ['*'] } });
    addRole(fixture.local.world, {
      arn: `arn:aws:iam::${S}:role/KeyledgerRead`,
      trust: { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] }] }, // prettier-ignore
      policy: read,
    });
    expect(await aws.listRegions({ accountId: S, accountName: 'x' })).toEqual(['eu-west-1', 'us-east-1']);
    const scope = (await ctx.store.scopes.list()).find(({ id }) => id === `${S}:eu-west-1`);
    if (!scope) throw new Error('no scope');
    for await (const page of aws.listSecrets(scope)) expect(page.length).toBeGreaterThan(0);
  });
});

describe('grants and environments', () => {
  const where = (accounts: string[]) => [{ permission: 'inventory.read' as const, effect: 'allow' as const, where: { accounts } }]; // prettier-ignore

  it('by account hold in accounts that were found', async () => {
    const list = await ask(as('viewer', { grants: where([D]) }));
    expect(list.items.length).toBeGreaterThan(0);
    expect(new Set(list.items.map(({ account }) => account))).toEqual(new Set([D]));
    expect((await ask(as('viewer', { grants: where([LISTED]) }))).items).toEqual([]);
    const scopes = scopesList.parse(await listScopes(as('viewer', { grants: where([D]) }), scopesQuery.parse({})));
    expect(new Set(scopes.items.map(({ account }) => account))).toEqual(new Set([D]));
    expect(scopes.items.every(({ source }) => source === 'discovered')).toBe(true);
  });

  it('an environment that is said of a found account is its secrets’', async () => {
    const rules = { aliases: {}, order: [{ by: 'account' as const, accounts: { [D]: 'quarantine' } }] };
    const ctx = { ...fixture.ctx, environmentRules: rules };
    await createInventoryHandler(ctx)(toJobData(`${D}:eu-west-1`), new AbortController().signal);
    const rows = (await readInventory(fixture.ctx)).filter(({ accountId, region }) => accountId === D && region === 'eu-west-1'); // prettier-ignore
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ environment }) => environment.value))).toEqual(new Set(['quarantine']));
  });
});

describe('who has everything read anew', () => {
  it.each([
    ['all, by who sees all', 'admin', undefined, 1],
    ['one scope alone', 'admin', `${S}:eu-west-1`, 0],
    ['all of one’s own', 'owner', undefined, 0],
  ] as const)('has accounts looked for too: %s', async (_, persona, scope, times) => {
    let looked = 0;
    const jobs = { ...fixture.ctx.jobs, discover: async () => void (looked += 1) };
    await requestSync({ ...as(persona), jobs }, scope === undefined ? {} : { scope });
    expect(looked).toBe(times);
  });
});

describe('a scope that is gone', () => {
  it('is shown with why, its secrets stay, and nothing is done in it', async () => {
    await fixture.control('organization', { account: D, left: true });
    await fixture.discover();
    const { items } = scopesList.parse(await listScopes(as('auditor'), scopesQuery.parse({})));
    const gone = items.find(({ id }) => id === `${D}:eu-west-1`);
    expect(gone).toMatchObject({
      source: 'discovered',
      gone: { reason: 'left' },
      inventory: { state: 'gone', problem: null },
      roles: { reveal: null },
    });
    const list = await ask(as('auditor'), { account: [D] });
    expect(list.items.length).toBeGreaterThan(0);
    expect(list.scopes.find(({ id }) => id === gone?.id)?.state).toBe('gone');
    expect(await refusalOf(getScope(as('admin'), `${D}:eu-west-1`))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has left the organization'),
    });
    expect(await refusalOf(getScope(as('admin'), '999900001111:eu-west-1'))).toMatchObject({ code: 'not_found' });
    expect(toSecretId(list.items[0]?.arn ?? '')).toBe(list.items[0]?.id);
  });
});
