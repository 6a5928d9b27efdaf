import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toSecretId } from '@/lib/domain/secret-id';
import { removeSecret } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';
import { withClient } from '@/lib/store/migrate/with-client';
import { toJobData } from '@/lib/sync/queues';
import { readInventory, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { isAllNamed } from './find-left-out';
import { createInventoryHandler } from './sync-inventory';

const scope = {
  id: '111122223333:eu-west-1',
  accountId: '111122223333',
  accountName: 'platform',
  region: 'eu-west-1',
  partition: 'aws',
};
const began = new Date();
const never = new AbortController().signal;

let fixture: SyncFixture;
beforeAll(async () => {
  const local = { secrets: 1_500, accounts: 1, regions: [scope.region], historyDays: 0 };
  fixture = await startSyncFixture({ local, scopes: [scope] });
});
afterEach(async () => fixture.clearFaults());
afterAll(async () => fixture.stop());

const there = () => scopeOf(fixture.local.world, scope.accountId, scope.region);
const truth = (): string[] => [...there().byArn.keys()].toSorted();
const kept = async (): Promise<string[]> => (await readInventory(fixture.ctx)).map(({ arn }) => arn).toSorted();
const list = async (ctx: SystemContext = fixture.ctx) => createInventoryHandler(ctx)(toJobData(scope.id), never);

type ListPage = SystemContext['aws']['listPage'];

/** The real calls, each shown to `before` with its number; what that gives takes the place of the token. */
function watching(before: (call: number, token: string | null) => Promise<string | null> | string | null) {
  let calls = 0;
  const listPage: ListPage = async (of, question, token) => {
    calls += 1;
    return fixture.ctx.aws.listPage(of, question, await before(calls, token));
  };
  return { ctx: { ...fixture.ctx, aws: { ...fixture.ctx.aws, listPage } }, calls: () => calls };
}

it('a listing that AWS cuts off is gone on with where it was, by whoever comes next', async () => {
  const cut = watching(async (call, token) => {
    if (call === 10) await fixture.fault({ kind: 'denied', operation: 'ListSecrets' });
    return token;
  });
  await expect(list(cut.ctx)).rejects.toMatchObject({ problem: { code: 'denied' } });
  const part = (await kept()).length;
  expect(part).toBeGreaterThan(500);
  expect(part).toBeLessThan(truth().length);
  const [open] = await fixture.ctx.store.inventory.openListings(began);
  expect(open).toMatchObject({ scopeId: scope.id, progress: { secrets: part } });

  await fixture.clearFaults();
  const rest = watching((_, token) => token);
  await list(rest.ctx);
  expect(rest.calls()).toBeLessThanOrEqual(Math.ceil(truth().length / 100) - Math.floor(part / 100) + 2);
  expect(await kept()).toEqual(truth());
  expect(await fixture.ctx.store.inventory.openListings(began)).toEqual([]);
});

it('a token that AWS has forgotten begins the listing anew, and nothing is removed for it', async () => {
  const [first] = there().byArn.values();
  if (!first) throw new Error('no secret');
  removeSecret(there(), first);
  const before = await kept();
  const forgetful = watching((_, token) => token && 'forgotten');
  await expect(list(forgetful.ctx)).rejects.toMatchObject({ code: 'conflict' });
  expect(await kept()).toEqual(before);

  const once = watching((call, token) => (call === 8 ? 'forgotten' : token));
  await list(once.ctx);
  expect(await kept()).toEqual(truth());
  expect(once.calls()).toBeGreaterThan(Math.ceil(truth().length / 100) + 5);
});

it('what filters leave out is asked for before it is taken for gone', async () => {
  const startedAt = new Date(Date.now() + 600_000);
  const id = await fixture.ctx.store.inventory.startListing(scope.id, startedAt);
  const reading = {
    isByFilters: true,
    spareCalls: 500,
  } as const;
  const listing = { id, startedAt };
  const isAll = async (missing: { arn: string; name: string }[]) =>
    isAllNamed(fixture.ctx, scope, listing, { ...reading, missing });
  const secrets = await readInventory(fixture.ctx);

  // Too many to ask for.
  await expect(isAll([])).resolves.toBe(false);
  const named = secrets.map(({ arn }) => arn);
  await withClient(fixture.database.ownerUrl, async (client) =>
    client.query('update keyledger.secret set listing_id = $1 where arn <> all($2)', [id, named.slice(0, 3)]),
  );
  await expect(isAll([])).resolves.toBe(false);
  for (const arn of named.slice(0, 3)) {
    const secret = there().byArn.get(arn);
    if (secret) removeSecret(there(), secret);
  }
  await expect(isAll([])).resolves.toBe(true);
  const still = secrets[9];
  if (!still) throw new Error('no secret');
  await expect(isAll([{ arn: still.arn, name: still.name }])).resolves.toBe(false);
  expect(toSecretId(still.arn)).toBe(still.id);
});
