import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const scope = makeScope();
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([scope]);
});
afterAll(() => test.stop());

const list = async (minutes: number) =>
  applyListing(test.store, scope.id, [makeSecret({ name: 'prod/a' })], minutesAfter(NOW, minutes));
const read = async (from: number, to: number) =>
  test.store.history.applyEvents({
    scopeId: scope.id,
    records: [],
    at: minutesAfter(NOW, to),
    covered: { from: minutesAfter(NOW, from), to: minutesAfter(NOW, to), source: 'lookup-events' },
  });

/** As the schedule and as Settings have it. */
async function isUnbroken(): Promise<boolean> {
  const { unbroken } = await test.store.changes.followed(scope.id);
  const [told] = await test.store.calls.list(NOW);
  expect(told?.followed.unbroken).toBe(unbroken);
  return unbroken;
}

it('a history is followed without a gap from the last complete listing on', async () => {
  expect(await isUnbroken()).toBe(false);
  await list(0);
  expect(await isUnbroken()).toBe(false);
  await read(-60, 5);
  await read(5, 10);
  expect(await isUnbroken()).toBe(true);
  // What lies between these was not read yet; the newest come first.
  await read(14, 24);
  expect(await isUnbroken()).toBe(true);
  await read(24, 30);
  expect(await isUnbroken()).toBe(false);
  await read(10, 14);
  expect(await isUnbroken()).toBe(true);
});

it('a gap before it is of no matter: the listing saw what happened there, also where it is newer than the last poll', async () => {
  await read(50, 60);
  expect(await isUnbroken()).toBe(false);
  await list(55);
  expect(await isUnbroken()).toBe(true);
  await list(61);
  expect(await isUnbroken()).toBe(true);
});
