import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DayGroup } from '@/lib/domain/athena/to-day-groups';
import { dayOf } from '@/lib/domain/day';
import { connect } from '@/lib/store/connect';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { resolveGroups } from './resolve-groups';

const scope = makeScope();
const { accountId, region } = scope;
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([scope]);
});
afterAll(() => test.stop());

const make = (name: string, more: Partial<Parameters<typeof makeSecret>[0]> = {}) => makeSecret({ name, ...more });

/** Athena tells of one read, by name. */
async function tell(name: string, at: Date): Promise<void> {
  const event = makeEvent({ secretId: name, at });
  const day = dayOf(at);
  const group: DayGroup = { day, event, events: 1, lastAt: at };
  const records = new Map([[day, 1]]);
  const range = { scopeId: scope.id, from: day, to: day, claims: false, at: NOW };
  await test.store.athena.applyDays({ ...range, groups: [group], records });
}

const firstReads = async () =>
  (await test.store.history.firstReads(ALL, { from: daysAgo(40), to: NOW, env: [], actorKind: [] }, 50)).map(
    ({ secret, firstAt }) => `${secret.id} ${firstAt.toISOString()}`,
  );

it('a group that goes to the younger of two secrets takes its first reader along', async () => {
  const old = make('a', { createdAt: daysAgo(100) });
  const young = make('a', { createdAt: daysAgo(5), suffix: 'YoUnG1' });
  await applyListing(test.store, scope.id, [old], daysAgo(20));
  await tell('a', daysAgo(4));
  expect(await firstReads()).toEqual([`${old.id} ${daysAgo(4).toISOString()}`]);
  await applyListing(test.store, scope.id, [old, young], minutesAfter(NOW, -10));
  await test.store.history.resolvePending(scope.id);
  expect(await firstReads()).toEqual([`${young.id} ${daysAgo(4).toISOString()}`]);
  expect((await test.store.inventory.find(ALL, old.id, NOW))?.usage?.lastRead ?? null).toBeNull();
});

it('groups that no secret is known of hold up nobody', async () => {
  await tell('never-there', daysAgo(3));
  // Its secret was another, which nobody knows any more.
  await applyListing(test.store, scope.id, [make('reborn', { createdAt: daysAgo(1) })], minutesAfter(NOW, -5));
  await tell('reborn', daysAgo(3));
  const { db, close } = connect({ databaseUrl: test.database.appUrl });
  await withClient(test.database.appUrl, async (client) => {
    await client.query(`select pg_advisory_lock_shared(hashtext('keyledger.roll_up'))`);
    await expect(resolveGroups(db, accountId, region, NOW)).resolves.toBeUndefined();
  });
  await close();
});
