import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Handler } from '@/lib/sync/run-job';
import type { ListedPage } from '@/lib/domain/ports/aws';
import type { SystemContext } from '@/lib/domain/ports/context';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Scope } from '@/lib/domain/scope';
import { makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { createBoss } from '@/lib/sync/boss';
import { JOB_KINDS, toJobData, type JobKind } from '@/lib/sync/queues';
import { startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { silentLog } from '@/lib/sync/testing/test-context';
import { workQueues } from '@/lib/sync/work-queues';
import { onSchedule } from './on-schedule';
import { createInventoryHandler } from './sync-inventory';
import { startTurn } from './turn';

const never = new AbortController().signal;
const huge = Array.from({ length: 3 }, (_, index) => makeScope(`90000000000${index}`));
const small = Array.from({ length: 20 }, (_, index) => makeScope(String(100_000_000_000 + index)));
const PAGES = 14;

let fixture: SyncFixture;
const calls = new Map<string, number>();
beforeAll(async () => {
  const config = { inventoryPollSeconds: 3_600, unfollowedPollSeconds: 3_600 };
  fixture = await startSyncFixture({ local: { secrets: 0 }, scopes: [...huge, ...small], config });
});
afterAll(async () => fixture.stop());

const namesOf = (scope: Scope): string[] =>
  Array.from(
    { length: huge.includes(scope) ? PAGES * 100 : 30 },
    (_, index) => `prod/${String(index).padStart(5, '0')}`,
  );

/** Huge scopes answer a page in a second, which is three times as long as AWS takes. */
const listPage: SystemContext['aws']['listPage'] = async (scope, { order }, token): Promise<ListedPage> => {
  calls.set(scope.id, (calls.get(scope.id) ?? 0) + 1);
  const known = [...huge, ...small].find(({ id }) => id === scope.id) ?? scope;
  if (huge.includes(known)) await new Promise((resolve) => setTimeout(resolve, 1_000));
  const names = order === 'ascending' ? namesOf(known) : namesOf(known).toReversed();
  const at = Number(token ?? 0);
  const { accountId, region } = scope;
  const secrets = names.slice(at, at + 100).map((name) => makeSecret({ name, accountId, region }).secret);
  return { secrets, nextToken: at + 100 < names.length ? String(at + 100) : null };
};

const freshIn = async (scopes: readonly Scope[]): Promise<number> => {
  const health = await fixture.ctx.store.scopes.health(EVERYTHING);
  return health.filter(
    ({ scope, inventory }) => inventory.state === 'fresh' && scopes.some(({ id }) => id === scope.id),
  ).length;
};

it('three huge scopes that take every place hold up no small one, and none of their pages is asked for twice', async () => {
  const ctx: SystemContext = { ...fixture.ctx, aws: { ...fixture.ctx.aws, listPage } };
  const done: Handler = async () => null;
  const handlers = Object.fromEntries(JOB_KINDS.map((kind) => [kind, done])) as Record<JobKind, Handler>;
  const boss = createBoss(fixture.database.appUrl, 'work', silentLog);
  await boss.start();
  const stopping = new AbortController();
  try {
    const send = async ({ id }: Scope) => boss.send('inventory', toJobData(id), { singletonKey: id });
    for (const scope of huge) await send(scope);
    const inventory = onSchedule(ctx, createInventoryHandler(ctx));
    const worked = { ...handlers, inventory };
    await workQueues(boss, worked, { log: silentLog, pollSeconds: 0.5, stopping: stopping.signal });
    // All places are taken by the time that the others come.
    await vi.waitUntil(() => huge.every(({ id }) => calls.has(id)), { timeout: 10_000 });
    for (const scope of small) await send(scope);
    await vi.waitUntil(async () => (await freshIn(small)) === small.length, { timeout: 40_000, interval: 100 });
    expect(await freshIn(huge)).toBe(0);
    await vi.waitUntil(async () => (await freshIn(huge)) === huge.length, { timeout: 40_000, interval: 100 });
    for (const { id } of huge) expect(calls.get(id)).toBeLessThanOrEqual(1.2 * PAGES);
  } finally {
    stopping.abort();
    await boss.stop({ graceful: true, timeout: 5_000 });
  }
}, 120_000);

it('a listing goes on for as long as nobody waits', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    let waits = false;
    const isOver = startTurn(async () => waits);
    const look = async (milliseconds: number): Promise<boolean> => {
      vi.advanceTimersByTime(milliseconds);
      isOver();
      await Promise.resolve();
      await Promise.resolve();
      return isOver();
    };
    expect(await look(60_000)).toBe(false);
    waits = true;
    expect(await look(10)).toBe(false);
    expect(await look(1_000)).toBe(true);
    const fresh = startTurn(async () => true);
    vi.advanceTimersByTime(9_000);
    expect(fresh()).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

it('one that gave way counts as of its beginning, and is begun again for whoever asked since', async () => {
  const ctx = { ...fixture.ctx, now: () => new Date('2026-11-20T12:00:00Z') };
  const [scope] = small;
  const first = toJobData(scope?.id ?? '');
  const unended = await onSchedule(ctx, async () => ({ afterSeconds: 0, unended: true }))(first, never);
  expect(unended).toMatchObject({ afterSeconds: 0, begun: { at: '2026-11-20T12:00:00.000Z', asked: false } });
  expect(unended).not.toHaveProperty('unended');
  const later = { ...ctx, now: () => new Date('2026-11-20T12:05:00Z') };
  const list = onSchedule(later, async () => ({ afterSeconds: 0 }));
  const left = { ...first, ...unended };
  await expect(list(left, never)).resolves.toMatchObject({
    afterSeconds: 3_600,
    begun: null,
    listedAt: '2026-11-20T12:00:00.000Z',
  });
  await expect(list({ ...left, asked: true }, never)).resolves.toMatchObject({ afterSeconds: 0, listedAt: null });
});
