import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { startCountingProxy, type CountingProxy } from './testing/counting-proxy';
import { spawnWorker, type SpawnedWorker } from './testing/spawn-worker';
import { readEvents, seededScopes, startSyncFixture, type SyncFixture } from './testing/sync-fixture';

const LONG = process.env.KEYLEDGER_LONG === '1';
const KILLS = LONG ? 8 : 1;
const UNTIL = { timeout: 120_000, interval: 20 };
/** A heartbeat of ten seconds at most, a look for dead ones each second, a look for jobs each half second; the rest is for a busy machine. */
const TAKEN_OVER_WITHIN = 20_000;
const [scope] = seededScopes;

let local: LocalAws;
let proxy: CountingProxy;
let fixture: SyncFixture;
let workers: SpawnedWorker[] = [];
beforeAll(async () => {
  local = await startLocalAws({ traffic: false, secrets: 320, historyDays: LONG ? 60 : 5 });
});
beforeEach(async () => {
  if (!scope) throw new Error('no scope');
  proxy = await startCountingProxy(local.url);
  fixture = await startSyncFixture({ local: { secrets: 0, historyDays: 0 }, scopes: [scope] });
});
afterEach(async () => {
  await Promise.all(workers.map(async (worker) => worker.killHard()));
  workers = [];
  await proxy.close();
  await fixture.stop();
});
afterAll(async () => local.close());

const work = async (): Promise<SpawnedWorker> => {
  const worker = await spawnWorker(fixture.database.appUrl, proxy.url);
  workers.push(worker);
  return worker;
};
const lookUps = (): number => proxy.calls.filter(({ operation }) => operation === 'LookupEvents').length;
const untilCovered = async (): Promise<void> =>
  void (await vi.waitUntil(async () => {
    const [health] = await fixture.ctx.store.scopes.health(EVERYTHING);
    return (health?.history.coveredFrom?.getTime() ?? Infinity) < Date.now() - 89 * 86_400_000;
  }, UNTIL));

// The seeded history goes on with the clock: what happened since then may or may not be read.
const began = new Date();
const readIds = async (): Promise<string[]> =>
  (await readEvents(fixture.ctx))
    .filter(({ at }) => at < began)
    .map(({ eventId }) => eventId)
    .toSorted();

let undisturbed = 0;
let events: string[] = [];

it('a backfill that nothing disturbs reads each page once', { timeout: 240_000 }, async () => {
  await work();
  await untilCovered();
  undisturbed = lookUps();
  events = await readIds();
  expect(undisturbed).toBeGreaterThan(8);
  expect(undisturbed).toBeLessThanOrEqual(Math.ceil(events.length / 50) + 2);
});

it('one whose workers are killed goes on where it was, seconds later', { timeout: 600_000 }, async () => {
  let owner = await work();
  for (let kills = 1; kills <= KILLS; kills += 1) {
    await vi.waitUntil(() => lookUps() >= (kills * undisturbed) / (KILLS + 1), UNTIL);
    await owner.killHard();
    const [before, since] = [lookUps(), performance.now()];
    // Not before: on a busy machine the owner would have read all while its heir was starting.
    const heir = await work();
    await vi.waitUntil(() => lookUps() > before, UNTIL);
    expect(performance.now() - since).toBeLessThan(TAKEN_OVER_WITHIN);
    owner = heir;
  }
  await untilCovered();
  expect(await readIds()).toEqual(events);
  expect(lookUps()).toBeLessThanOrEqual(1.3 * undisturbed);
});
