import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import { toRulesMark } from '@/lib/domain/inventory/listed-by';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toSecretId } from '@/lib/domain/secret-id';
import { createHistoryHandler } from '@/lib/sync/history/sync-history';
import { onSchedule } from '@/lib/sync/inventory/on-schedule';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import type { Handler } from '@/lib/sync/run-job';
import { startCountingProxy, type CountingProxy } from '@/lib/sync/testing/counting-proxy';
import { driveWorld, type WorldDriver } from '@/lib/sync/testing/drive-world';
import { ALL, readInventory, seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { createChangesHandler } from './describe-changed';

const never = new AbortController().signal;
const [scope, otherScope] = seededScopes;
if (!scope || !otherScope) throw new Error('no scope');

let fixture: SyncFixture;
let proxy: CountingProxy;
let ctx: SystemContext;
let world: WorldDriver;
let asked: string[] = [];
beforeAll(async () => {
  const local = { secrets: 60, historyDays: 0, quotas: false, rotationStepMs: 2, listingLagMs: 240_000 };
  fixture = await startSyncFixture({ local, scopes: [scope, otherScope] });
  proxy = await startCountingProxy(fixture.local.url, true);
  const config = { historyPollSeconds: 30, inventoryPollSeconds: 21_600, unfollowedPollSeconds: 300 };
  ctx = createTestContext(fixture.database.appUrl, proxy.url, { config });
  ctx = { ...ctx, jobs: { ...ctx.jobs, describeChanged: async (id) => void asked.push(id) } };
  world = driveWorld(proxy.url, scope);
  await list();
  await read();
  await describeAll();
});
// Minutes pass at once for AWS and for us alike.
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
const read = async (): Promise<unknown> => createHistoryHandler(ctx, [])(job, never);
const describeAll = async (scopeId = scope.id) => createChangesHandler(ctx)(toJobData(scopeId), never);
const rowOf = async (name: string): Promise<InventoryRow | undefined> =>
  (await readInventory(ctx)).find((row) => row.name === name);

/** Reads what happened, and describes it: what was asked of Secrets Manager meanwhile, less what drove the world. */
async function follow(): Promise<string[]> {
  pass(5);
  const before = proxy.calls.length;
  await read();
  await describeAll();
  return proxy.calls.slice(before).map(({ operation }) => operation);
}

describe('what events name', { timeout: 60_000 }, () => {
  it('is described, and nothing else: a new secret, its tag, its value', async () => {
    const arn = await world.create('fresh/one');
    await world.tag('fresh/one', 'team', 'payments');
    await world.put('fresh/one', 'CANARY-2');
    const calls = await follow();
    expect(asked).toContain(scope.id);
    // By its ARN, and by its name, under which it was not known when its tag was read.
    expect(calls.filter((operation) => operation === 'DescribeSecret').length).toBeLessThanOrEqual(2);
    expect(calls).not.toContain('ListSecrets');
    await expect(rowOf('fresh/one')).resolves.toMatchObject({ id: toSecretId(arn), tags: { team: 'payments' } });
    // Once more: nothing new, so that nobody is asked.
    await expect(follow()).resolves.not.toContain('DescribeSecret');
  });

  it('is not undone by a listing that is minutes behind', async () => {
    await world.tag('fresh/one', 'team', 'checkout');
    await follow();
    await list();
    await expect(rowOf('fresh/one')).resolves.toMatchObject({ tags: { team: 'checkout' } });
    pass(60);
    await list();
    await expect(rowOf('fresh/one')).resolves.toMatchObject({ tags: { team: 'checkout' } });
  });

  it('is gone where AWS does not find it, and a listing that is minutes behind does not bring it back', async () => {
    await world.destroy('fresh/one');
    await follow();
    await expect(rowOf('fresh/one')).resolves.toBeUndefined();
    await list();
    await expect(rowOf('fresh/one')).resolves.toBeUndefined();
    pass(400);
    await list();
    await expect(rowOf('fresh/one')).resolves.toBeUndefined();
  });

  it('is pending deletion, restored, and rotated, as it happens', async () => {
    await world.create('fresh/two');
    await follow();
    await world.schedule('fresh/two');
    await follow();
    expect((await rowOf('fresh/two'))?.deletion).not.toBeNull();
    await world.restore('fresh/two');
    await follow();
    expect((await rowOf('fresh/two'))?.deletion).toBeNull();
    const before = await rowOf('prod/payments/db');
    await world.rotate('prod/payments/db');
    await vi.waitUntil(async () => {
      await follow();
      return (await rowOf('prod/payments/db'))?.lastRotatedAt?.getTime() !== before?.lastRotatedAt?.getTime();
    }, 20_000);
  });

  it('stays gone where it was found missing, unless a newer answer named it', async () => {
    const arn = await world.create('fresh/three');
    await follow();
    const seenAt = (await rowOf('fresh/three'))?.observedAt;
    if (!seenAt) throw new Error('fresh/three is not known');
    await expect(ctx.store.inventory.markGone(arn, new Date(seenAt.getTime() - 1))).resolves.toBe(false);
    await expect(rowOf('fresh/three')).resolves.toBeDefined();
  });

  it('that AWS refuses to describe is put off, the others go on, and listings become frequent', async () => {
    await fixture.fault({ kind: 'denied', operation: 'DescribeSecret', count: 1 });
    await world.tag('fresh/two', 'turn', '1');
    await follow();
    const followed = await ctx.store.changes.followed(scope.id);
    expect(followed).toMatchObject({ state: 'fresh', refused: 1 });
    await expect(describeAll()).resolves.toEqual({ afterSeconds: expect.closeTo(60, -1) });
    const whole = vi.fn<Handler>(async () => ({ afterSeconds: 0 }));
    const listedAt = new Date(Date.now() - 400_000).toISOString();
    const listedBy = { rules: toRulesMark(ctx.environmentRules, scope.accountName), againAt: null };
    const look = async () => onSchedule(ctx, whole)({ ...job, asked: false, listedAt, listedBy }, never);
    await expect(look()).resolves.toMatchObject({ afterSeconds: 300 });
    expect(whole).toHaveBeenCalledTimes(1);
    pass(61);
    await describeAll();
    await expect(rowOf('fresh/two')).resolves.toMatchObject({ tags: { turn: '1' } });
    await expect(ctx.store.changes.followed(scope.id)).resolves.toMatchObject({ refused: 0 });
    await look();
    expect(whole).toHaveBeenCalledTimes(1);
  });

  it('keeps the whole inventory as young as what CloudTrail can have told by now, or as its last listing', async () => {
    const age = async () => (await ctx.store.scopes.health(EVERYTHING))[0];
    pass(3_600);
    await follow();
    const followed = await age();
    expect(followed?.inventory.asOf?.getTime()).toBe((followed?.history.coveredTo?.getTime() ?? 0) - 900_000);
    pass(60);
    const listedAt = new Date();
    await list();
    await follow();
    expect((await age())?.inventory.asOf).toEqual(listedAt);
  });

  it('is not looked up where nothing was listed yet', async () => {
    await createHistoryHandler(ctx, [])({ ...toJobData(otherScope.id), asked: true }, never);
    await driveWorld(proxy.url, otherScope).create('fresh/elsewhere');
    pass(5);
    await createHistoryHandler(ctx, [])({ ...toJobData(otherScope.id), asked: true }, never);
    await expect(describeAll(otherScope.id)).resolves.toBeNull();
    await expect(ctx.store.inventory.find(ALL, 'none', ctx.now())).resolves.toBeNull();
    expect((await readInventory(ctx)).some(({ region }) => region === otherScope.region)).toBe(false);
  });
});
