import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { createHistoryHandler } from '@/lib/sync/history/sync-history';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { startCountingProxy, type CountingProxy } from '@/lib/sync/testing/counting-proxy';
import { readInventory, seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { createChangesHandler } from './describe-changed';

const never = new AbortController().signal;
const [scope] = seededScopes;
if (!scope) throw new Error('no scope');

let fixture: SyncFixture;
let proxy: CountingProxy;
let ctx: SystemContext;
let asked: string[] = [];
beforeAll(async () => {
  fixture = await startSyncFixture({ local: { secrets: 300, historyDays: 0, quotas: false }, scopes: seededScopes });
  proxy = await startCountingProxy(fixture.local.url, true);
  ctx = createTestContext(fixture.database.appUrl, proxy.url);
  ctx = { ...ctx, jobs: { ...ctx.jobs, describeChanged: async (id) => void asked.push(id) } };
});
// Hours pass at once for AWS and for us alike.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  asked = [];
});
afterEach(async () => fixture.clearFaults());
afterAll(async () => {
  vi.useRealTimers();
  await ctx.store.close();
  await proxy.close();
  await fixture.stop();
});

const pass = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1_000);
const job = { ...toJobData(scope.id), asked: true };
const list = async (): Promise<unknown> => createInventoryHandler(ctx)(job, never);
const isReplicated = ({ region, primaryRegion }: Pick<InventoryRow, 'region' | 'primaryRegion'>): boolean =>
  region === primaryRegion;
const readReplicated = async (): Promise<InventoryRow[]> => (await readInventory(ctx)).filter(isReplicated);

/** Describes what is noted: how often Secrets Manager was asked to. */
async function countDescribes(): Promise<number> {
  const before = proxy.calls.length;
  await createChangesHandler(ctx)(job, never);
  return proxy.calls.slice(before).filter(({ operation }) => operation === 'DescribeSecret').length;
}

it('after a listing what has replicas is described once, and nothing else is: not even the replicas', async () => {
  await list();
  const listed = await readReplicated();
  expect(listed.length).toBeGreaterThan(1);
  expect(listed.flatMap(({ replicas }) => replicas)).toEqual([]);
  expect(asked).toEqual([scope.id]);
  expect(await countDescribes()).toBe(listed.length);
  expect(asked).toEqual([scope.id]);
  const known = (await readReplicated()).flatMap(({ replicas }) => replicas);
  expect(known).toHaveLength(listed.length);
  expect(new Set(known.map(({ status }) => status))).toEqual(new Set(['InSync', 'Failed']));
  expect(known.find(({ status }) => status === 'Failed')?.statusMessage).toContain('already exists');
  expect(await countDescribes()).toBe(0);
});

it('again with the next listing, but no more than once an hour where listings are frequent', async () => {
  const { length } = await readReplicated();
  pass(301);
  await list();
  expect(asked).toEqual([]);
  expect(await countDescribes()).toBe(0);
  pass(21_600);
  await list();
  expect(await countDescribes()).toBe(length);
});

it('what AWS refuses to describe for that is put off, and holds neither listings nor the age of the inventory up', async () => {
  const { length } = await readReplicated();
  pass(21_600);
  await list();
  await createHistoryHandler(ctx, [])(job, never);
  await fixture.fault({ kind: 'denied', operation: 'DescribeSecret', count: length });
  expect(await countDescribes()).toBe(length);
  await expect(ctx.store.changes.followed(scope.id)).resolves.toMatchObject({ refused: 0 });
  const told = (await ctx.store.calls.list(ctx.now())).find((one) => one.scope.id === scope.id);
  expect(told?.followed).toMatchObject({ refused: 0 });
  // A listing does not tell it, so that the next one neither forgets it nor has it asked for sooner.
  pass(30);
  await list();
  expect(await countDescribes()).toBe(0);
  pass(31);
  expect(await countDescribes()).toBe(length);
  expect(await countDescribes()).toBe(0);
});

it('where an event had named one of them that waits, the listing that saw the event still has it described', async () => {
  const replicated = await readReplicated();
  const [one] = replicated;
  if (!one) throw new Error('nothing is replicated');
  pass(21_600);
  await ctx.store.changes.note([one.arn], new Date(), ctx.now());
  await ctx.store.changes.putOff(scope.id, one.arn, new Date(Date.now() + 3_000_000), 'denied');
  pass(1_000);
  await list();
  expect(await countDescribes()).toBe(replicated.length - 1);
  pass(2_001);
  expect(await countDescribes()).toBe(1);
});

it('what is refused for longer than a listing is remembered stays a matter of listings', async () => {
  await fixture.fault({ kind: 'denied', operation: 'DescribeSecret' });
  for (let days = 10; days <= 50; days += 10) {
    pass(864_000);
    await list();
    await expect(ctx.store.changes.followed(scope.id)).resolves.toMatchObject({ refused: 0 });
    expect(await countDescribes()).toBeGreaterThan(0);
  }
  await fixture.clearFaults();
  pass(3_600);
  expect(await countDescribes()).toBe((await readReplicated()).length);
});

it('an event that names one of them meanwhile makes of it a change like others', async () => {
  const [one] = await readReplicated();
  if (!one) throw new Error('nothing is replicated');
  pass(21_600);
  await list();
  const isOfListing = async () =>
    (await ctx.store.changes.due(scope.id, ctx.now(), 100)).find(({ ref }) => ref === one.arn)?.ofListing;
  expect(await isOfListing()).toBe(true);
  await ctx.store.changes.note([one.arn], new Date(Date.now() - 60_000), ctx.now());
  expect(await isOfListing()).toBe(false);
});
