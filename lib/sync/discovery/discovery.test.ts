import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toScopeId } from '@/lib/domain/scope';
import { roleArn } from '@/lib/local-aws/seed/identities';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { FEW_REGIONS, startDiscoveryFixture, type DiscoveryFixture } from '@/lib/sync/testing/discovery-fixture';
import { readInventory } from '@/lib/sync/testing/sync-fixture';

const [P, S, D] = ['111122223333', '222233334444', '333344445555'] as const;
const never = new AbortController().signal;
const scopesOf = (...accounts: string[]) =>
  accounts.flatMap((id) => FEW_REGIONS.map((region) => toScopeId(id, region))).toSorted();

let fixture: DiscoveryFixture;
const listScope = (id: string) => createInventoryHandler(fixture.ctx)(toJobData(id), never);
const known = async (id: string) => fixture.ctx.store.discovery.find(id);
const live = async () => (await fixture.ctx.store.scopes.list()).map(({ id }) => id).toSorted();
const namesIn = async (account: string): Promise<string[]> =>
  (await readInventory(fixture.ctx)).filter(({ accountId }) => accountId === account).map(({ name }) => name);

describe('an organisation of which nothing is listed', () => {
  beforeAll(async () => {
    fixture = await startDiscoveryFixture();
  });
  afterAll(() => fixture.stop());

  it('every account is found, and read in its home region until it has told its regions', async () => {
    expect(await fixture.discover()).toBeNull();
    expect(await live()).toEqual([P, S, D].map((id) => toScopeId(id, 'us-east-1')));
    expect(await fixture.ctx.store.discovery.status()).toMatchObject({ problem: null, asOf: expect.any(Date) });
    const thrown = await fixture.readRegions();
    expect([...thrown.values()]).toEqual([null, null, null]);
    expect(await live()).toEqual(scopesOf(P, S, D));
    expect([...(await fixture.scopes()).values()].every(({ source, gone }) => source === 'discovered' && !gone)).toBe(
      true,
    );
  });

  it('a found scope is read like any other, in the account’s name', async () => {
    await listScope(toScopeId(S, 'eu-west-1'));
    const state = (await fixture.scopes()).get(toScopeId(S, 'eu-west-1'));
    expect(state?.inventory).toMatchObject({ state: 'fresh', problem: null });
    expect(state?.inventory.secrets).toBeGreaterThan(0);
    expect((await readInventory(fixture.ctx)).every(({ accountName }) => accountName === 'shared-staging')).toBe(true);
  });

  it('an account that leaves keeps what was read of it, is called no more, and comes back', async () => {
    const before = await namesIn(S);
    await fixture.control('organization', { account: S, left: true });
    expect(await fixture.discover()).toBeNull();
    expect(await live()).toEqual(scopesOf(P, D));
    expect(await namesIn(S)).toEqual(before);
    const states = await fixture.scopes();
    expect(states.get(toScopeId(S, 'eu-west-1'))).toMatchObject({
      gone: { reason: 'left', since: expect.any(Date) },
      inventory: { state: 'gone', problem: null, asOf: expect.any(Date) },
    });
    // Nothing was ever read there, so that nothing is kept.
    expect(states.has(toScopeId(S, 'us-east-1'))).toBe(false);
    expect(await listScope(toScopeId(S, 'eu-west-1'))).toBeNull();
    const since = (await known(S))?.leftAt;
    await fixture.discover();
    expect((await known(S))?.leftAt).toEqual(since);
    await fixture.control('organization', { account: S, left: false });
    await fixture.discover();
    expect(await known(S)).toMatchObject({ leftAt: null });
    expect(await live()).toEqual(scopesOf(P, S, D));
  });

  it.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])(
    'an account that is %s is not read, and says so',
    async (state) => {
      await fixture.control('organization', { account: S, state });
      await fixture.discover();
      expect(await known(S)).toMatchObject({ state, leftAt: null });
      expect((await fixture.scopes()).get(toScopeId(S, 'eu-west-1'))?.gone).toMatchObject({ reason: 'not_active' });
      expect(await live()).toEqual(scopesOf(P, D));
      await fixture.control('organization', { account: S, state: 'ACTIVE' });
      await fixture.discover();
      expect(await live()).toEqual(scopesOf(P, S, D));
    },
  );

  it('a region that is turned off keeps what was read of it, and one that is turned on is read', async () => {
    await fixture.control('regions', { account: S, region: 'eu-west-1', status: 'DISABLED' });
    await fixture.control('regions', { account: S, region: 'eu-south-2', status: 'ENABLED' });
    await fixture.readRegions();
    const states = await fixture.scopes();
    expect(states.get(toScopeId(S, 'eu-west-1'))?.gone).toMatchObject({ reason: 'region_off' });
    expect(await live()).toContain(toScopeId(S, 'eu-south-2'));
    expect(await namesIn(S)).not.toEqual([]);
    await fixture.control('regions', { account: S, region: 'eu-west-1', status: 'ENABLED' });
    await fixture.control('regions', { account: S, region: 'eu-south-2', status: 'DISABLED' });
    await fixture.readRegions();
    expect(await live()).toEqual(scopesOf(P, S, D));
  });

  it.each([
    ['is denied', { kind: 'denied', operation: 'ListAccounts' }, 'denied'],
    ['is throttled', { kind: 'throttle', operation: 'ListAccounts' }, 'throttled'],
    ['meets a proxy', { kind: 'html', operation: 'ListAccounts' }, 'protocol'],
    ['breaks on its way', { kind: 'truncated', operation: 'ListAccounts' }, expect.any(String)],
  ])('a discovery that %s changes nothing, and says since when and why', async (_, fault, code) => {
    const before = await fixture.ctx.store.discovery.accounts();
    const asOf = (await fixture.ctx.store.discovery.status())?.asOf;
    await fixture.fault(fault);
    expect(await fixture.discover()).toBeInstanceOf(Error);
    const first = (await fixture.ctx.store.discovery.status())?.problem;
    expect(first).toMatchObject({ code, remedy: expect.stringMatching(/\w/), since: expect.any(Date) });
    expect(await fixture.discover()).toBeInstanceOf(Error);
    const status = await fixture.ctx.store.discovery.status();
    expect(status).toMatchObject({ asOf, problem: { since: first?.since } });
    expect(await fixture.ctx.store.discovery.accounts()).toEqual(before);
    expect(await live()).toEqual(scopesOf(P, S, D));
    await fixture.clearFaults();
    await fixture.discover();
    expect(await fixture.ctx.store.discovery.status()).toMatchObject({ problem: null });
  });

  it('an account whose role cannot be assumed is a failing scope, and the others go on', async () => {
    await fixture.control('organization', { account: '444455556666', name: 'just <i>joined</i>' });
    await fixture.discover();
    const thrown = await fixture.readRegions();
    expect([...thrown].filter(([, error]) => error !== null).map(([id]) => id)).toEqual(['444455556666']);
    const home = toScopeId('444455556666', 'us-east-1');
    expect(await live()).toEqual([...scopesOf(P, S, D), home].toSorted());
    expect(await known('444455556666')).toMatchObject({
      name: 'just <i>joined</i>',
      regions: null,
      problem: { code: 'denied', remedy: expect.stringContaining('sts:AssumeRole') },
    });
    await expect(listScope(home)).rejects.toMatchObject({ problem: { code: 'denied' } });
    expect((await fixture.scopes()).get(home)?.inventory).toMatchObject({
      state: 'failing',
      problem: { code: 'denied', since: expect.any(Date) },
    });
    await fixture.control('organization', { account: '444455556666', left: true });
    await fixture.discover();
    expect(await live()).toEqual(scopesOf(P, S, D));
  });

  it('where listing regions is denied the regions stay as they were, and the missing action is named', async () => {
    const role = fixture.local.world.roles.get(roleArn(S, 'read'));
    await fixture.fault({ kind: 'denied', operation: 'ListRegions' });
    await fixture.readRegions();
    await fixture.clearFaults();
    expect(role).toBeDefined();
    expect(await known(S)).toMatchObject({
      regions: FEW_REGIONS,
      problem: { code: 'denied', remedy: expect.stringContaining('account:ListRegions') },
    });
    expect(await live()).toEqual(scopesOf(P, S, D));
    await fixture.readRegions();
    expect(await known(S)).toMatchObject({ problem: null });
  });

  it('what keyledger.yaml says holds at once, also while AWS does not answer', async () => {
    await fixture.fault({ kind: 'denied', operation: 'ListAccounts' });
    await fixture.discover({ exclude: { ids: [], names: ['SHARED-*'] } });
    expect(await live()).toEqual(scopesOf(P, D));
    // Left out, it is no longer shown either, as a scope that left the list.
    expect(await namesIn(S)).toEqual([]);
    await fixture.discover({ regions: ['eu-west-1'] });
    expect(await live()).toEqual([P, S, D].map((id) => toScopeId(id, 'eu-west-1')));
    expect(await namesIn(S)).not.toEqual([]);
    await fixture.clearFaults();
    await fixture.discover();
    expect(await live()).toEqual(scopesOf(P, S, D));
  });

  it('listed accounts go before found ones, and are found again when they leave the list', async () => {
    const listed = { id: toScopeId(S, 'eu-west-1'), accountId: S, accountName: 'my name for it', region: 'eu-west-1', partition: 'aws' }; // prettier-ignore
    await fixture.ctx.store.scopes.configure([listed], true);
    expect(await live()).toEqual([...scopesOf(P, D), listed.id].toSorted());
    await fixture.discover();
    const state = (await fixture.scopes()).get(listed.id);
    expect(state).toMatchObject({ source: 'configured', scope: { accountName: 'my name for it' } });
    await fixture.ctx.store.scopes.configure([], true);
    expect(await live()).toEqual(scopesOf(P, D));
    await fixture.discover();
    expect(await live()).toEqual(scopesOf(P, S, D));
    expect((await fixture.scopes()).get(listed.id)).toMatchObject({ source: 'discovered' });
  });

  it('without discovery nothing that was found is read or shown', async () => {
    await fixture.ctx.store.scopes.configure([]);
    expect((await fixture.scopes()).size).toBe(0);
    await fixture.discover();
    expect(await live()).toEqual(scopesOf(P, S, D));
  });
});

describe('an organisation of which one account is listed', () => {
  beforeAll(async () => {
    fixture = await startDiscoveryFixture([P]);
  });
  afterAll(() => fixture.stop());

  it('that one is left to the list', async () => {
    await fixture.discover();
    await fixture.readRegions();
    expect(await live()).toEqual(scopesOf(S, D));
    expect(await known(P)).toMatchObject({ state: 'ACTIVE', regions: null });
  });
});

describe('ten thousand accounts', () => {
  beforeAll(async () => {
    fixture = await startDiscoveryFixture();
  });
  afterAll(() => fixture.stop());

  it('are kept and made scopes in one go, and leave again', async () => {
    const { discovery } = fixture.ctx.store;
    const id = (index: number) => String(700_000_000_000 + index);
    const accounts = Array.from({ length: 10_000 }, (_, index) => ({
      id: id(index),
      name: index % 2 ? '"; drop table keyledger.scope; --' : `<b>${index}</b>`,
      state: 'ACTIVE' as const,
      joinedAt: null,
    }));
    const plan = await discovery.record({ accounts, malformed: 0 }, null, new Date());
    expect(plan.joined).toHaveLength(10_000);
    const toPlan = ({ id: account, name }: { id: string; name: string }) => ({
      id: account,
      name,
      verdict: 'read' as const,
      regions: FEW_REGIONS,
      others: 'region_off' as const,
    });
    expect(await discovery.applyScopes(accounts.map(toPlan), new Date())).toEqual({ added: 20_000, gone: 0 });
    expect(await discovery.applyScopes(accounts.map(toPlan), new Date())).toEqual({ added: 0, gone: 0 });
    expect(await fixture.ctx.store.scopes.list()).toHaveLength(20_000);
    const [first] = accounts;
    const left = await discovery.record({ accounts: first ? [first] : [], malformed: 0 }, null, new Date());
    expect(left.left).toHaveLength(9_999);
  }, 60_000);
});
