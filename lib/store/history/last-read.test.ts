import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AgeFilter } from '@/lib/domain/ports/inventory-store';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, listNames, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const scope = makeScope();
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([scope]);
  await test.store.history.preparePartitions(daysAgo(92), daysAgo(-5));
});
afterAll(() => test.stop());

const names = (...lastRead: AgeFilter[]) => listNames(test.store, { lastRead });
const read = (secretId: string, days: number) => ok(makeEvent({ secretId, at: daysAgo(days) }));

async function expectSplit(younger: string[], older: string[]): Promise<void> {
  expect(await names({ youngerThanDays: 30 })).toEqual(younger);
  expect(await names({ olderThanDays: 30 })).toEqual(older);
}

it('the day that AWS tells counts as a read, so that a secret with one is younger or older', async () => {
  const days = { yesterday: '2026-11-19', limit: '2026-10-21', before: '2026-10-20', old: '2026-01-05' };
  const dated = Object.entries(days).map(([name, lastAccessedOn]) => makeSecret({ name, lastAccessedOn }));
  await applyListing(test.store, scope.id, [makeSecret({ name: 'none' }), ...dated]);
  await expectSplit(['limit', 'yesterday'], ['before', 'old']);
  expect(await names({ youngerThanDays: 90 })).toEqual(['before', 'limit', 'yesterday']);
  expect([await names('unknown'), await names('never')]).toEqual([['none'], []]);
  // A read that is known is younger than the day AWS tells, or older.
  const covered = { from: daysAgo(90), to: NOW, source: 'lookup-events' as const };
  const records = [read('old', 29), read('yesterday', 60)];
  await test.store.history.applyEvents({ scopeId: scope.id, records, covered, at: NOW });
  await expectSplit(['limit', 'old', 'yesterday'], ['before']);
  expect([await names('unknown'), await names('never')]).toEqual([[], ['none']]);
});
