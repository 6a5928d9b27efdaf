import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toScopeId } from '@/lib/domain/scope';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { removeSecret } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';
import { toJobData } from '@/lib/sync/queues';
import { startKilledPostgres, type KilledPostgres } from '@/lib/sync/testing/campaign/postgres-process';
import { createRandom } from '@/lib/sync/testing/campaign/random';
import { readKeptSecrets, readRows } from '@/lib/sync/testing/campaign/read-store';
import { readTrueSecrets } from '@/lib/sync/testing/campaign/read-truth';
import { driveWorld } from '@/lib/sync/testing/drive-world';
import { spawnEntry } from '@/lib/sync/testing/spawn-entry';
import { createTestContext, silentLog } from '@/lib/sync/testing/test-context';
import { createInventoryHandler } from './sync-inventory';

const LONG = process.env.KEYLEDGER_LONG === '1';
const SEED = Number(process.env.KEYLEDGER_SEED ?? 20_261_126);
const KILLS = Number(process.env.KEYLEDGER_KILLS ?? 200);
const [accountId, region] = ['111122223333', 'eu-west-1'];
const scope = { id: toScopeId(accountId, region), accountId, accountName: 'platform', region, partition: 'aws' };

let database: KilledPostgres;
let local: LocalAws;
let ctx: SystemContext;
beforeAll(async () => {
  if (!LONG) return;
  // So slow that a place is kept in the middle of it.
  const world = { secrets: 2_500, accounts: 1, regions: [region], historyDays: 0, latencyMs: 200 };
  [database, local] = await Promise.all([
    startKilledPostgres(silentLog),
    startLocalAws({ ...world, traffic: false, filterMode: SEED % 2 === 0 ? 'indexed' : 'scan' }),
  ]);
  ctx = createTestContext(database.url, local.url);
  await ctx.store.scopes.configure([scope]);
});
afterAll(async () => {
  if (!LONG) return;
  await ctx.store.close();
  await database.stop();
  await local.close();
});

/** What was taken for gone and is there. */
async function findWronged(): Promise<string[]> {
  const rows = await readRows<{ arn: string }>(
    database.url,
    'select arn from keyledger.secret where removed_at is not null',
  );
  const { byArn } = scopeOf(local.world, accountId, region);
  return rows.map(({ arn }) => arn).filter((arn) => byArn.has(arn));
}

// The moments of a listing at which a process may die are in `npm test` too, without processes: listing.test.ts.
it.runIf(LONG)(
  `a listing killed ${KILLS} times loses nothing and removes nothing that is there (seed ${SEED})`,
  { timeout: 3_600_000 },
  async () => {
    const random = createRandom(SEED);
    const world = driveWorld(local.url, scope);
    let resumed = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = await readRows<{ place: boolean }>(
        database.url,
        'select place is not null as place from keyledger.listing order by started_at desc limit 1',
      );
      if (before[0]?.place) resumed += 1;
      const lister = await spawnEntry('lister-process.ts', [database.url, local.url, scope.id]);
      try {
        const there = scopeOf(local.world, accountId, region);
        const secrets = [...there.byArn.values()];
        for (let change = 0; change < 5; change += 1) {
          await sleep(random() * 900);
          const gone = secrets[Math.floor(random() * secrets.length)];
          if (random() < 0.5) await world.create(`prod/killed/${kill}-${change}`);
          else if (gone) removeSecret(there, gone);
        }
        if (kill % 7 === 3) await database.killPostmaster();
        else if (kill % 7 === 5) await database.killBackend(random());
      } finally {
        await lister.killHard();
      }
      expect(await findWronged()).toEqual([]);
    }
    expect(resumed).toBeGreaterThan(KILLS / 10);
    // Past the minutes for which a describe is believed more than a listing.
    const later = { ...ctx, now: () => new Date(Date.now() + 600_000) };
    await createInventoryHandler(later)(toJobData(scope.id), new AbortController().signal);
    await createInventoryHandler(later)(toJobData(scope.id), new AbortController().signal);
    expect(await readKeptSecrets(database.url, scope.id)).toEqual(readTrueSecrets(local, scope));
  },
);
