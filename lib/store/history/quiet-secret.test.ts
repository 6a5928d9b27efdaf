import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Connection } from '@/lib/store/connect';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import { withClient } from '@/lib/store/migrate/with-client';
import { countEvents } from '@/lib/store/testing/count-events';
import { makeReplica, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { selectEvents } from './list-events';

const EVENTS = Number(process.env.KEYLEDGER_EVENTS ?? 20_000);
const [scope, other] = [makeScope(), makeScope('111122223333', 'us-east-1')];
const [quiet, copied] = [makeSecret({ name: 'quiet' }), makeSecret({ name: 'copied' })];
const replica = makeReplica(copied, 'us-east-1');
const BUSY = 40;

let test: TestStore;
let connection: Connection;
beforeAll(async () => {
  test = await startTestStore([scope, other]);
  connection = connect({ databaseUrl: test.database.appUrl });
  const busy = Array.from({ length: BUSY }, (_, index) => makeSecret({ name: `busy-${index}` }));
  await applyListing(test.store, scope.id, [quiet, copied, ...busy]);
  await applyListing(test.store, other.id, [replica]);
  await test.store.history.preparePartitions(new Date(NOW.getTime() - 40 * 86_400_000), NOW);
  const secrets = busy.map(({ id }) => id);
  await withClient(test.database.superuserUrl, async (client) => {
    await client.query(
      `insert into keyledger.principal (id, key, type, label) select * from unnest($1::text[], $2::text[], $1, $1)`,
      [['noisy', 'rare'], ['noisy', 'rare'].map(toPrincipalKey)],
    );
    // The few are the oldest of all.
    await client.query(
      `insert into keyledger.event (at, event_id, scope_id, account_id, region, event_name, action_class, outcome,
        principal_id, actor_kind, raw, secret_id)
      select $2::timestamptz - n * interval '1 minute', 'e' || n, $3, '1', 'r', 'GetSecretValue', 'read', 'success',
        case when n <= $4 - 3 then 'noisy' else 'rare' end, 'workload', '{}',
        case when n <= $4 - 3 then ($1::text[])[1 + n % ${BUSY}] else ($5::text[])[1 + n % 3] end
      from generate_series(1, $4::int) n`,
      [secrets, NOW, scope.id, EVENTS, [quiet.id, copied.id, replica.id]],
    );
    await client.query('vacuum analyze keyledger.event');
  });
});
afterAll(async () => {
  await connection.close();
  await test.stop();
});

it.each<[string, EventFilter, number]>([
  ['a secret', { secretId: quiet.id }, 1],
  ['a secret with a replica', { secretId: copied.id }, 2],
  ['a principal', { principalKey: toPrincipalKey('rare') }, 3],
])('the few events of %s are found without those of all others', async (_, filter, expected) => {
  const query = { filter, limit: 51, after: null };
  expect(await test.store.history.listEvents(ALL, query)).toHaveLength(expected);
  const { select } = await selectEvents(connection.db, ALL, query);
  expect(await countEvents(connection.db, select.getSQL())).toBeLessThan(50);
});

it('nobody has events of one that is not there', async () => {
  for (const filter of [{ secretId: 'nowhere' }, { principalKey: 'nobody' }])
    expect(await test.store.history.listEvents(ALL, { filter, limit: 51, after: null })).toEqual([]);
});
