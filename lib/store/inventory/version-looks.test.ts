import { afterAll, beforeAll, expect, it } from 'vitest';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const scope = makeScope();
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([scope]);
});
afterAll(() => test.stop());

it('what has no value waits behind those whose value may be of any age', async () => {
  const wide = { createdAt: daysAgo(100), lastChangedAt: daysAgo(10) };
  const exact = { createdAt: daysAgo(50), lastChangedAt: daysAgo(50) };
  const secrets = [
    ...['empty/a', 'empty/b', 'empty/c'].map((name) => makeSecret({ name, versionStages: {}, ...wide })),
    makeSecret({ name: 'exact', ...exact }),
    makeSecret({ name: 'untold', versionStages: null, createdAt: null, lastChangedAt: null }),
    makeSecret({ name: 'wide', ...wide }),
  ];
  await applyListing(test.store, scope.id, secrets);
  const named = new Map(secrets.map(({ id, secret }) => [id, secret.name]));
  const due = await test.store.inventory.versionsDue(scope.id, NOW, 10);
  const names = due.map(({ id }) => named.get(id));
  expect(new Set(names.slice(0, 2))).toEqual(new Set(['untold', 'wide']));
  expect(names).toHaveLength(6);
});
