import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { planListing } from '@/lib/domain/inventory/plan-listing';
import type { Order } from '@/lib/domain/listing/walk';
import { AppError } from '@/lib/domain/errors';
import type { ListedPage } from '@/lib/domain/ports/aws';
import type { SystemContext } from '@/lib/domain/ports/context';
import { removeSecret } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';
import { withClient } from '@/lib/store/migrate/with-client';
import { toJobData } from '@/lib/sync/queues';
import { readInventory, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { createInventoryHandler } from './sync-inventory';

const [accountId, region] = ['111122223333', 'eu-west-1'];
const scope = { id: `${accountId}:${region}`, accountId, accountName: 'platform', region, partition: 'aws' };
const never = new AbortController().signal;

let fixture: SyncFixture;
beforeAll(async () => {
  const local = { secrets: 1_500, accounts: 1, regions: [region], historyDays: 0 };
  fixture = await startSyncFixture({ local, scopes: [scope] });
});
afterAll(async () => fixture.stop());
// As if nothing had ever been listed.
beforeEach(async () =>
  withClient(fixture.database.ownerUrl, async (client) => client.query('delete from keyledger.listing')),
);

const there = () => scopeOf(fixture.local.world, accountId, region);
const truth = (): string[] => [...there().byArn.keys()].toSorted();
const kept = async (): Promise<string[]> => (await readInventory(fixture.ctx)).map(({ arn }) => arn).toSorted();

/** Lists once, with all that it asks of AWS counted, answers as `bend` makes them. */
async function list(bend: (order: Order, page: ListedPage) => ListedPage = (_, page) => page): Promise<number> {
  const { aws } = fixture.ctx;
  let calls = 0;
  const counted: SystemContext['aws'] = {
    ...aws,
    listPage: async (of, question, token) => {
      calls += 1;
      return bend(question.order, await aws.listPage(of, question, token));
    },
    describeSecret: async (...asked) => {
      calls += 1;
      return aws.describeSecret(...asked);
    },
    async *listSecrets(of) {
      for await (const page of aws.listSecrets(of)) {
        calls += 1;
        yield page;
      }
    },
  };
  await createInventoryHandler({ ...fixture.ctx, aws: counted })(toJobData(scope.id), never);
  return calls;
}

async function findReason() {
  const followed = await fixture.ctx.store.changes.followed(scope.id);
  const seconds = { inventorySeconds: 21_600, unfollowedSeconds: 300 };
  return planListing({ ...followed, ...seconds, foreign: false, now: new Date() }).reason;
}

function refuse(): never {
  throw new AppError('upstream', 'no', { cause: Object.assign(new Error('no'), { name: 'ValidationException' }) });
}

it.each<[string, (order: Order, page: ListedPage) => ListedPage]>([
  [
    'where one order is not the other turned round',
    (order, page) => (order === 'descending' ? { ...page, secrets: page.secrets.toReversed() } : page),
  ],
  ['where the other order is not understood', (order, page) => (order === 'descending' ? refuse() : page)],
])('a doubt costs no second listing, %s', { timeout: 60_000 }, async (_, bend) => {
  await list();
  const [gone] = there().byArn.values();
  if (!gone) throw new Error('no secret');
  removeSecret(there(), gone);
  const most = Math.floor(1.2 * Math.ceil(truth().length / 100));

  let listings = 0;
  for (; listings === 0 || (await findReason()) === 'doubted'; listings += 1) {
    expect(await list(bend)).toBeLessThanOrEqual(most);
    // Only what proves that it is complete takes anything for gone.
    expect((await kept()).includes(gone.arn)).toBe((await findReason()) === 'doubted');
  }
  expect(listings).toBeLessThanOrEqual(2);
  expect(await kept()).toEqual(truth());
  // The way that proved nothing is not gone again today.
  expect(await list(bend)).toBeLessThanOrEqual(most);
  expect(await findReason()).not.toBe('doubted');
});

it('an order that is not understood at all costs a call, and the scope is listed plainly at once', async () => {
  const refuseAll = (): ListedPage => refuse();
  expect(await list(refuseAll)).toBeLessThanOrEqual(Math.ceil(truth().length / 100) + 2);
  expect(await kept()).toEqual(truth());
  expect(await findReason()).not.toBe('doubted');
});

it('what a listing by filters leaves out is asked for as far as calls are left, else by the next listing', async () => {
  await list();
  const { inventory, changes } = fixture.ctx.store;
  const id = await inventory.startListing(scope.id, new Date());
  await inventory.leaveListing(id, 'parts');
  await expect(inventory.listingsBefore(scope.id, new Date(0))).resolves.toMatchObject({ doubted: ['parts'] });
  await expect(inventory.listingsBefore(scope.id, new Date(Date.now() + 1_000))).resolves.toMatchObject({
    doubted: [],
  });
  await expect(changes.followed(scope.id)).resolves.toMatchObject({ doubted: true });
  const [told] = await fixture.ctx.store.calls.list(new Date());
  expect(told?.followed.doubted).toBe(true);
});
