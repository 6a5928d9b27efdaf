import { afterAll, beforeAll, expect, it } from 'vitest';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { connect } from '@/lib/store/connect';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeReplica, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, listNames, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { findReadBy } from './read-by';

const [here, far, dropped] = [makeScope(), makeScope(undefined, 'eu-central-1'), makeScope('444455556666')];
const away = makeScope('444455556666', 'eu-central-1');
const there = makeSecret({ name: 'primary-is-there' });
const gone = makeSecret({ name: 'primary-is-gone' });
const foreign = makeSecret({ name: 'primary-is-not-configured', accountId: dropped.accountId });
const reader = makePrincipal('traveller');

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([here, far, dropped, away]);
  const { store } = test;
  await applyListing(store, here.id, [there, gone]);
  await applyListing(store, dropped.id, [foreign]);
  const replicas = [there, gone].map((secret) => makeReplica(secret, far.region));
  await applyListing(store, far.id, replicas);
  await applyListing(store, away.id, [makeReplica(foreign, away.region)]);
  for (const { secret } of [...replicas, makeReplica(foreign, away.region)])
    await store.history.applyEvents({
      scopeId: `${secret.accountId}:${secret.region}`,
      records: [ok(makeEvent({ secretId: secret.arn, principal: reader, at: daysAgo(1) }))],
      covered: null,
      at: NOW,
    });
});
afterAll(() => test.stop());

it('a replica is what the inventory lists it as: its primary, or itself where that is gone or in no scope', async () => {
  const readBy = { principal: toPrincipalKey(reader.id) };
  const all = [there.leaf, gone.leaf, foreign.leaf].toSorted();
  expect((await listNames(test.store, { readBy })).toSorted()).toEqual(all);
  await applyListing(test.store, here.id, [there], minutesAfter(NOW, 10));
  await test.store.scopes.configure([here, far, away]);
  expect((await listNames(test.store, { readBy })).toSorted()).toEqual(all);
  const { db, close } = connect({ databaseUrl: test.database.appUrl });
  expect(await findReadBy(db, readBy)).toEqual(
    [there.id, makeReplica(gone, far.region).id, makeReplica(foreign, away.region).id].toSorted(),
  );
  await close();
});
