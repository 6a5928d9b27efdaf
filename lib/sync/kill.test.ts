import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import { HUNG_AFTER_MS } from '@/lib/domain/rotation/follow-run';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { scopeOf } from '@/lib/local-aws/world/world';
import { createJobs } from './create-jobs';
import { createHousekeeper } from './housekeeping/keep-house';
import { createInventoryHandler } from './inventory/sync-inventory';
import { toJobData } from './queues';
import { createRunWatcher } from './run-watch/watch-run';
import { expectActsAreTold } from './testing/campaign/expect-acts';
import { expectCoverageIsTrue, expectHistoryIsWhole } from './testing/campaign/expect-history';
import { expectNoJobIsLost } from './testing/campaign/expect-jobs';
import { startKilledPostgres, type KilledPostgres } from './testing/campaign/postgres-process';
import { createRandom } from './testing/campaign/random';
import { readKeptSecrets } from './testing/campaign/read-store';
import { readTrueSecrets } from './testing/campaign/read-truth';
import { startCampaign } from './testing/campaign/run-campaign';
import { startCampaignTraffic } from './testing/campaign/traffic';
import { seededScopes } from './testing/sync-fixture';
import { createTestContext, silentLog } from './testing/test-context';

const LONG = process.env.KEYLEDGER_LONG === '1';
const SEED = Number(process.env.KEYLEDGER_SEED ?? 20_261_123);
const KILLS = Number(process.env.KEYLEDGER_KILLS ?? (LONG ? 200 : 6));
// A long campaign leaves much to read at two calls a second.
const UNTIL = { timeout: LONG ? 600_000 : 120_000, interval: 100 };
const scopes = seededScopes.slice(0, 2);
const never = new AbortController().signal;

let database: KilledPostgres;
let local: LocalAws;
let ctx: SystemContext;
const began = new Date();
beforeAll(async () => {
  [database, local] = await Promise.all([
    startKilledPostgres(silentLog),
    startLocalAws({ traffic: false, secrets: 120, historyDays: LONG ? 60 : 3, rotationStepMs: 120, latencyMs: 20 }),
  ]);
  ctx = createTestContext(database.url, local.url);
  await ctx.store.scopes.configure(scopes);
});
afterAll(async () => {
  await ctx.store.close();
  await database.stop();
  await local.close();
});

/** Asks for everything once more and waits until all that AWS had by then has been read. */
async function untilQuiet(quietAt: Date): Promise<void> {
  const jobs = createJobs(database.url);
  await jobs.start();
  for (const { id } of scopes) await jobs.requestSync(id);
  await jobs.stop();
  await vi.waitUntil(async () => {
    const health = await ctx.store.scopes.health(EVERYTHING);
    return health.every(
      ({ inventory, history }) =>
        inventory.state === 'fresh' &&
        (inventory.asOf ?? began) > quietAt &&
        history.state === 'fresh' &&
        (history.coveredTo?.getTime() ?? 0) > quietAt.getTime() + 1_000 &&
        (history.coveredFrom?.getTime() ?? Infinity) < began.getTime() - 89 * 86_400_000,
    );
  }, UNTIL);
}

/** Whether AWS itself is still at a rotation; one of the seed's stories hangs for ever. */
const isRotating = (): boolean =>
  scopes.some(({ accountId, region }) =>
    [...scopeOf(local.world, accountId, region).byArn.values()].some(
      ({ running, outcome }) => running !== undefined && outcome.hangAt === undefined,
    ),
  );

/**
 * What only time ends, without waiting for it: acts without an end, runs that AWS was never asked for or
 * that hang, and the minutes for which a describe is believed more than a listing.
 */
async function letTimePass(): Promise<void> {
  const later = { ...ctx, now: () => new Date(Date.now() + HUNG_AFTER_MS + 60_000) };
  for (const { id } of await ctx.store.runs.active()) await createRunWatcher(later, [])(toJobData(id), never);
  await createHousekeeper(later)(toJobData('all'), never);
  for (const { id } of scopes) await createInventoryHandler(later)(toJobData(id), never);
}

it(
  `${KILLS} processes killed at any moment lose nothing, double nothing and claim nothing (seed ${SEED})`,
  { timeout: LONG ? 3_600_000 : 240_000 },
  async () => {
    const random = createRandom(SEED);
    const traffic = startCampaignTraffic(local, scopes, createRandom(SEED + 1), LONG ? 200 : 20);
    const campaign = await startCampaign(database, local, random);
    const killed: string[] = [];
    try {
      while (killed.length < KILLS) {
        await sleep(200 + random() * 1_300);
        killed.push(await campaign.strike());
        await expectCoverageIsTrue(database.url, local, scopes);
      }
      await traffic.stop();
      await campaign.stopActing();
      await vi.waitUntil(() => !isRotating(), UNTIL);
      const quietAt = new Date();
      await untilQuiet(quietAt);
      await campaign.stop();
      await expectNoJobIsLost(database.migrationUrl, scopes);
      await letTimePass();

      await expectHistoryIsWhole(database.url, local, scopes, [new Date(began.getTime() - 89 * 86_400_000), quietAt]);
      const acts = await expectActsAreTold(database.url, local, scopes);
      expect(acts).toBeGreaterThan(KILLS);
      for (const scope of scopes)
        expect(await readKeptSecrets(database.url, scope.id)).toEqual(readTrueSecrets(local, scope));
      expect(await ctx.store.ledger.verify()).toMatchObject({ brokenAt: null });
      for (const { id } of scopes) expect((await ctx.store.history.coverage([id])).get(id)).toHaveLength(1);
      expect(new Set(killed).size).toBe(5);
    } finally {
      await traffic.stop();
      await campaign.stop();
    }
  },
);
