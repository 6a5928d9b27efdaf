import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { ScopeHealth } from '@/lib/domain/scope';
import { spawnWorker, type SpawnedWorker } from './testing/spawn-worker';
import {
  listAll,
  lookUpIds,
  readEvents,
  readInventory,
  seededScopes,
  startSyncFixture,
  type SyncFixture,
} from './testing/sync-fixture';

/** Events that must have arrived before each kill: early, in the midst, late. Fixed, so that a failure comes again. */
const KILL_AFTER_EVENTS = [1, 120, 400];
const UNTIL = { timeout: 90_000, interval: 25 };
const scope = seededScopes[0];

let fixture: SyncFixture;
let spawned: SpawnedWorker | undefined;
beforeAll(async () => {
  if (!scope) throw new Error('no scope');
  // Slow enough that listing and history are always under way when the process dies.
  fixture = await startSyncFixture({ local: { secrets: 900, historyDays: 5, latencyMs: 150 }, scopes: [scope] });
});
afterAll(async () => {
  await spawned?.killHard();
  await fixture.stop();
});

const health = async (): Promise<ScopeHealth | undefined> => (await fixture.ctx.store.scopes.health(EVERYTHING))[0];

/** All of AWS's records within what the store says it has covered are in the store: never more said than done. */
async function expectCoverageIsTrue(): Promise<void> {
  if (!scope) return;
  const coverage = (await fixture.ctx.store.history.coverage([scope.id])).get(scope.id) ?? [];
  const stored = new Set((await readEvents(fixture.ctx)).map(({ eventId }) => eventId));
  for (const { from, to } of coverage) {
    const ids = await lookUpIds(fixture.ctx, scope, { from, to: new Date(to.getTime() - 5_000) });
    expect(ids.filter((id) => !stored.has(id))).toEqual([]);
  }
}

it(
  'a worker killed anywhere loses nothing, doubles nothing and claims nothing that it has not read',
  { timeout: 240_000 },
  async () => {
    if (!scope) throw new Error('no scope');
    const began = new Date();
    const { database, local, ctx } = fixture;
    for (const enough of KILL_AFTER_EVENTS) {
      spawned = await spawnWorker(database.appUrl, local.url);
      await vi.waitUntil(async () => (await readEvents(ctx)).length >= enough, UNTIL);
      await spawned.killHard();
      await expectCoverageIsTrue();
    }
    spawned = await spawnWorker(database.appUrl, local.url);
    await vi.waitUntil(async () => (await health())?.inventory.state === 'fresh', UNTIL);
    const horizon = began.getTime() - 89 * 86_400_000;
    await vi.waitUntil(async () => ((await health())?.history.coveredFrom?.getTime() ?? Infinity) <= horizon, UNTIL);

    const range = { from: new Date(horizon), to: new Date(began.getTime() - 1_000) };
    const ids = await lookUpIds(ctx, scope, range);
    const events = (await readEvents(ctx)).filter(({ at }) => at <= range.to);
    expect(ids.length).toBeGreaterThan(500);
    expect(events.map(({ eventId }) => eventId).toSorted()).toEqual(ids.toSorted());
    const arns = (await readInventory(ctx)).map(({ arn }) => arn);
    expect(arns.toSorted()).toEqual((await listAll(ctx, scope)).map(({ arn }) => arn).toSorted());
    const coverage = (await ctx.store.history.coverage([scope.id])).get(scope.id);
    expect(coverage).toHaveLength(1);
  },
);
