import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretAccess, secretAccessQuery, type EventView } from '@/lib/contract/access';
import { accessList, accessQuery } from '@/lib/contract/access-list';
import { principalDetail, principalsList } from '@/lib/contract/principals';
import type { Grant } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { readInventory } from '@/lib/sync/testing/sync-fixture';
import { getPreflight } from './get-preflight';
import { getPrincipal } from './get-principal';
import { listAccess } from './list-access';
import { listPrincipals } from './list-principals';
import { listSecretAccess } from './list-secret-access';
import { listSparklines } from './list-sparklines';

const PROD = 'prod/payments/db';
const UNREAD = 'dev/search/elastic-admin';
const REPLICATED = 'prod/identity/jwt-signing';
const DAYS = 3;

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: DAYS } });
});
afterAll(() => world.stop());

const onSecret = async (ctx: Context, name: string, query: object = {}) => {
  const { id } = await world.row(name);
  return secretAccess.parse(await listSecretAccess(ctx, { id, query: secretAccessQuery.parse(query) }));
};
const onAll = async (ctx: Context, query: object = {}) =>
  accessList.parse(await listAccess(ctx, accessQuery.parse(query)));

async function everyEvent(ctx: Context, query: object = {}): Promise<EventView[]> {
  const events: EventView[] = [];
  let cursor: string | undefined;
  do {
    const page = await onAll(ctx, { ...query, limit: '50', cursor });
    events.push(...page.events);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return events;
}

it('before history was read, no readers is unknown: nothing is covered', async () => {
  expect(await onSecret(world.as('auditor'), UNREAD)).toMatchObject({ events: [], readers: [], coverage: [] });
  expect(await onAll(world.as('auditor'))).toEqual({ events: [], coverage: [], unkept: [], nextCursor: null });
});

describe('once history was read', () => {
  beforeAll(() => world.readHistory(), 120_000);

  it('no readers is none: the time is covered', async () => {
    const { events, readers, coverage } = await onSecret(world.as('auditor'), UNREAD);
    expect([events, readers]).toEqual([[], []]);
    expect(coverage).toHaveLength(1);
    expect(coverage[0]?.source).toBe('lookup-events');
    expect(coverage[0]?.lag).toBeLessThan(120);
    const { id } = await world.row(UNREAD);
    const { checks } = await getPreflight(world.as('admin'), { id });
    expect(checks.map((check) => check.id)).toContain('no-readers');
  });

  it('of a secret with a replica, no readers is none only where the replica’s region is covered, too', async () => {
    const { id, replicas } = await world.row(REPLICATED);
    expect(replicas.map(({ region }) => region)).toEqual(['us-east-1']);
    expect((await onSecret(world.as('auditor'), REPLICATED)).coverage).toHaveLength(1);
    const { store } = world.ctx;
    const coverage: typeof store.history.coverage = async (ids) =>
      new Map([...(await store.history.coverage(ids))].filter(([scopeId]) => !scopeId.endsWith(':us-east-1')));
    const ctx = { ...world.as('auditor'), store: { ...store, history: { ...store.history, coverage } } };
    expect((await onSecret(ctx, REPLICATED)).coverage).toEqual([]);
    const { checks } = await getPreflight(ctx, { id });
    expect(checks.map((check) => check.id)).toContain('history-not-covered');
  });

  it('of a secret with a replica where no scope is, no readers is none nowhere', async () => {
    const { id } = await world.row(REPLICATED);
    expect(await onSecret(world.as('auditor'), REPLICATED)).toMatchObject({ unwatched: [] });
    const { store } = world.ctx;
    const list: typeof store.scopes.list = async () =>
      (await store.scopes.list()).filter(({ region }) => region !== 'us-east-1');
    const ctx = { ...world.as('auditor'), store: { ...store, scopes: { ...store.scopes, list } } };
    const { unwatched, coverage } = await onSecret(ctx, REPLICATED);
    expect([unwatched, coverage.length]).toEqual([['us-east-1'], 1]);
    const { checks } = await getPreflight(ctx, { id });
    expect(checks.map((check) => check.id)).toContain('history-not-covered');
  });

  it('AWS’s own day is told beside where no read of it is known, with the reason, and not where the two agree', async () => {
    const { id, lastAccessedOn } = await world.row(PROD);
    expect((await onSecret(world.as('auditor'), PROD)).awsDay).toBeNull();
    const { store } = world.ctx;
    const find: typeof store.inventory.find = async (...asked) => {
      const row = await store.inventory.find(...asked);
      return row && { ...row, usage: { ...row.usage, lastRead: null }, lastAccessedOn: lastAccessedOn ?? '2020-01-01' };
    };
    const ctx = { ...world.as('auditor'), store: { ...store, inventory: { ...store.inventory, find } } };
    const { awsDay } = secretAccess.parse(await listSecretAccess(ctx, { id, query: secretAccessQuery.parse({}) }));
    expect(awsDay?.day).toBe(lastAccessedOn ?? '2020-01-01');
  });

  it('a secret tells who read it, how often and from where', async () => {
    const { readers, events, days } = await onSecret(world.as('auditor'), PROD);
    const api = readers.find(({ principal }) => principal.label.includes('payments-api'));
    expect(api).toMatchObject({ actorKind: 'workload', principal: { type: 'role', accountId: '111122223333' } });
    expect(api?.reads).toBeGreaterThan(DAYS);
    expect(api?.cadence).toMatch(/every|day|hour|min/);
    expect(events.every(({ secret }) => secret?.name === PROD)).toBe(true);
    expect(days).toHaveLength(30);
    expect(days.reduce((sum, { workload }) => sum + workload, 0)).toBeGreaterThan(DAYS);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => b.localeCompare(a)));
  });

  it('filters by kind, outcome, class of action and time', async () => {
    const auditor = world.as('auditor');
    const all = await everyEvent(auditor);
    const outcomes = new Set(all.map(({ outcome }) => outcome));
    expect(outcomes.size).toBeGreaterThan(0);
    const rows = await readInventory(world.ctx);
    const inProd = new Set(rows.filter(({ environment }) => environment.value === 'prod').map(({ name }) => name));
    const middle = all[Math.floor(all.length / 2)]?.at ?? '';
    const checks: [object, (event: EventView) => boolean][] = [
      [{ actorKind: ['person'] }, ({ actorKind }) => actorKind === 'person'],
      [{ actorKind: ['person', 'workload'] }, ({ actorKind }) => /person|workload/.test(actorKind)],
      [{ outcome: ['success'], action: ['read'] }, ({ outcome, action }) => outcome === 'success' && action === 'read'],
      [{ from: middle }, ({ at }) => at >= middle],
      [{ to: middle }, ({ at }) => at <= middle],
      [
        { env: ['prod'], actorKind: ['workload'] },
        ({ secret, actorKind }) => inProd.has(secret?.name ?? '') && actorKind === 'workload',
      ],
    ];
    for (const [query, matches] of checks) {
      const found = await everyEvent(auditor, query);
      expect(found.map(({ eventId }) => eventId)).toEqual(all.filter(matches).map(({ eventId }) => eventId));
    }
  });

  it('pages meet every event once, newest first', async () => {
    const events = await everyEvent(world.as('auditor'));
    expect(events.length).toBeGreaterThan(100);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => b.localeCompare(a)));
  });

  it.each([
    'x',
    Buffer.from('{}').toString('base64url'),
    Buffer.from(JSON.stringify({ at: '0000-01-01T00:00:00.000Z', eventId: 'e' })).toString('base64url'),
    Buffer.from(JSON.stringify({ at: '2026-01-01T00:00:00.000Z', eventId: 'e\0' })).toString('base64url'),
    Buffer.from(JSON.stringify({ at: 'now', eventId: 'e' })).toString('base64url'),
  ])('a forged cursor is refused as input (%s)', async (cursor) => {
    expect(await refusalOf(onAll(world.as('auditor'), { cursor }))).toMatchObject({ code: 'invalid' });
    expect(await refusalOf(onSecret(world.as('auditor'), PROD, { cursor }))).toMatchObject({ code: 'invalid' });
  });

  it('a time that no calendar has is refused by the contract', () => {
    for (const at of ['0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'yesterday'])
      expect(accessQuery.safeParse({ from: at }).success).toBe(false);
  });

  it('an owner sees events on what is theirs, and no principal by what it did elsewhere', async () => {
    const owner = world.as('owner');
    const events = await everyEvent(owner);
    const teams = await Promise.all(
      [...new Set(events.map(({ secret }) => secret?.name ?? ''))].map((name) => world.row(name)),
    );
    expect(teams.length).toBeGreaterThan(2);
    expect(teams.every(({ tags }) => tags['team'] === 'payments')).toBe(true);
    const theirs = principalsList.parse(await listPrincipals(owner)).items;
    const all = principalsList.parse(await listPrincipals(world.as('auditor'))).items;
    expect(theirs.length).toBeLessThan(all.length);
    const hidden = all.find(({ principal }) => !theirs.some((one) => one.principal.id === principal.id));
    expect(await refusalOf(getPrincipal(owner, { id: hidden?.principal.id ?? '' }))).toMatchObject({
      code: 'not_found',
    });
  });

  it('a principal shows everything it read', async () => {
    const auditor = world.as('auditor');
    const { items } = principalsList.parse(await listPrincipals(auditor));
    const api = items.find(({ principal }) => principal.label.includes('payments-api'));
    const found = principalDetail.parse(await getPrincipal(auditor, { id: api?.principal.id ?? '' }));
    expect(found.events.length).toBeGreaterThan(0);
    expect(found.events.every(({ principal }) => principal.id === api?.principal.id)).toBe(true);
    const byFilter = await onAll(auditor, { principal: [api?.principal.id] });
    expect(byFilter.events.map(({ eventId }) => eventId)).toEqual(found.events.map(({ eventId }) => eventId));
    expect((await refusalOf(getPrincipal(auditor, { id: 'AAAAAAAAAAAAAAAAAAAAAA' }))).code).toBe('not_found');
  });

  it('without history.read there is none of it', async () => {
    const viewer = world.as('viewer');
    for (const verb of [() => onAll(viewer), () => onSecret(viewer, PROD), () => listPrincipals(viewer)])
      expect(await refusalOf(verb())).toMatchObject({ code: 'forbidden' });
    const { id } = await world.row(PROD);
    expect(await listSparklines(viewer, { ids: [id] })).toEqual(new Map());
    const plan = await getPreflight(viewer, { id });
    expect(plan.consumers).toEqual([]);
    expect(plan.checks.map((check) => check.id)).toContain('history-not-covered');
    const part: Grant = { permission: 'history.read', effect: 'allow', where: { environments: ['dev'] } };
    const ctx = world.as('viewer', { grants: [...viewer.actor.grants, part] });
    expect(await refusalOf(onSecret(ctx, PROD))).toMatchObject({ code: 'forbidden' });
  });

  it('a sparkline has fourteen days, of what is covered', async () => {
    const { id } = await world.row(PROD);
    const line = (await listSparklines(world.as('auditor'), { ids: [id] })).get(id);
    expect(line).toHaveLength(14);
    expect(line?.reduce((sum, reads) => sum + reads, 0)).toBeGreaterThan(DAYS);
  });
});
