import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Aws } from '@/lib/domain/ports/aws';
import type { ScopeHealth } from '@/lib/domain/scope';
import { removeSecret } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';
import { withClient } from '@/lib/store/migrate/with-client';
import { createJobs } from './create-jobs';
import { startWorker } from './start-worker';
import {
  listAll,
  lookUpCalls,
  readEvents,
  readInventory,
  seededScopes,
  startSyncFixture,
  type SyncFixture,
} from './testing/sync-fixture';

const UNTIL = { timeout: 60_000, interval: 200 };
const DAY = 86_400_000;
const broken = '222233334444:eu-west-1';

let fixture: SyncFixture;
let worker: { stop(): Promise<void> } | undefined;
beforeAll(async () => {
  fixture = await startSyncFixture({ local: { secrets: 500, historyDays: 2 } });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await fixture.clearFaults();
});
afterAll(async () => fixture.stop());

const health = async (): Promise<ScopeHealth[]> => fixture.ctx.store.scopes.health(EVERYTHING);
const work = async (): Promise<void> => {
  worker = await startWorker(fixture.ctx, { databaseUrl: fixture.database.appUrl, pollSeconds: 0.5 });
};

describe('a worker', { timeout: 120_000 }, () => {
  it('brings every scope’s inventory and all of its history', async () => {
    const began = new Date();
    await work();
    await vi.waitUntil(
      async () =>
        (await health()).every(({ inventory, history }) => inventory.state === 'fresh' && history.state === 'fresh'),
      UNTIL,
    );
    await vi.waitUntil(
      async () =>
        (await health()).every(
          ({ history }) => (history.coveredFrom?.getTime() ?? Infinity) <= began.getTime() - 89 * DAY,
        ),
      UNTIL,
    );
    // The worker and this test share the pace of each scope.
    await worker?.stop();
    const listed = await Promise.all(seededScopes.map((scope) => listAll(fixture.ctx, scope)));
    const arns = listed
      .flat()
      .filter(({ primaryRegion, region }) => primaryRegion === null || primaryRegion === region);
    const rows = await readInventory(fixture.ctx);
    expect(rows.map(({ arn }) => arn).toSorted()).toEqual(arns.map(({ arn }) => arn).toSorted());

    const range = { from: new Date(began.getTime() - 80 * DAY), to: new Date(began.getTime() - 1_000) };
    const looked = await Promise.all(seededScopes.map((scope) => lookUpCalls(fixture.ctx, scope, range)));
    // A call across accounts is two records of one event, of which one is kept.
    const calls = new Set(looked.flat());
    const events = (await readEvents(fixture.ctx)).filter(({ at }) => at <= range.to);
    expect(calls.size).toBeGreaterThan(500);
    expect(looked.flat().length).toBeGreaterThan(calls.size);
    const kept = events.map(({ eventId, sharedEventId }) => sharedEventId ?? eventId);
    expect(kept.toSorted()).toEqual([...calls].toSorted());
  });

  it('keeps the last good data of a scope that AWS throttles, says so, and goes on with the others', async () => {
    const before = await health();
    const secrets = before.find(({ scope }) => scope.id === broken)?.inventory.secrets;
    const [account, region] = broken.split(':');
    await fixture.fault({ kind: 'throttle', operation: 'ListSecrets', scope: `${account}/${region}` });
    await work();
    const isThrottled = ({ scope, inventory }: ScopeHealth): boolean =>
      scope.id === broken && inventory.problem?.code === 'throttled';
    await vi.waitUntil(async () => (await health()).some(isThrottled), UNTIL);
    const failed = (await health()).find(isThrottled);
    const newest = Math.max(...before.map(({ inventory }) => inventory.asOf?.getTime() ?? 0));
    await vi.waitUntil(
      async () =>
        (await health()).every(
          ({ scope, inventory }) => scope.id === broken || (inventory.asOf?.getTime() ?? 0) > newest,
        ),
      UNTIL,
    );
    const after = (await health()).find(({ scope }) => scope.id === broken);
    expect(after?.inventory).toMatchObject({
      state: 'failing',
      secrets,
      problem: { code: 'throttled', since: expect.any(Date) },
    });
    expect(failed?.inventory.asOf).toBeInstanceOf(Date);
    expect(after?.inventory.asOf).toEqual(failed?.inventory.asOf);
    expect(secrets).toBeGreaterThan(0);
  });

  it('removes what is gone only once a listing is complete', async () => {
    const scope = seededScopes[0];
    if (!scope) throw new Error('no scope');
    const there = scopeOf(fixture.local.world, scope.accountId, scope.region);
    // One that no event had described lately: that is believed for five minutes more than any listing.
    const { rows } = await withClient(fixture.database.ownerUrl, async (client) =>
      client.query<{ arn: string }>('select arn from keyledger.secret where described_at is null'),
    );
    const gone = rows.map(({ arn }) => there.byArn.get(arn)).find((secret) => secret !== undefined);
    if (!gone) throw new Error('no such secret');
    removeSecret(there, gone);
    const isListed = async (): Promise<boolean> =>
      (await readInventory(fixture.ctx)).some(({ arn }) => arn === gone.arn);

    let broke = 0;
    const breakAfterOnePage: Aws['listPage'] = async (of, question, token) => {
      if (of.id !== scope.id || token === null) return fixture.ctx.aws.listPage(of, question, token);
      broke += 1;
      throw new AppError('upstream', 'cut off', {
        problem: { code: 'unreachable', message: 'cut off', remedy: 'Wait.' },
      });
    };
    const half = { ...fixture.ctx, aws: { ...fixture.ctx.aws, listPage: breakAfterOnePage } };
    worker = await startWorker(half, { databaseUrl: fixture.database.appUrl, pollSeconds: 0.5 });
    await vi.waitUntil(
      async () => (await health()).some((one) => one.scope.id === scope.id && one.inventory.state === 'failing'),
      UNTIL,
    );
    expect(broke).toBe(1);
    await expect(isListed()).resolves.toBe(true);
    await worker.stop();

    await work();
    const asking = createJobs(fixture.database.appUrl);
    await asking.start();
    await asking.requestSync(scope.id);
    await asking.stop();
    await vi.waitUntil(async () => !(await isListed()), UNTIL);
    expect((await health()).find((one) => one.scope.id === scope.id)?.inventory).toMatchObject({
      state: 'fresh',
      problem: null,
    });
  });
});
