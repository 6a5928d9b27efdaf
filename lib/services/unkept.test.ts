import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretAccess, secretAccessQuery } from '@/lib/contract/access';
import { accessHeatmap } from '@/lib/contract/access-heatmap';
import { accessList, accessQuery } from '@/lib/contract/access-list';
import { bulkReadsList, presetQuery } from '@/lib/contract/access-presets';
import { accessTop, topQuery } from '@/lib/contract/access-top';
import { outsideQuery, outsideReadsList } from '@/lib/contract/ledger-detail';
import { principalDetail } from '@/lib/contract/principals';
import { settingsView } from '@/lib/contract/system';
import { secretTimeline } from '@/lib/contract/timeline';
import type { AccessEvent } from '@/lib/domain/event-record';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { toJobData } from '@/lib/sync/queues';
import { createRetentionHandler } from '@/lib/sync/retention/create-retention-handler';
import { getPrincipal } from './get-principal';
import { getSettings } from './get-settings';
import { listAccess } from './list-access';
import { listBulkReads } from './list-bulk-reads';
import { listHeatmap } from './list-heatmap';
import { listOutsideReads } from './list-outside-reads';
import { listSecretAccess } from './list-secret-access';
import { listSecretTimeline } from './list-secret-timeline';
import { listTop } from './list-top';

const PROD = 'prod/payments/db';
const DAY_MS = 86_400_000;
const never = new AbortController().signal;
const ago = (days: number): Date => new Date(Date.now() - days * DAY_MS);
/** Long before the horizon, and what is asked for lies around it. */
const OLD = ago(410);
const period = { from: ago(415).toISOString(), to: ago(403).toISOString() };
const reader = makePrincipal('old-reader');

let world: ServicesWorld;
let events: AccessEvent[];
let scopeId: string;
beforeAll(async () => {
  world = await startServicesWorld();
  const row = await world.row(PROD);
  scopeId = row.scopeId;
  const named = { secretId: row.arn, accountId: row.accountId, region: row.region, principal: reader };
  const read = (given: object) => makeEvent({ ...named, actorKind: 'person', at: OLD, ...given });
  events = [
    read({ outcome: 'denied' }),
    read({ at: new Date(OLD.getTime() + 60_000) }),
    read({ at: new Date(OLD.getTime() + 120_000) }),
    read({ at: ago(30) }),
    makeEvent({ ...named, at: OLD, eventName: 'TagResource', actionClass: 'change' }),
  ];
  await apply();
});
afterAll(() => world.stop());

const apply = () =>
  world.ctx.store.history.applyEvents({
    scopeId,
    records: events.map(ok),
    covered: { from: ago(420), to: new Date(), source: 'trail-files' },
    at: ago(20),
  });

/** All that screens say of the old time, of which sums are kept. */
async function askSums() {
  const ctx = world.as('admin');
  const { id } = await world.row(PROD);
  const access = async (query: object) =>
    secretAccess.parse(await listSecretAccess(ctx, { id, query: secretAccessQuery.parse(query) }));
  const { readers, coverage } = await access(period);
  const { readers: all } = await access({ from: ago(430).toISOString() });
  const { principals, secrets } = accessTop.parse(await listTop(ctx, topQuery.parse(period)));
  const heatmap = accessHeatmap.parse(await listHeatmap(ctx, topQuery.parse(period)));
  const { reads, denied, firstAt, read } = principalDetail.parse(
    await getPrincipal(ctx, { id: toPrincipalKey(reader.id) }),
  );
  const told = [...readers, ...all].map(({ principal, actorKind, firstAt: first, lastAt, reads: count }) => ({
    principal,
    actorKind,
    first,
    lastAt,
    count,
  }));
  const ends = coverage.map(({ from, source }) => ({ from, source }));
  return { told, ends, principals, secrets, days: heatmap.days, items: heatmap.items, reads, denied, firstAt, read };
}

describe('once single reads are deleted', () => {
  let before: Awaited<ReturnType<typeof askSums>>;
  beforeAll(async () => {
    before = await askSums();
  });

  it('which is not by a worker whose own file is not what all agreed on, and by one that says how many', async () => {
    expect(before).toMatchObject({ told: [{ count: 2 }, { count: 3 }], reads: 3, denied: 1 });
    await createRetentionHandler(world.ctx, () => false)(toJobData('all'), never);
    expect(await world.ctx.store.retention.unkept()).toEqual([]);
    const handler = createRetentionHandler(world.ctx, () => true);
    const done = await handler(toJobData('all'), never);
    expect(done).toMatchObject({ doneOn: new Date().toISOString().slice(0, 10) });
    expect(await handler({ ...toJobData('all'), ...done }, never)).toEqual({ afterSeconds: 600 });
    const told = { room: 'sync', kind: 'retention', count: 3, blocks: 0, months: 0 };
    expect(world.logged.filter((line) => line.includes('retention'))).toEqual([
      JSON.stringify({ ...told, message: 'events older than they are kept are deleted' }),
    ]);
  });

  it('who read what on which day, since when, and that it was covered, is told as before', async () => {
    expect(await askSums()).toEqual(before);
  });

  it('lists of events say what is missing, and never that there were none', async () => {
    const ctx = world.as('admin');
    const { id } = await world.row(PROD);
    const unkept = [{ action: 'read', before: `${ago(409).toISOString().slice(0, 10)}T00:00:00.000Z` }];
    const list = accessList.parse(await listAccess(ctx, accessQuery.parse({ ...period, include: ['histogram'] })));
    expect(list).toMatchObject({ events: [{ eventName: 'TagResource' }], unkept });
    const known = list.histogram?.buckets.map((bucket) => bucket.known) ?? [];
    expect(known[0]).toBe('unkept');
    expect(known.at(-1)).not.toBe('unkept');
    const query = secretAccessQuery.parse(period);
    expect(secretAccess.parse(await listSecretAccess(ctx, { id, query }))).toMatchObject({ unkept });
    expect(secretTimeline.parse(await listSecretTimeline(ctx, { id, query }))).toMatchObject({ unkept });
    expect(accessTop.parse(await listTop(ctx, topQuery.parse(period)))).toMatchObject({ unkept });
    const ofAddress = topQuery.parse({ ...period, address: ['10.0.0.1'] });
    const heatmap = accessHeatmap.parse(await listHeatmap(ctx, ofAddress));
    expect(heatmap).toMatchObject({ found: 0, by: 'events', unkept });
    expect(heatmap.days[0]?.known).toBe('unkept');
    const { from, to } = { from: period.from, to: ago(409.5).toISOString() };
    expect(bulkReadsList.parse(await listBulkReads(ctx, presetQuery.parse({ from, to })))).toMatchObject({ unkept });
    expect(outsideReadsList.parse(await listOutsideReads(ctx, outsideQuery.parse(period)))).toMatchObject({ unkept });
    expect(await getPrincipal(ctx, { id: toPrincipalKey(reader.id) })).toMatchObject({ unkept });
  });

  it('what is asked of later times, or of what is kept, lacks nothing', async () => {
    const ctx = world.as('admin');
    const ask = async (query: object) => accessList.parse(await listAccess(ctx, accessQuery.parse(query))).unkept;
    expect(await ask({ from: '90d' })).toEqual([]);
    expect(await ask({ ...period, action: ['change'] })).toEqual([]);
    expect(await ask({ ...period, action: ['GetSecretValue'] })).toHaveLength(1);
  });

  it('they are not taken again, and count no second time', async () => {
    expect(await apply()).toMatchObject({ inserted: 0, duplicates: 2, tooOld: 3, quarantined: 0 });
    expect(await askSums()).toEqual(before);
  });

  it('Settings say of each class how long it is kept and what was deleted', async () => {
    const { retention } = settingsView.parse(await getSettings(world.as('admin')));
    expect(retention.map(({ action, days, deleted }) => [action, days, deleted])).toEqual([
      ['read', 400, 3],
      ['change', null, 0],
      ['rotation', null, 0],
      ['policy', null, 0],
      ['delete', null, 0],
      ['list', 400, 0],
      ['other', null, 0],
    ]);
    expect(retention[0]?.deletedAt).not.toBeNull();
  });
});
