import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessList, accessQuery } from '@/lib/contract/access-list';
import { bulkReadsList, firstReadersList, presetQuery } from '@/lib/contract/access-presets';
import { accessTop, topQuery } from '@/lib/contract/access-top';
import { principalDetail, principalsList } from '@/lib/contract/principals';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { getPrincipal } from './get-principal';
import { listAccess } from './list-access';
import { listBulkReads } from './list-bulk-reads';
import { listFirstReaders } from './list-first-readers';
import { listPrincipals } from './list-principals';
import { listTop } from './list-top';

const DAYS = 3;
let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: DAYS } });
});
afterAll(() => world.stop());

const onAll = async (ctx: Context, query: object = {}) => {
  const found = accessList.parse(
    await listAccess(ctx, accessQuery.parse({ include: ['histogram', 'presets'], ...query })),
  );
  return { ...found, histogram: found.histogram ?? { from: '', to: '', stepSeconds: 0, total: -1, buckets: [] } };
};
const first = async (ctx: Context, query: object = {}) =>
  firstReadersList.parse(await listFirstReaders(ctx, presetQuery.parse(query)));
const bulk = async (ctx: Context, query: object = {}) =>
  bulkReadsList.parse(await listBulkReads(ctx, presetQuery.parse(query)));

const top = async (ctx: Context, query: object = {}) => accessTop.parse(await listTop(ctx, topQuery.parse(query)));

it('before history was read nothing is known, which is not none', async () => {
  const { histogram, coverage } = await onAll(world.as('auditor'));
  expect(coverage).toEqual([]);
  expect(histogram.total).toBe(0);
  expect(new Set(histogram.buckets.map(({ known }) => known))).toEqual(new Set(['none']));
  expect(await first(world.as('auditor'))).toMatchObject({ items: [], coverage: [] });
  expect(await bulk(world.as('auditor'))).toMatchObject({ items: [], coverage: [] });
});

describe('once history was read', () => {
  beforeAll(() => world.readHistory(), 120_000);

  it('what is counted over time is what is listed, also without a beginning', async () => {
    for (const persona of ['auditor', 'owner'] as const) {
      const { histogram, events } = await onAll(world.as(persona), { limit: '200', from: '12h' });
      expect(events.length).toBeLessThan(200);
      expect(histogram.total).toBe(events.length);
      const day = 86_400_000;
      const all = await onAll(world.as(persona), { limit: '1' });
      expect(Date.parse(all.histogram.to) - Date.parse(all.histogram.from)).toBe(30 * day);
      expect(all.histogram.total).toBeGreaterThan(histogram.total);
    }
  });

  it('who and what most is what the explorer lists for it, within sight', async () => {
    for (const persona of ['auditor', 'owner'] as const) {
      const { principals, secrets } = await top(world.as(persona), { from: '2d', limit: '50' });
      const { action, outcome, from, to } = principals;
      const { histogram } = await onAll(world.as(persona), { action, outcome, from, to, limit: '1' });
      expect(principals.by).toBe('days');
      expect(histogram.total).toBe(principals.total.succeeded + principals.total.denied);
      expect(secrets.items.every(({ secret }) => persona === 'auditor' || secret.name.includes('/payments/'))).toBe(
        true,
      );
    }
    expect(await refusalOf(listTop(world.as('viewer'), topQuery.parse({})))).toMatchObject({ code: 'forbidden' });
  });

  it('what Athena counted leads to no event, so that neither half counts it', async () => {
    const { athena } = world.ctx.store;
    const { id: scopeId, accountId, region } = await world.scopeOf('prod/payments/db');
    const at = new Date(world.ctx.now().getTime() - 86_400_000);
    const day = at.toISOString().slice(0, 10);
    const event = makeEvent({ secretId: 'prod/payments/db', principal: makePrincipal('told'), accountId, region, at });
    const { secrets: before } = await top(world.as('auditor'), { from: '2d' });
    // More than any day of the scope has, so that it is taken.
    const groups = [{ day, event, events: 90_000, lastAt: at }];
    const records = new Map([[day, 90_000]]);
    await athena.applyDays({ scopeId, from: day, to: day, groups, records, claims: true, at });
    expect(await athena.askedDays(scopeId)).toContainEqual(expect.objectContaining({ day, owner: 'athena' }));
    for (const persona of ['auditor', 'owner'] as const) {
      const { principals, secrets } = await top(world.as(persona), { from: '2d', limit: '8' });
      expect([principals.by, secrets.by]).toEqual(['days', 'days']);
      for (const [narrowed, size] of [
        ...principals.items.map(
          (item) => [{ principal: [item.principal.id], actorKind: [item.actorKind] }, item] as const,
        ),
        ...secrets.items.map((item) => [{ secret: [item.secret.id] }, item] as const),
      ]) {
        const { action, outcome, from, to } = secrets;
        const { histogram } = await onAll(world.as(persona), { action, outcome, from, to, limit: '1', ...narrowed });
        expect(histogram.total).toBe(size.succeeded + size.denied);
      }
    }
    expect((await top(world.as('auditor'), { from: '2d' })).secrets).toEqual(before);
    await athena.giveBack(scopeId, [day], true, at);
  });

  it('each bucket leads to exactly the events that it counts', async () => {
    const auditor = world.as('auditor');
    const { histogram } = await onAll(auditor, { from: '24h' });
    expect(histogram.stepSeconds).toBe(3600);
    expect(histogram.buckets.at(0)?.from).toBe(histogram.from);
    expect(histogram.buckets.at(-1)?.to).toBe(histogram.to);
    for (const { from, to, ...bucket } of histogram.buckets.slice(10, 14)) {
      const count = bucket.person + bucket.workload + bucket.service + bucket.denied;
      expect((await onAll(auditor, { from, to })).histogram.total).toBe(count);
    }
  });

  it('counts of presets are those of their filters, and each sees their own', async () => {
    for (const persona of ['auditor', 'owner'] as const) {
      const ctx = world.as(persona);
      const { presets } = await onAll(ctx);
      const total = async (query: object) => (await onAll(ctx, query)).histogram.total;
      expect(presets).toEqual({
        people: await total({ actorKind: ['person'] }),
        denied: await total({ outcome: ['denied'] }),
        changes: await total({ action: ['change', 'rotation', 'policy', 'delete'] }),
        // lib/services/signed-reviews.test.ts has what is overdue.
        overdueReviews: 0,
      });
    }
    const [all, own] = [await onAll(world.as('auditor')), await onAll(world.as('owner'))];
    expect(own.presets?.people).toBeLessThan(all.presets?.people ?? 0);
    expect(own.histogram.total).toBeLessThan(all.histogram.total);
  });

  it('a token finds by name, and an unknown name finds nothing', async () => {
    const auditor = world.as('auditor');
    const byName = await onAll(auditor, { principal: ['payments-api'], secret: ['PROD/payments/db'], limit: '200' });
    expect(byName.events.length).toBeGreaterThan(0);
    for (const { secret, principal, workload } of byName.events) {
      expect(secret).toMatchObject({ name: 'prod/payments/db', environment: 'prod' });
      expect(`${principal.label} ${workload}`).toContain('payments-api');
    }
    expect((await onAll(auditor, { principal: ['nobody-at-all'] })).events).toEqual([]);
    const gets = await onAll(auditor, { action: ['GetSecretValue'], limit: '200' });
    expect(new Set(gets.events.map(({ eventName }) => eventName))).toEqual(new Set(['GetSecretValue']));
  });

  /** The auditor's, with a history that was read for so many days, and not at all in some scopes. */
  function knowing(days: number, without = ':nowhere'): Context {
    const auditor = world.as('auditor');
    const { store } = auditor;
    const from = new Date(auditor.now().getTime() - days * 86_400_000);
    const read = [{ from, to: auditor.now(), source: 'lookup-events' as const }];
    const coverage: typeof store.history.coverage = async (ids) =>
      new Map(ids.map((id) => [id, id.endsWith(without) ? [] : read]));
    return { ...auditor, store: { ...store, history: { ...store.history, coverage } } };
  }

  it('nobody is new where history has only just begun', async () => {
    const { items, days } = await first(knowing(DAYS + 1));
    expect(days).toBe(14);
    expect(items.length).toBeGreaterThan(5);
    expect(new Set(items.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  });

  it('who first reads after covered weeks is new; coverage of all the secret’s regions decides', async () => {
    const all = await first(knowing(60));
    expect(new Set(all.items.map(({ verdict }) => verdict))).toEqual(new Set(['first']));
    const some = await first(knowing(60, ':us-east-1'));
    const replicated = some.items.filter(({ secret }) => secret.name === 'prod/identity/jwt-signing');
    expect(replicated.length).toBeGreaterThan(0);
    expect(replicated.every(({ verdict }) => verdict === 'unknown')).toBe(true);
    expect(some.items.some(({ verdict }) => verdict === 'first')).toBe(true);
  });

  it('an owner learns of first readers of their own secrets alone', async () => {
    const { items } = await first(world.as('owner'));
    const rows = await Promise.all([...new Set(items.map(({ secret }) => secret.name))].map((name) => world.row(name)));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ tags }) => tags['team'] === 'payments')).toBe(true);
  });

  it('a principal shows the secrets that it read, since when, and what is covered', async () => {
    const auditor = world.as('auditor');
    const { items } = principalsList.parse(await listPrincipals(auditor));
    const most = items.toSorted((left, right) => right.secrets - left.secrets)[0];
    const detail = principalDetail.parse(await getPrincipal(auditor, { id: most?.principal.id ?? '' }));
    expect(detail.read).toHaveLength(detail.secrets);
    expect(detail.read.reduce((sum, { reads }) => sum + reads, 0)).toBe(detail.reads);
    expect(new Set(detail.read.map(({ secret }) => secret.environment))).toEqual(new Set(detail.environments));
    expect(detail.read.map(({ firstAt }) => firstAt).toSorted()[0]).toBe(detail.firstAt);
    expect(detail.coverage.length).toBeGreaterThan(0);
  });

  it('bulk reads look at seven days at most, and say so', async () => {
    const { from, to, secrets, minutes } = await bulk(world.as('auditor'), { from: '90d' });
    expect(Date.parse(to) - Date.parse(from)).toBe(7 * 86_400_000);
    expect([secrets, minutes]).toEqual([10, 10]);
  });

  it('without history.read there is none of it', async () => {
    for (const verb of [first, bulk, onAll])
      expect(await refusalOf(verb(world.as('viewer')))).toMatchObject({ code: 'forbidden' });
  });
});
