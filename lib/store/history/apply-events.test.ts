import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

let test: TestStore;
const scope = makeScope();
beforeAll(async () => {
  test = await startTestStore([scope]);
  await applyListing(test.store, scope.id, [makeSecret({ name: 'a' })]);
});
afterAll(() => test.stop());

const letter = () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000));
/** Which no index takes, since nothing of it repeats. */
const incompressible = () => Array.from({ length: 2000 }, letter).join('');
const quarantined = async () =>
  withClient(test.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ reason: string; raw: unknown }>(
      'select reason, raw from keyledger.quarantine where scope_id = $1 order by reason, raw::text',
      [scope.id],
    );
    return rows;
  });

it('what the database does not take of a page is kept as such, and all else and what it covers is in', async () => {
  const bad = [
    makeEvent({ secretId: 'a', sharedEventId: incompressible(), raw: { bad: 1 } }),
    makeEvent({ principal: makePrincipal(incompressible()), raw: { bad: 2 } }),
  ];
  const good = Array.from({ length: 41 }, () => makeEvent({ secretId: 'a' }));
  const events = good.flatMap((event, at) => [
    event,
    ...(at === 7 || at === 40 ? [bad[at === 7 ? 0 : 1] ?? event] : []),
  ]);
  const covered = { from: daysAgo(2), to: NOW, source: 'lookup-events' as const };
  const page = { scopeId: scope.id, records: events.map(ok), covered, at: NOW };
  expect(await test.store.history.applyEvents(page)).toMatchObject({ inserted: 41, duplicates: 0, quarantined: 2 });
  expect(await quarantined()).toEqual(
    [1, 2].map((n) => ({ reason: 'the database does not take it', raw: { bad: n } })),
  );
  expect((await test.store.history.coverage([scope.id])).get(scope.id)).toEqual([covered]);
  expect(await test.store.history.applyEvents(page)).toMatchObject({ inserted: 0, duplicates: 41, quarantined: 0 });
  const query = { filter: { secretId: makeSecret({ name: 'a' }).id }, limit: 100, after: null };
  expect(await test.store.history.listEvents(ALL, query)).toHaveLength(41);
});

it('what else goes wrong is thrown, and nothing of the page is in', async () => {
  const page = {
    scopeId: 'not there',
    records: [ok(makeEvent()), ok(makeEvent())],
    covered: { from: NOW, to: daysAgo(2), source: 'lookup-events' as const },
    at: NOW,
  };
  await expect(test.store.history.applyEvents(page)).rejects.toThrow(/./);
  const { rows } = await withClient(test.database.ownerUrl, (client) =>
    client.query("select from keyledger.event where scope_id = 'not there'"),
  );
  expect(rows).toEqual([]);
});
