import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '@/lib/store/migrate/with-client';
import { startCountingProxy, type CountingProxy } from '@/lib/sync/testing/counting-proxy';
import { seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { createTestContext } from '@/lib/sync/testing/test-context';

/** Two calls a second are AWS's, of which a test takes all. */
const INTERVAL_SECONDS = 0.5;

let fixture: SyncFixture;
let proxy: CountingProxy;
beforeAll(async () => {
  fixture = await startSyncFixture({ local: { secrets: 300, historyDays: 20, quotas: true } });
  proxy = await startCountingProxy(fixture.local.url);
});
afterAll(async () => {
  await proxy.close();
  await fixture.stop();
});

it(
  'several processes that read one scope stay below AWS’s two calls a second together',
  { timeout: 60_000 },
  async () => {
    const [scope] = seededScopes;
    if (!scope) throw new Error('no scope');
    // Each has its own connections, clients and pacer, as a process of its own would have.
    const processes = [0, 1, 2].map(() => createTestContext(fixture.database.appUrl, proxy.url));
    const range = { from: new Date(Date.now() - 20 * 86_400_000), to: new Date() };
    const begun = new Date();
    await Promise.all(
      processes.map(async ({ aws }) => {
        let pages = 0;
        for await (const _ of aws.lookupEvents(scope, range)) if ((pages += 1) === 5) return;
      }),
    );
    const calls = proxy.calls.filter(({ operation }) => operation === 'LookupEvents');
    // A call that a busy machine let time out is made again.
    expect(calls.length).toBeGreaterThanOrEqual(15);
    // Each took a turn, and turns keep the interval by the database's clock; how many arrive together after that is
    // the machine's doing. The first turn was of the moment it was taken, so that the next is a whole interval later.
    const { rows } = await withClient(fixture.database.ownerUrl, async (client) =>
      client.query<{ ahead: number }>(
        'select extract(epoch from next_at - $2::timestamptz)::float8 as ahead from keyledger.lookup_turn where scope_id = $1',
        [scope.id, begun],
      ),
    );
    expect(rows[0]?.ahead).toBeGreaterThanOrEqual(calls.length * INTERVAL_SECONDS);
    // Each pacing itself alone, most of them would be refused.
    expect(calls.filter(({ throttled }) => throttled).length).toBeLessThanOrEqual(3);
    const seconds = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1_000;
    expect(seconds).toBeGreaterThan(6);
    await Promise.all(processes.map(async ({ store }) => store.close()));
  },
);
