import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import { createChangesHandler } from '@/lib/sync/changes/describe-changed';
import { toJobData, type JobData } from '@/lib/sync/queues';
import type { Handler } from '@/lib/sync/run-job';
import { startWorker } from '@/lib/sync/start-worker';
import { readInventory, seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { onSchedule } from './on-schedule';
import { createInventoryHandler } from './sync-inventory';

const never = new AbortController().signal;
const [scope] = seededScopes;
if (!scope) throw new Error('no scope');

let fixture: SyncFixture;
beforeAll(async () => {
  const config = { historyPollSeconds: 30, inventoryPollSeconds: 21_600, unfollowedPollSeconds: 21_600 };
  fixture = await startSyncFixture({ local: { secrets: 40, historyDays: 0 }, scopes: [scope], config });
});
afterAll(async () => fixture.stop());

/** All of this account is `environment`, so many seconds from now. */
const by = (environment: string, seconds = 0): SystemContext => ({
  ...fixture.ctx,
  environmentRules: { aliases: {}, order: [{ by: 'account', accounts: { [scope.accountId]: environment } }] },
  now: () => new Date(Date.now() + seconds * 1_000),
});
const look = async (ctx: SystemContext, data: JobData): Promise<JobData> => ({
  ...data,
  ...(await onSchedule(ctx, createInventoryHandler(ctx))(data, never)),
});
const environments = async () =>
  new Set((await readInventory(fixture.ctx)).map(({ environment }) => environment.value));

it(
  'changed rules hold at once, and minutes later also for what had just been described',
  { timeout: 60_000 },
  async () => {
    const first = await look(by('blue'), toJobData(scope.id));
    expect(await environments()).toEqual(new Set(['blue']));
    await createChangesHandler(by('blue'))(toJobData(scope.id), never);
    const list = vi.fn<Handler>();
    await onSchedule(by('blue', 200), list)(first, never);
    expect(list).not.toHaveBeenCalled();
    const second = await look(by('green', 200), first);
    expect(await environments()).toEqual(new Set(['blue', 'green']));
    await onSchedule(by('green', 500), list)(second, never);
    expect(list).not.toHaveBeenCalled();
    const third = await look(by('green', 600), second);
    expect(await environments()).toEqual(new Set(['green']));
    await onSchedule(by('green', 2_000), list)(third, never);
    expect(list).not.toHaveBeenCalled();
  },
);

it('they hold at once, too, where they changed while no worker ran', { timeout: 60_000 }, async () => {
  for (const environment of ['red', 'yellow']) {
    // Past the minutes in which a describe is believed more than a listing.
    const seconds = environment === 'red' ? 2_000 : 4_000;
    const worker = await startWorker(by(environment, seconds), {
      databaseUrl: fixture.database.appUrl,
      pollSeconds: 0.5,
    });
    await vi.waitUntil(async () => (await environments()).has(environment), { timeout: 20_000, interval: 100 });
    expect(await environments()).toContain(environment);
    await worker.stop();
  }
});
