import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { toReading } from '@/lib/domain/trail/job/trail-settings';
import { startCountingProxy, type CountingProxy } from '@/lib/sync/testing/counting-proxy';
import { spawnWorker, type SpawnedWorker } from '@/lib/sync/testing/spawn-worker';
import { readEvents } from '@/lib/sync/testing/sync-fixture';
import { startTrailJob, type TrailJobFixture } from '@/lib/sync/testing/trail-job';

const UNTIL = { timeout: 120_000, interval: 20 };
/** Files whose records were in and not kept as such yet, and those that were read ahead. */
const MOST_AGAIN = 100 + 8;
let fixture: TrailJobFixture;
let proxy: CountingProxy;
let workers: SpawnedWorker[] = [];
beforeAll(async () => {
  fixture = await startTrailJob({ secrets: 60, latencyMs: 5 }, 4);
  proxy = await startCountingProxy(fixture.local.url);
});
afterAll(async () => {
  await Promise.all(workers.map(async (worker) => worker.killHard()));
  await proxy.close();
  await fixture.stop();
});

const gets = () =>
  proxy.calls.filter(({ asked }) => asked.startsWith(`GET /${fixture.bucket.name}/`) && asked.includes('.json.gz'));

it('two workers read each file once, and where one is killed the other goes on', { timeout: 240_000 }, async () => {
  const trail = { ...fixture.settings, accounts: [fixture.bucket.owner] };
  const work = async () => {
    const worker = await spawnWorker(fixture.database.appUrl, proxy.url, 3_600, JSON.stringify(trail));
    workers.push(worker);
    return worker;
  };
  const owner = await work();
  await vi.waitUntil(() => gets().length > 150, UNTIL);
  await owner.killHard();
  const atKill = gets().length;
  workers = [];
  await work();
  await work();
  const use = async () => fixture.ctx.store.trail.use(toReading(trail));
  await vi.waitUntil(async () => {
    const now = await use();
    return now?.total === 2 && now.scopes.every(({ missing, problem }) => missing.days === 2 && problem === null);
  }, UNTIL);
  const all = gets().map(({ asked }) => asked);
  const again = all.length - new Set(all).size;
  expect(atKill).toBeGreaterThan(150);
  // Two scopes were under way.
  expect(again).toBeLessThanOrEqual(2 * MOST_AGAIN);
  expect((await use())?.files).toBe(new Set(all).size);
  const ids = (await readEvents(fixture.ctx)).map(({ eventId }) => eventId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(100);
});
