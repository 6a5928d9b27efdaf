import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Connection } from '@/lib/store/connect';
import { withClient } from '@/lib/store/migrate/with-client';
import { countEvents } from '@/lib/store/testing/count-events';
import { makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { pendingReads } from './find-pending-reads';

const SINCE = new Date('2026-11-01T00:00:00Z');
const here = makeScope();
const gone = makeScope('444455556666');
const at = (minutes: number) => new Date(SINCE.getTime() + minutes * 60_000);

let test: TestStore;
let connection: Connection;
beforeAll(async () => {
  test = await startTestStore([here, gone]);
  connection = connect({ databaseUrl: test.database.appUrl });
});
afterAll(async () => {
  await connection.close();
  await test.stop();
});

const troubled = (name: string, accountId: string, since: Date) =>
  makeSecret({ name, accountId, rotation: { state: 'failing', since } });

it('what is in a scope that is configured no more takes no place of what is told', async () => {
  const old = ['a', 'b', 'c'].map((name, index) => troubled(name, gone.accountId, at(index)));
  await applyListing(test.store, gone.id, old);
  await applyListing(test.store, here.id, [
    troubled('x', here.accountId, at(10)),
    troubled('y', here.accountId, at(11)),
  ]);
  await test.store.scopes.configure([here]);
  const names = async (limit: number) =>
    (await test.store.notifications.rotationTroubles(limit)).map(({ secret }) => secret.name);
  expect(await names(2)).toEqual(['x', 'y']);
  expect(await names(1)).toEqual(['x']);
});

it('who tries every second is one entry to look at, whether anybody was told of them or not', async () => {
  const { notifications, history } = test.store;
  const pending = makeSecret({ name: 'pending', deletedAt: at(0) });
  await applyListing(test.store, here.id, [pending, makeSecret({ name: 'other', deletedAt: null })]);
  await history.preparePartitions(at(-60), at(60_000));
  const count = Number(process.env.KEYLEDGER_EVENTS ?? 20_000);
  await withClient(test.database.superuserUrl, async (client) => {
    await client.query(`insert into keyledger.principal (id, key, type, label)
      select p, 'key-' || p, 'role', p from unnest(array['noisy', 'new', 'reader']) p`);
    await client.query(
      `insert into keyledger.event (at, event_id, scope_id, account_id, region, event_name, action_class, outcome,
        principal_id, actor_kind, raw, secret_id)
      select $2::timestamptz + n * interval '1 second', 'e' || n, $3, '1', 'r', 'GetSecretValue', 'read',
        case when n % 5 = 4 then 'success' else 'failed' end,
        case when n % 5 = 4 then 'reader' when n in (500, 1000) then 'new' else 'noisy' end, 'workload', '{}', $1
      from generate_series(1, $4::int) n`,
      [pending.id, at(0), here.id, count],
    );
    await client.query('vacuum analyze keyledger.event');
  });
  const note = { occasion: 'deletion.read', subject: `${pending.id} noisy` } as const;
  await notifications.record({ deliveries: [], noted: [note], ended: [] }, at(1));
  expect(await notifications.pendingReads(SINCE, 10)).toMatchObject([
    {
      principalId: 'new',
      principal: 'new',
      actorKind: 'workload',
      tries: 2,
      lastAt: new Date(SINCE.getTime() + 1_000_000),
    },
  ]);
  expect(await countEvents(connection.db, pendingReads(SINCE, 500))).toBeLessThan(100);
});

it('a look that finds more than one statement takes is kept whole, or not at all', async () => {
  const { notifications } = test.store;
  const all = Array.from(
    { length: 22_000 },
    (_, index) => ({ occasion: 'scope.failing', subject: `${index}` }) as const,
  );
  const record = (noted: typeof all, ended: typeof all = []) =>
    notifications.record({ deliveries: [], noted, ended }, at(1));
  const count = async () => (await notifications.notes(['scope.failing'])).length;
  expect(await record(all)).toBe(true);
  expect(await record([], all.slice(0, 600))).toBe(true);
  expect(await count()).toBe(21_400);
  // The last of them was told by another meanwhile.
  expect(await record(all.slice(0, 601))).toBe(false);
  expect(await count()).toBe(21_400);
});
