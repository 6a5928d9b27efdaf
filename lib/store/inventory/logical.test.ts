import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const scope = makeScope();
const copies = Array.from({ length: 130 }, (_, at) =>
  makeSecret({ name: `dev/payments/${at}/db`, environment: 'dev', service: 'payments' }),
);
const elsewhere = ['staging', 'prod'].map((environment) =>
  makeSecret({ name: `${environment}/payments/db`, environment, service: 'payments' }),
);
const bare = ['dev', 'prod'].map((environment) =>
  makeSecret({ name: `${environment}/db`, environment, service: null }),
);

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([scope]);
  await applyListing(test.store, scope.id, [...copies, ...elsewhere, ...bare]);
});
afterAll(() => test.stop());

const names = async (...of: { service: string | null; leaf: string }[]) =>
  (await test.store.inventory.logical(ALL, of, NOW)).map(({ name }) => name).toSorted();

it('is told of each environment, however many one of them has', async () => {
  const found = await names({ service: 'payments', leaf: 'db' }, { service: 'payments', leaf: 'db' });
  expect(found).toHaveLength(100);
  expect(found).toEqual(expect.arrayContaining(['prod/payments/db', 'staging/payments/db']));
});

it('without a service is one of its own', async () => {
  expect(await names({ service: null, leaf: 'db' })).toEqual(['dev/db', 'prod/db']);
  expect(await names({ service: 'web', leaf: 'db' })).toEqual([]);
});
