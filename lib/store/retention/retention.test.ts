import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Connection } from '@/lib/store/connect';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { deleteDay } from './delete-day';
import { a, apply, b, deleteAll, dumpSums, late, never, other, scope } from './testing/retention-world';

let test: TestStore;
let own: Connection;
beforeEach(async () => {
  test = await startTestStore([scope, other]);
  own = connect({ databaseUrl: test.database.appUrl });
  await applyListing(test.store, scope.id, [a, b]);
});
afterEach(async () => {
  await own.close();
  await test.stop();
});

const read = (given: Parameters<typeof makeEvent>[0] = {}) => makeEvent({ secretId: 'a', at: daysAgo(410), ...given });
const count = (table: string, where = 'true') =>
  withClient(test.database.ownerUrl, async (client) =>
    Number((await client.query(`select count(*) as n from keyledger.${table} where ${where}`)).rows[0]?.n),
  );

describe('what is older than it is kept', () => {
  it('goes by class, and what its days came to stays', async () => {
    const rotated = makeEvent({ secretId: 'a', at: daysAgo(410), eventName: 'RotateSecret', actionClass: 'rotation' });
    await apply(test, [read(), read({ outcome: 'denied' }), rotated, read({ at: daysAgo(30) })]);
    const before = await dumpSums(test);
    expect(await deleteAll(own.db, daysAgo(400))).toBe(2);
    expect(await dumpSums(test)).toEqual(before);
    const left = await test.store.history.listEvents(ALL, { filter: {}, limit: 9, after: null });
    expect(left.map(({ eventName }) => eventName)).toEqual(['GetSecretValue', 'RotateSecret']);
    expect(await test.store.retention.unkept()).toEqual([
      { action: 'read', before: new Date('2025-10-07T00:00:00Z'), deleted: 2, deletedAt: NOW },
    ]);
    expect(await deleteAll(own.db, daysAgo(400))).toBe(0);
  });

  it('is not taken again, and said to be too old; the same of a day of which nothing was deleted is', async () => {
    const [first, second] = [read(), read()];
    await apply(test, [first]);
    await deleteAll(own.db, daysAgo(400));
    const sums = await dumpSums(test);
    expect(await apply(test, [first, second])).toMatchObject({ inserted: 0, duplicates: 0, tooOld: 2 });
    expect(await dumpSums(test)).toEqual(sums);
    expect(await apply(test, [read({ at: daysAgo(411) })])).toMatchObject({ inserted: 1, tooOld: 0 });
    expect(await apply(test, [read()], { scopeId: other.id })).toMatchObject({ inserted: 1, tooOld: 0 });
  });

  it('counts once where the other half of a call comes after the one was deleted', async () => {
    const half = (accountId: string) => read({ sharedEventId: 'shared', accountId });
    await apply(test, [half('111122223333')]);
    await deleteAll(own.db, daysAgo(400));
    const sums = await dumpSums(test);
    expect(await apply(test, [half('444455556666')], { scopeId: other.id })).toMatchObject({ inserted: 0, tooOld: 1 });
    expect(await dumpSums(test)).toEqual(sums);
  });

  it('is left for a week after old events came into its day', async () => {
    await apply(test, [read()], { at: daysAgo(6) });
    expect(await deleteAll(own.db, daysAgo(400))).toBe(0);
    expect(await apply(test, [read()], { at: daysAgo(8) })).toMatchObject({ inserted: 1 });
    expect(await test.store.retention.unkept()).toEqual([]);
    await withClient(test.database.ownerUrl, (client) =>
      client.query(`update keyledger.late_day set at = at - interval '2 days'`),
    );
    expect(await deleteAll(own.db, daysAgo(400))).toBe(2);
  });

  it('is nothing young, for a worker whose clock is years ahead', async () => {
    const young = new Date(Date.now() - 99 * 86_400_000);
    await apply(test, [read({ at: young }), read()]);
    expect(await deleteAll(own.db, new Date(Date.now() + 900 * 86_400_000))).toBe(1);
    expect(await count('event')).toBe(1);
  });

  it('counts for a secret that becomes known afterwards', async () => {
    await apply(test, [read({ secretId: 'late' }), read({ secretId: 'late', at: daysAgo(30) })]);
    await deleteAll(own.db, daysAgo(400));
    await applyListing(test.store, scope.id, [late], NOW);
    await test.store.history.resolvePending(scope.id);
    expect(await count('read_day', `secret_id = '${late.id}'`)).toBe(2);
    expect(await count('first_read', `at < now() - interval '300 days'`)).toBe(1);
    expect(await count('event_day', 'secret_id is null')).toBe(0);
  });

  it('is in batches that end anywhere, and two workers at one day take each event once', async () => {
    const events = Array.from({ length: 60 }, (_, index) =>
      read({ at: new Date(daysAgo(410).getTime() + index * 60_000), principal: makePrincipal(`p${index % 3}`) }),
    );
    await apply(test, events);
    const before = await dumpSums(test);
    const ends = new AbortController();
    const stopped = deleteDay(
      own.db,
      { action: 'read', before: daysAgo(400), after: null, now: NOW, signal: ends.signal },
      5,
    );
    ends.abort();
    await stopped;
    const again = [5, 7].map((most) => deleteAll(own.db, daysAgo(400), 'read', most));
    await Promise.all([...again, apply(test, events), apply(test, events)]);
    expect(await deleteAll(own.db, daysAgo(400))).toBe(0);
    expect(await count('event')).toBe(0);
    expect(await dumpSums(test)).toEqual(before);
    expect((await test.store.retention.unkept())[0]?.deleted).toBe(60);
  });

  it('takes its blocks along, and leaves those in which others are', async () => {
    await apply(test, [read(), read({ at: daysAgo(30) })]);
    await apply(test, [read()]);
    await deleteAll(own.db, daysAgo(400));
    expect(await test.store.retention.deleteBlocks(daysAgo(400), never)).toBe(1);
    expect(await count('raw_block')).toBe(1);
  });

  it('takes blocks along that AWS’s own records left, whatever their age', async () => {
    const event = read({ at: daysAgo(30) });
    await test.store.history.applyEvents({
      scopeId: scope.id,
      records: [ok({ ...event, raw: { edited: true } })],
      covered: null,
      at: daysAgo(20),
      unvouched: true,
    });
    await apply(test, [event]);
    expect(await count('raw_block')).toBe(2);
    expect(await test.store.retention.deleteBlocks(null, never)).toBe(1);
    expect(await count('raw_block')).toBe(1);
    expect(await count('loose_block')).toBe(0);
  });
});

describe('what is told of days whose single reads are deleted', () => {
  it('is of whole days, by the sums, who it was and since when included', async () => {
    const person = { actorKind: 'person' as const, principal: makePrincipal('jana') };
    const at = (minutes: number) => new Date(daysAgo(410).getTime() + minutes * 60_000);
    await apply(test, [
      read({ ...person, outcome: 'denied', at: at(-60) }),
      ...[0, 1, 2].map((minutes) => read({ ...person, at: at(minutes) })),
      read({ at: daysAgo(409) }),
      read({ ...person, at: daysAgo(30) }),
    ]);
    const ask = async (from: Date, to: Date) =>
      (await test.store.history.readers(ALL, a.id, from, to)).map((one) => [
        one.principal.label,
        one.actorKind,
        one.firstAt,
        one.lastAt,
        one.reads,
      ]);
    const before = await ask(daysAgo(420), NOW);
    await deleteAll(own.db, daysAgo(400));
    expect(await ask(daysAgo(420), NOW)).toEqual(before);
    const jana = ['jana', 'person', at(0), at(2), 3];
    expect(await ask(daysAgo(420), at(1))).toEqual([jana]);
    expect(await ask(at(2), daysAgo(409.6))).toEqual([jana]);
  });

  it('is what Athena told, and what the events did once that is given back', async () => {
    const at = daysAgo(410);
    const day = at.toISOString().slice(0, 10);
    await apply(test, [read(), read(), read({ principal: makePrincipal('other'), secretId: 'late' })]);
    const before = await dumpSums(test);
    await deleteAll(own.db, daysAgo(400));
    const tell = (events: number) => {
      const group = { day, event: read(), events, lastAt: at };
      const range = { scopeId: scope.id, from: day, to: day, claims: true, at: NOW };
      return test.store.athena.applyDays({ ...range, groups: [group], records: new Map([[day, 9]]) });
    };
    // Fewer than were read: nothing that Athena knows.
    await tell(2);
    expect(await dumpSums(test)).toEqual(before);
    await tell(7);
    expect((await test.store.history.readers(ALL, a.id, daysAgo(411), daysAgo(409)))[0]?.reads).toBe(7);
    await test.store.athena.giveBack(scope.id, [day], true, NOW);
    expect(await dumpSums(test)).toEqual(before);
  });

  it('has its space given back, but for what others look at, who go on seeing what they saw', async () => {
    await apply(test, [
      makeEvent({ secretId: 'a', at: daysAgo(440), eventName: 'TagResource', actionClass: 'change' }),
    ]);
    const size = () =>
      withClient(test.database.ownerUrl, async (client) =>
        Number((await client.query(`select pg_relation_size('keyledger.event_2025_09') as size`)).rows[0]?.size),
      );
    await withClient(test.database.ownerUrl, (client) =>
      client.query(
        `insert into keyledger.event (at, event_id, scope_id, account_id, region, event_name, action_class, outcome,
          principal_id, actor_kind, raw)
        select timestamptz '2025-09-10' + make_interval(secs => i), i, $1, '1', 'r', 'GetSecretValue', 'read', 'success', 'p', 'workload',
          jsonb_build_object('a', repeat('x', 200)) from generate_series(1, 60000) i`,
        [scope.id],
      ),
    );
    const full = await size();
    expect(full).toBeGreaterThan(16 * 1024 * 1024);
    expect(await test.store.retention.compact(daysAgo(400), never)).toBe(0);
    await deleteAll(own.db, daysAgo(400));
    await withClient(test.database.ownerUrl, async (client) => {
      await client.query('begin isolation level repeatable read');
      const changes = `select count(*)::int as n from keyledger.event where action_class = 'change'`;
      await client.query(changes);
      // It is in the way.
      expect(await test.store.retention.compact(daysAgo(400), never)).toBe(0);
      await client.query('commit');
      await client.query('begin isolation level repeatable read');
      await client.query('select 1');
      await client.query('select count(*) from keyledger.secret');
      expect(await test.store.retention.compact(daysAgo(400), never)).toBe(1);
      expect((await client.query(changes)).rows).toEqual([{ n: 1 }]);
      await client.query('commit');
    });
    expect(await size()).toBeLessThan(full / 100);
    expect(await test.store.retention.compact(daysAgo(400), never)).toBe(0);
    expect(await count('event')).toBe(1);
  });
});
