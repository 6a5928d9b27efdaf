import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toSecretId } from '@/lib/domain/secret-id';
import { scopeOf } from '@/lib/local-aws/world/world';
import { createChangesHandler } from './changes/describe-changed';
import { createHistoryHandler } from './history/sync-history';
import { createInventoryHandler } from './inventory/sync-inventory';
import { toJobData } from './queues';
import type { Handler } from './run-job';
import { expectHistoryIsWhole } from './testing/campaign/expect-history';
import { readKeptReplicas, readKeptSecrets, readRows } from './testing/campaign/read-store';
import { readTrueReplicas, readTrueSecrets } from './testing/campaign/read-truth';
import { startCountingProxy, type CountingProxy } from './testing/counting-proxy';
import { driveWorld, type WorldDriver } from './testing/drive-world';
import { seededScopes, startSyncFixture, type SyncFixture } from './testing/sync-fixture';
import { createTestContext } from './testing/test-context';

const LONG = process.env.KEYLEDGER_LONG === '1';
const never = new AbortController().signal;
const UNTIL = { timeout: 20_000, interval: 5 };
/** Of one account: what one replicates is in the other. */
const scopes = seededScopes.slice(0, 2);
const [scope, otherScope] = scopes;
if (!scope || !otherScope) throw new Error('no scope');

let fixture: SyncFixture;
let proxy: CountingProxy;
let ctx: SystemContext;
let world: WorldDriver;
let elsewhere: WorldDriver;
beforeAll(async () => {
  const local = { secrets: 27, historyDays: 0, quotas: false, rotationStepMs: 2, replicationMs: 2 };
  fixture = await startSyncFixture({ local, scopes });
  proxy = await startCountingProxy(fixture.local.url, true);
  ctx = createTestContext(fixture.database.appUrl, proxy.url);
  world = driveWorld(proxy.url, scope);
  elsewhere = driveWorld(proxy.url, otherScope);
});
// Minutes pass at once for AWS and for us alike; only the database keeps its own time.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(async () => fixture.clearFaults());
afterAll(async () => {
  vi.useRealTimers();
  await ctx.store.close();
  await proxy.close();
  await fixture.stop();
});

const pass = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1_000);
async function workAll(handle: Handler): Promise<void> {
  for (const { id } of scopes) await handle({ ...toJobData(id), asked: true }, never);
}
const list = async (): Promise<void> => workAll(createInventoryHandler(ctx));
const read = async (): Promise<void> => workAll(createHistoryHandler(ctx, []));
const describeChanged = async (): Promise<void> => workAll(createChangesHandler(ctx));
const url = (): string => fixture.database.appUrl;

const isUnderWay = (): boolean =>
  scopes
    .flatMap(({ accountId, region }) => [...scopeOf(fixture.local.world, accountId, region).byArn.values()])
    .some(({ running, replicas }) => running !== undefined || replicas?.some(({ Status }) => Status === 'InProgress'));

/** After a whole turn of the sync the store is what AWS is. */
async function expectTheTruth(): Promise<void> {
  await vi.waitUntil(() => !isUnderWay(), UNTIL);
  await fixture.clearFaults();
  const quietAt = new Date();
  pass(360);
  await read();
  await list();
  await describeChanged();
  for (const one of scopes) expect(await readKeptSecrets(url(), one.id)).toEqual(readTrueSecrets(fixture.local, one));
  const ids = scopes.map(({ id }) => id);
  expect(await readKeptReplicas(url(), ids)).toEqual(readTrueReplicas(fixture.local, scopes));
  await expectHistoryIsWhole(url(), fixture.local, scopes, [new Date(0), quietAt]);
}

/** The secrets that successful calls with this name were given to, oldest first. */
const givenTo = async (name: string): Promise<(string | null)[]> =>
  (
    await readRows<{ secret_id: string | null }>(
      url(),
      `select secret_id from keyledger.event where ref_name = $1 and ref_kind = 'name' and event_name = 'GetSecretValue'
        and outcome = 'success' order by at, event_id`,
      [name],
    )
  ).map(({ secret_id }) => secret_id);

describe('the store follows AWS', { timeout: 120_000 }, () => {
  it('where a secret was read before it was listed', async () => {
    const arn = await world.create('late/one');
    pass(5);
    await world.read('late/one');
    pass(5);
    await read();
    await expect(givenTo('late/one')).resolves.toEqual([null]);
    await list();
    await expect(givenTo('late/one')).resolves.toEqual([toSecretId(arn)]);
    await expectTheTruth();
  });

  it('where an event was being written at the moment at which its secret was listed', async () => {
    const arn = await world.create('crossed/one');
    pass(5);
    await read();
    await list();
    // What two transactions leave that did not see each other.
    const theEvent = `ref_arn = '${arn}' and event_name = 'CreateSecret'`;
    await readRows(url(), `update keyledger.event set secret_id = null where ${theEvent}`);
    await list();
    const rows = await readRows(url(), `select secret_id from keyledger.event where ${theEvent}`);
    expect(rows).toEqual([{ secret_id: toSecretId(arn) }]);
  });

  it('where a name is used again: each secret keeps its own history', async () => {
    const first = await world.create('again/one');
    pass(5);
    await world.read('again/one');
    await list();
    pass(60);
    await world.destroy(first);
    pass(5);
    const second = await world.create('again/one');
    pass(5);
    await world.read('again/one');
    await read();
    await list();
    expect(second).not.toBe(first);
    await expect(givenTo('again/one')).resolves.toEqual([toSecretId(first), toSecretId(second)]);
    await expectTheTruth();
    const rows = await readRows<{ arn: string; gone: boolean }>(
      url(),
      `select arn, removed_at is not null as gone from keyledger.secret where name = 'again/one' order by created_at`,
    );
    expect(rows).toEqual([
      { arn: first, gone: true },
      { arn: second, gone: false },
    ]);
  });

  it('where the history of two secrets of one name arrives before either is listed', async () => {
    const first = await world.create('twice/one');
    pass(5);
    await world.read('twice/one');
    await list();
    pass(5);
    await world.destroy(first);
    pass(5);
    const second = await world.create('twice/one');
    pass(5);
    await world.read('twice/one');
    await read();
    pass(5);
    await list();
    await expect(givenTo('twice/one')).resolves.toEqual([toSecretId(first), toSecretId(second)]);
    await expectTheTruth();
  });

  it('where tags change, a deletion is scheduled and taken back, a value is put and one is rotated', async () => {
    await world.create('many/one');
    await world.tag('many/one', 'team', 'payments');
    await world.put('many/one', 'CANARY-2');
    await world.rotate('prod/payments/db');
    await expectTheTruth();
    await world.untag('many/one', 'team');
    await world.schedule('many/one');
    await expectTheTruth();
    pass(60);
    await world.restore('many/one');
    await world.destroy('many/one');
    await expectTheTruth();
  });

  it('where a secret is replicated, in vain at first, and its replica is promoted or taken away', async () => {
    const other = otherScope.region;
    await world.create('twofold/one');
    await elsewhere.create('twofold/one');
    await world.replicate('twofold/one', other);
    await expectTheTruth();
    await world.replicate('twofold/one', other, true);
    await expectTheTruth();
    await elsewhere.promote('twofold/one');
    await expectTheTruth();
    await elsewhere.destroy('twofold/one');
    await world.replicate('twofold/one', other);
    await expectTheTruth();
    await world.unreplicate('twofold/one', other);
    await expectTheTruth();
  });

  it(
    'where anything happens in any order, and AWS is troubled meanwhile',
    async () => {
      const name = fc.constantFrom('any/a', 'any/b', 'any/c');
      const fault = fc.constantFrom('throttle', 'error', 'html', 'reset', 'denied');
      const operation = fc.constantFrom('ListSecrets', 'LookupEvents', 'DescribeSecret');
      const step = fc.oneof(
        fc.record({ kind: fc.constantFrom('create', 'destroy', 'schedule', 'restore', 'read', 'put', 'tag'), name }),
        fc.record({
          kind: fc.constantFrom(
            'replicate',
            'overwrite',
            'unreplicate',
            'promote',
            'create elsewhere',
            'destroy elsewhere',
          ),
          name,
        }),
        fc.record({ kind: fc.constantFrom('list', 'history', 'describe', 'rotate') }),
        fc.record({ kind: fc.constant('fault'), fault, operation, count: fc.integer({ min: 1, max: 2 }) }),
        fc.record({ kind: fc.constant('pass'), seconds: fc.integer({ min: 1, max: 900 }) }),
      );
      const tolerate = (error: unknown): void => {
        // AWS refuses what makes no sense, and the sync reports what AWS refused; neither may hurt the store.
        if (!(error instanceof Error && ('$metadata' in error || error.name === 'AppError'))) throw error;
      };
      const acts: Record<string, (given: { name: string }) => Promise<unknown>> = {
        create: async (given) => world.create(given.name),
        destroy: async (given) => world.destroy(given.name),
        schedule: async (given) => world.schedule(given.name),
        restore: async (given) => world.restore(given.name),
        read: async (given) => world.read(given.name),
        put: async (given) => world.put(given.name, 'CANARY-3'),
        tag: async (given) => world.tag(given.name, 'turn', String(Date.now() % 7)),
        replicate: async (given) => world.replicate(given.name, otherScope.region),
        overwrite: async (given) => world.replicate(given.name, otherScope.region, true),
        unreplicate: async (given) => world.unreplicate(given.name, otherScope.region),
        promote: async (given) => elsewhere.promote(given.name),
        'create elsewhere': async (given) => elsewhere.create(given.name),
        'destroy elsewhere': async (given) => elsewhere.destroy(given.name),
        rotate: async () => world.rotate('prod/payments/db'),
        list,
        history: read,
        describe: describeChanged,
      };
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
          for (const given of steps) {
            pass(3);
            if ('seconds' in given) pass(given.seconds);
            else if ('fault' in given)
              await fixture.fault({ kind: given.fault, operation: given.operation, count: given.count });
            else await acts[given.kind]?.({ name: 'name' in given ? given.name : '' }).catch(tolerate);
          }
          await expectTheTruth();
        }),
        { numRuns: LONG ? 60 : 3, seed: 20_261_123, endOnFailure: !LONG },
      );
    },
    LONG ? 1_800_000 : 120_000,
  );
});
