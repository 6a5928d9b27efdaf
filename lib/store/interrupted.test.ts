import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEvent, ok } from './testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from './testing/make-secret';
import { ALL, applyListing, listNames, startTestStore, type TestStore } from './testing/test-store';

const scope = makeScope();
let test: TestStore;
let superuser: pg.Client;
beforeAll(async () => {
  test = await startTestStore([scope]);
  superuser = new pg.Client(test.database.superuserUrl);
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await test.stop();
});

/** Lets `work` run until it needs `table`, and there ends its connection. */
async function cutAt(table: string, work: () => Promise<unknown>): Promise<unknown> {
  const blocker = new pg.Client(test.database.superuserUrl);
  await blocker.connect();
  await blocker.query(`begin; lock table keyledger.${table} in access exclusive mode`);
  const outcome = work().catch((error: unknown) => error);
  const waiting = `select pid from pg_stat_activity
    where application_name = 'keyledger' and wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(async () => (await superuser.query(waiting)).rowCount).toBe(1);
  await superuser.query(`select pg_terminate_backend(pid) from (${waiting}) w`);
  const result = await outcome;
  await blocker.query('rollback');
  await blocker.end();
  return result;
}

const count = async (table: string) =>
  (await superuser.query(`select count(*)::int as n from keyledger.${table}`)).rows[0]?.n;

describe('a connection that ends in the middle', () => {
  it('of a page of events leaves neither events nor figures nor coverage, and the page can come again', async () => {
    await applyListing(test.store, scope.id, [makeSecret({ name: 'a' })]);
    const covered = { from: daysAgo(2), to: NOW, source: 'lookup-events' as const };
    const records = [ok(makeEvent({ secretId: 'a' })), ok(makeEvent({ secretId: 'a' }))];
    const page = { scopeId: scope.id, records, covered, at: NOW };
    for (const table of ['read_day', 'usage', 'coverage']) {
      expect(await cutAt(table, () => test.store.history.applyEvents(page))).toMatchObject({ code: 'unavailable' });
      expect([await count('event'), await count('read_day'), await count('coverage')]).toEqual([0, 0, 0]);
    }
    expect(await test.store.history.applyEvents(page)).toMatchObject({ inserted: 2 });
    expect(await test.store.history.applyEvents(page)).toMatchObject({ inserted: 0, duplicates: 2 });
  });

  it('of the end of a listing removes nothing, and the end can come again', async () => {
    const listing = await test.store.inventory.startListing(scope.id, minutesAfter(NOW, 10));
    const finish = () => test.store.inventory.finishListing(listing, minutesAfter(NOW, 11));
    expect(await cutAt('scope_health', finish)).toMatchObject({ code: 'unavailable' });
    expect(await listNames(test.store)).toEqual(['a']);
    expect((await test.store.scopes.health(ALL.inventory))[0]?.inventory.asOf).toEqual(NOW);
    expect(await finish()).toMatchObject({ removed: 1 });
    expect(await listNames(test.store)).toEqual([]);
  });
});
