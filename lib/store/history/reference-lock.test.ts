import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const scope = makeScope();
let test: TestStore;
let other: pg.Client;
beforeAll(async () => {
  test = await startTestStore([scope]);
  other = new pg.Client({ connectionString: test.database.superuserUrl });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await test.stop();
});

/** How many wait for a lock of this kind in our database. */
async function waiting(locktype: 'relation' | 'advisory'): Promise<number> {
  const { rows } = await other.query(
    'select from pg_locks where not granted and locktype = $1 and database = (select oid from pg_database where datname = current_database())',
    [locktype],
  );
  return rows.length;
}

it('a secret that becomes known while an event that names it is being written has that event', async () => {
  const { history } = test.store;
  const { id, ...secret } = makeSecret({ name: 'met/half-way' });
  // The event looks for its secret, finds none, and is held up before others can see it.
  await other.query('begin');
  await other.query('lock table keyledger.actor_name in access exclusive mode');
  const writing = history.applyEvents({
    scopeId: scope.id,
    records: [ok(makeEvent({ secretId: 'met/half-way' }))],
    covered: null,
    at: NOW,
  });
  await expect.poll(() => waiting('relation')).toBe(1);
  await applyListing(test.store, scope.id, [{ id, ...secret }]);
  let isOver = false;
  const resolving = history.resolvePending(scope.id).finally(() => (isOver = true));
  await expect.poll(async () => isOver || (await waiting('advisory')) === 1).toBe(true);
  await other.query('rollback');
  await Promise.all([writing, resolving]);
  await expect(history.listEvents(ALL, { filter: { secretId: id }, limit: 5, after: null })).resolves.toHaveLength(1);
});
