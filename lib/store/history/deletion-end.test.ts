import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const accounts = ['100000000001', '100000000002', '100000000003', '100000000004', '100000000005'];
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore(accounts.map((account) => makeScope(account)));
});
afterAll(() => test.stop());

/** A secret `a` that was deleted last a day ago, in a scope of its own. */
function make() {
  const accountId = accounts.pop() ?? '';
  const scopeId = `${accountId}:eu-west-1`;
  const secret = makeSecret({ name: 'a', accountId, deletedAt: daysAgo(1) });
  const deletion = (days: number, requestParameters: object) =>
    makeEvent({
      secretId: 'a',
      accountId,
      eventName: 'DeleteSecret',
      actionClass: 'delete',
      at: minutesAfter(daysAgo(days), 0.01),
      raw: { requestParameters },
    });
  return {
    deletion,
    list: () => applyListing(test.store, scopeId, [secret]),
    read: (...events: ReturnType<typeof deletion>[]) =>
      test.store.history.applyEvents({ scopeId, records: events.map(ok), covered: null, at: NOW }),
    resolve: () => test.store.history.resolvePending(scopeId),
    findEnd: async () => {
      const row = await test.store.inventory.find(ALL, secret.id, NOW);
      return row?.deletion?.endsAt?.toISOString().slice(0, 10) ?? null;
    },
  };
}

it('is told by the event of the deletion', async () => {
  const a = make();
  await a.list();
  await a.read(a.deletion(1, { recoveryWindowInDays: 7 }));
  expect(await a.findEnd()).toBe('2026-11-26');
});

it('is 30 days later where the event names no window', async () => {
  const a = make();
  await a.list();
  await a.read(a.deletion(1, {}));
  expect(await a.findEnd()).toBe('2026-12-19');
});

it('is that of the latest deletion, though history is read backwards', async () => {
  const a = make();
  await a.list();
  await a.read(a.deletion(1, { recoveryWindowInDays: 7 }));
  await a.read(a.deletion(3, { recoveryWindowInDays: 30 }), a.deletion(60, { recoveryWindowInDays: 7 }));
  expect(await a.findEnd()).toBe('2026-11-26');
});

it('is known, too, where the history was read before the secret was listed', async () => {
  const a = make();
  await a.read(a.deletion(1, { recoveryWindowInDays: 7 }));
  await a.list();
  expect(await a.findEnd()).toBeNull();
  await a.resolve();
  expect(await a.findEnd()).toBe('2026-11-26');
});
