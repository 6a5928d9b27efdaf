import { afterAll, beforeAll, expect, it } from 'vitest';
import { countCalls } from './count-calls';
import { createInventoryHandler } from './inventory/sync-inventory';
import { toJobData } from './queues';
import { seededScopes, startSyncFixture, type SyncFixture } from './testing/sync-fixture';

const never = new AbortController().signal;
const [scope] = seededScopes;

let fixture: SyncFixture;
beforeAll(async () => {
  fixture = await startSyncFixture({ local: { secrets: 40, historyDays: 0 }, scopes: scope ? [scope] : [] });
});
afterAll(async () => fixture.stop());

it('every attempt that a slice makes is counted, also of one that fails', async () => {
  const { ctx } = fixture;
  const list = countCalls(ctx, createInventoryHandler(ctx));
  const job = toJobData(scope?.id ?? '');
  await list(job, never);
  await expect(ctx.store.calls.list(ctx.now())).resolves.toMatchObject([{ measured: { ListSecrets: 1 } }]);
  await fixture.fault({ kind: 'denied', operation: 'ListSecrets', count: 1 });
  await expect(list(job, never)).rejects.toThrow('ListSecrets');
  await fixture.fault({ kind: 'error', operation: 'ListSecrets', count: 1 });
  await list(job, never);
  const [found] = await ctx.store.calls.list(ctx.now());
  expect(found).toMatchObject({ scope: { id: scope?.id }, measured: { ListSecrets: 4 }, since: expect.any(Date) });
  expect(found?.secrets).toBeGreaterThan(0);
  expect(found?.followed).toMatchObject({ state: 'waiting', listed: true, refused: 0 });
});
