import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const accounts = Array.from({ length: 16 }, (_, index) => String(100000000000 + index));
let accountId = '';
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore(accounts.map((account) => makeScope(account)));
});
beforeEach(async () => {
  accountId = accounts.pop() ?? '';
  await applyListing(test.store, `${accountId}:eu-west-1`, [a(), b()]);
});
afterAll(() => test.stop());

const a = () => makeSecret({ name: 'a', accountId });
const b = () => makeSecret({ name: 'b', accountId });
type Event = ReturnType<typeof makeEvent>;
const read = (given: Parameters<typeof makeEvent>[0] = {}) => makeEvent({ secretId: 'a', accountId, ...given });
const apply = (events: readonly Event[], unvouched = false) =>
  test.store.history.applyEvents({
    scopeId: `${accountId}:eu-west-1`,
    records: events.map(ok),
    covered: null,
    at: NOW,
    unvouched,
  });
const eventsOf = (secretId: string) =>
  test.store.history.listEvents(ALL, { filter: { secretId }, limit: 50, after: null });
const readsOf = async (secretId: string) => {
  const days = await test.store.history.readsByDay(ALL, secretId, daysAgo(3), NOW);
  return days.map(({ person, workload }) => person + workload);
};
/** As somebody would edit it: another reader of another secret. */
const edited = (event: Event): Event => ({
  ...event,
  secretRef: read({ secretId: 'b' }).secretRef,
  principal: makePrincipal('innocent', accountId),
  raw: { ...event.raw, edited: true },
});

it('what AWS tells stands in the place of what a file told otherwise, in the roll-ups as well', async () => {
  const own = [read(), read({ at: daysAgo(2) })];
  expect(await apply(own.map(edited), true)).toMatchObject({ inserted: 2, replaced: 0 });
  expect(await readsOf(b().id)).toEqual([0, 1, 1, 0]);
  const done = await apply(own);
  expect(done).toMatchObject({ inserted: 0, duplicates: 2, replaced: 2 });
  expect(done.touchedSecretIds.toSorted()).toEqual([a().id, b().id].toSorted());
  expect(await eventsOf(b().id)).toEqual([]);
  expect((await eventsOf(a().id)).map(({ principal }) => principal.label)).toEqual(['payments-api', 'payments-api']);
  expect([await readsOf(a().id), await readsOf(b().id)]).toEqual([
    [0, 1, 1, 0],
    [0, 0, 0, 0],
  ]);
  const readers = await test.store.history.readers(ALL, a().id, daysAgo(3), NOW);
  expect(readers).toMatchObject([{ reads: 2, firstAt: daysAgo(2) }]);
  expect(await test.store.history.readers(ALL, b().id, daysAgo(3), NOW)).toEqual([]);
});

it('once AWS told of it that stands, whatever a file says after it, and is not told again', async () => {
  const own = read();
  await apply([edited(own)], true);
  expect(await apply([own])).toMatchObject({ replaced: 1 });
  expect(await apply([own])).toMatchObject({ replaced: 0 });
  expect(await apply([edited(own)], true)).toMatchObject({ inserted: 0, duplicates: 1, replaced: 0 });
  expect(await eventsOf(a().id)).toHaveLength(1);
});

it('what says the same stays, and AWS vouches for it from then on', async () => {
  const own = read({ raw: { b: 1.5, a: ['x\0', null, { deep: -1 }] } });
  await apply([own], true);
  expect(await apply([own, own])).toMatchObject({ inserted: 0, duplicates: 2, replaced: 0, touchedSecretIds: [] });
  // As a second source of AWS's own would have it.
  expect(await apply([edited(own)])).toMatchObject({ replaced: 0 });
  expect(await eventsOf(a().id)).toHaveLength(1);
});

it('a record that a file made up for the other half of a call does not keep AWS’s own away', async () => {
  const own = read({ sharedEventId: 'shared' });
  await apply([{ ...edited(own), eventId: 'made-up' }], true);
  // Halves differ by themselves: nothing shows that somebody edited one.
  expect(await apply([own])).toMatchObject({ inserted: 0, duplicates: 1, replaced: 0 });
  expect(await eventsOf(a().id)).toMatchObject([{ eventId: own.eventId }]);
  expect(await readsOf(b().id)).toEqual([0, 0, 0, 0]);
});

it('both halves of a call at once take away what stood there once', async () => {
  const halves = [read({ sharedEventId: 'twice' }), read({ sharedEventId: 'twice' })];
  await apply([{ ...edited(halves[0] ?? read()), eventId: 'made-up-too' }], true);
  await apply(halves);
  expect(await eventsOf(a().id)).toHaveLength(1);
  expect(await eventsOf(b().id)).toEqual([]);
});

it('the other half of a call stays where AWS told of it', async () => {
  const half = read({ sharedEventId: 'both' });
  await apply([half]);
  expect(await apply([read({ sharedEventId: 'both' })])).toMatchObject({ duplicates: 1, replaced: 0 });
  expect(await eventsOf(a().id)).toMatchObject([{ eventId: half.eventId }]);
});

it('an edited time makes another event, beside AWS’s own', async () => {
  const own = read();
  await apply([{ ...own, at: daysAgo(2) }], true);
  expect(await apply([own])).toMatchObject({ inserted: 1, replaced: 0 });
});

it('two workers that bring AWS’s records at once replace each once', async () => {
  const own = Array.from({ length: 20 }, () => read());
  await apply(own.map(edited), true);
  const done = await Promise.all([apply(own), apply(own.toReversed()), apply(own)]);
  expect(done.reduce((sum, { replaced }) => sum + replaced, 0)).toBe(20);
  expect(await readsOf(a().id)).toEqual([0, 0, 20, 0]);
  expect(await readsOf(b().id)).toEqual([0, 0, 0, 0]);
});

it.each([
  [
    'who did what on which day',
    `select day, principal_id, actor_kind, action_class, outcome from (
      select * from keyledger.actor_day
      union all select (at at time zone 'UTC')::date, principal_id, actor_kind, action_class, outcome, -1 from keyledger.event
    ) d group by 1, 2, 3, 4, 5 having sum(events) <> 0`,
  ],
  [
    'how much each secret was read',
    `select day, secret_id, actor_kind from (
      select * from keyledger.secret_day
      union all select (at at time zone 'UTC')::date, secret_id, actor_kind, -(outcome = 'success')::int, -(outcome = 'denied')::int
      from keyledger.event where secret_id is not null and action_class = 'read'
    ) d group by 1, 2, 3 having (sum(reads), sum(denied)) <> (0, 0)`,
  ],
])('whatever was replaced, what is summed up is what is stored: %s', async (_, otherwise) => {
  const { rows } = await withClient(test.database.ownerUrl, (client) => client.query(otherwise));
  expect(rows).toEqual([]);
});

it('two accounts that tell of the same calls at once do not wait for each other in a ring', async () => {
  const other = accounts.pop() ?? '';
  const at = daysAgo(1);
  const calls = Array.from({ length: 3000 }, (_, index) => String(index).padStart(4, '0'));
  const halfOf = (account: string, events: Event[]) =>
    test.store.history.applyEvents({
      scopeId: `${account}:eu-west-1`,
      records: events.map(ok),
      covered: null,
      at: NOW,
    });
  for (let round = 0; round < 3; round += 1) {
    const mine = calls.map((call) => read({ at, eventId: `m ${round} ${call}`, sharedEventId: `${round} ${call}` }));
    // In the order of their own ids they come the other way round.
    const theirs = calls.map((call, index) =>
      read({
        at,
        accountId: other,
        principal: makePrincipal('of another account', other),
        eventId: `t ${round} ${String(9999 - index)}`,
        sharedEventId: `${round} ${call}`,
      }),
    );
    const [one, two] = await Promise.all([halfOf(accountId, mine), halfOf(other, theirs)]);
    expect(one.inserted + two.inserted).toBe(calls.length);
  }
});

it('the first read of each reader is found again where it was replaced, and nobody else’s is touched', async () => {
  const [first, second] = [read({ at: daysAgo(5) }), read({ at: daysAgo(3) })];
  const other = read({ at: daysAgo(4), principal: makePrincipal('other', accountId) });
  await apply([second, other]);
  await apply([edited({ ...first, secretRef: null })], true);
  // What a file told as the first read, AWS tells as one of another secret.
  const made = read({ at: daysAgo(6) });
  await apply([made], true);
  const kept = async () =>
    withClient(test.database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ label: string; at: Date; written: string }>(
        `select p.label, f.at, f.xmin::text as written from keyledger.first_read f
           join keyledger.principal p on p.id = f.principal_id where f.secret_id = $1 order by p.label`,
        [a().id],
      );
      return rows;
    });
  const before = await kept();
  expect(before.map(({ label, at }) => [label, at])).toEqual([
    ['other', daysAgo(4)],
    ['payments-api', daysAgo(6)],
  ]);
  expect(await apply([{ ...made, secretRef: read({ secretId: 'b' }).secretRef, raw: { own: 1 } }])).toMatchObject({
    replaced: 1,
  });
  const after = await kept();
  expect(after.map(({ label, at }) => [label, at])).toEqual([
    ['other', daysAgo(4)],
    ['payments-api', daysAgo(3)],
  ]);
  expect(after[0]?.written).toBe(before[0]?.written);
});
