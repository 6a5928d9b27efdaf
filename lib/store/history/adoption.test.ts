import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, NO_HISTORY, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const scope = makeScope();
const secret = makeSecret({ name: 'prod/payments/db' });
/** More than are looked at one by one to tell how often somebody reads. */
const MANY = 20_500;
const SECONDS = 12;
const secondsAgo = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([scope]);
  await applyListing(test.store, scope.id, [secret]);
  await test.store.history.preparePartitions(daysAgo(62), daysAgo(-5));
  const by = (who: string, at: Date) =>
    ok(makeEvent({ secretId: secret.secret.arn, at, principal: makePrincipal(who), workload: `ecs ${who}` }));
  const poller = Array.from({ length: MANY }, (_, turn) => by('poller', secondsAgo(1 + turn * SECONDS)));
  const nightly = Array.from({ length: 25 }, (_, turn) => by('nightly', daysAgo(0.4 + turn)));
  const weekly = [4, 11, 18].map((days) => by('weekly', daysAgo(days)));
  await test.store.history.applyEvents({
    scopeId: scope.id,
    records: [...poller, ...nightly, ...weekly, by('once', daysAgo(20)), by('gone', daysAgo(32))],
    covered: null,
    at: NOW,
  });
}, 60_000);
afterAll(() => test.stop());

const query = { from: daysAgo(30), to: NOW, after: daysAgo(1), by: daysAgo(1), limit: 100 };

it('beside one that reads every few seconds it is known how often the others read', async () => {
  const readers = await test.store.history.adoption(ALL, secret.id, query);
  const rhythms = readers.map(({ who, reads, medianIntervalSeconds, p95IntervalSeconds }) => [
    who,
    reads,
    medianIntervalSeconds,
    p95IntervalSeconds,
  ]);
  expect(rhythms).toEqual([
    ['ecs poller', MANY, SECONDS, SECONDS],
    ['ecs nightly', 25, 86_400, 86_400],
    ['ecs weekly', 3, 7 * 86_400, 7 * 86_400],
    ['ecs once', 1, null, null],
  ]);
});

it('what was asked for is told since the change alone, and the latest readers where there are more', async () => {
  const readers = await test.store.history.adoption(ALL, secret.id, { ...query, limit: 2 });
  expect(readers.map(({ who, asked }) => [who, asked.length])).toEqual([
    ['ecs poller', 1],
    ['ecs nightly', 1],
  ]);
  const first = readers[0]?.asked[0];
  expect(first).toEqual({ versionId: null, versionStage: null, firstAt: expect.any(Date), lastAt: secondsAgo(1) });
  expect((first?.firstAt?.getTime() ?? 0) - daysAgo(1).getTime()).toBeLessThan(SECONDS * 1000);
});

it('is nothing to whom its history is not in sight', async () => {
  expect(await test.store.history.adoption(NO_HISTORY, secret.id, query)).toEqual([]);
});
