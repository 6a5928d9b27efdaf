import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { MatrixQuery } from '@/lib/domain/ports/inventory-matrix';
import type { InventoryFacets } from '@/lib/domain/ports/inventory-facets';
import type {
  GroupQuery,
  InventoryRow,
  InventorySort,
  InventoryStore,
  Sight,
  WholeQuery,
} from '@/lib/domain/ports/inventory-store';
import { connect, type Connection } from '@/lib/store/connect';
import { createInventoryStore } from '@/lib/store/inventory/create-inventory-store';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { change, question, SCOPES, type Change } from '@/lib/store/testing/random-inventory';
import { ALL, applyListing, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';
import { indexInventory } from './index-inventory';
import { IndexKeeper } from './keep-index';

let test: TestStore;
let connection: Connection;
let keeper: IndexKeeper;
let stored: InventoryStore;
let indexed: ReturnType<typeof indexInventory>;
beforeAll(async () => {
  test = await startTestStore(SCOPES);
  await test.store.history.preparePartitions(daysAgo(92), daysAgo(-5));
  connection = connect({ databaseUrl: test.database.appUrl });
  stored = createInventoryStore(connection.db);
  keeper = new IndexKeeper(connection.db);
  keeper.start();
  const refuse = () => Promise.reject(new Error('the database was asked in place of the index'));
  indexed = indexInventory(connection.db, keeper, {
    ...stored,
    list: refuse,
    count: refuse,
    facets: refuse,
    groups: refuse,
    matrix: refuse,
    scopesInSight: refuse,
  });
});
afterAll(async () => {
  await keeper.close();
  await connection.close();
  await test.stop();
});

let tick = 10;
async function apply(done: Change): Promise<void> {
  tick += 1;
  const { store } = test;
  if (done.kind === 'listing') {
    const scope = SCOPES[done.scope] ?? makeScope();
    const isHere = ({ secret }: DecidedSecret) =>
      secret.accountId === scope.accountId && secret.region === scope.region;
    await applyListing(store, scope.id, done.secrets.filter(isHere), minutesAfter(NOW, tick));
  } else if (done.kind === 'described') {
    await store.inventory.applyDescribed({ ...done.secret, observedAt: minutesAfter(NOW, tick) });
  } else if (done.kind === 'reads') {
    for (const { id } of SCOPES) {
      const records = done.secrets
        .filter(({ secret }) => `${secret.accountId}:${secret.region}` === id)
        .map(({ secret: { arn, accountId, region } }) =>
          ok(makeEvent({ secretId: arn, accountId, region, at: daysAgo(done.days) })),
        );
      const covered = done.covered ? { from: daysAgo(90), to: NOW, source: 'lookup-events' as const } : null;
      await store.history.applyEvents({ scopeId: id, records, covered, at: NOW });
    }
  } else if (done.kind === 'configured') {
    await store.scopes.configure(SCOPES.slice(0, done.scopes));
  } else if (done.kind === 'annotated') {
    const target = 'prefix' in done.target ? done.target : { secretId: done.target.secret.id };
    const known = await store.annotations.find(target);
    const said = { target, fields: done.fields, seen: known?.revision ?? null, at: NOW, by: 'somebody' };
    await store.annotations.set(said, 100);
  } else {
    await connection.db.execute(sql`delete from keyledger.usage`);
  }
}

/** What `nextCursor` carries. */
function sortValueOf(row: InventoryRow, sort: InventorySort): string | number | null {
  if (sort === 'name') return row.name;
  if (sort === 'reads30d') return row.usage.reads30d;
  const at = {
    valueAge: row.valueChangedAt.notAfter ?? row.valueChangedAt.notBefore,
    nextRotation: row.nextRotationAt,
    rotationSince: row.rotation.since,
    lastRead: row.usage.lastRead?.at ?? null,
  }[sort];
  return at?.toISOString() ?? null;
}

const byValue = (facets: InventoryFacets) =>
  Object.fromEntries(
    Object.entries(facets).map(([name, counts]: [string, { value: string }[]]) => [
      name,
      counts.toSorted((left, right) => (left.value < right.value ? -1 : 1)),
    ]),
  );

/** Another configuration or a deletion has it read again, for which questions do not wait. */
async function idsOf(store: Pick<InventoryStore, 'matching'>, seen: Sight, query: WholeQuery): Promise<string[]> {
  const { total, batches } = await store.matching(seen, query);
  const ids: string[] = [];
  for await (const batch of batches) ids.push(...batch);
  expect(ids).toHaveLength(total);
  return ids;
}

async function untilRead(): Promise<void> {
  while (!(await keeper.fresh([], NOW))) await sleep(5);
}

it('a replica that comes or goes moves its primary among the regions', async () => {
  const name = 'prod/replicated';
  const regionsSeen = async () => {
    await untilRead();
    const { region } = await indexed.facets(ALL, { q: name }, NOW);
    return region.map(({ value, count }) => `${value} ${count}`);
  };
  await test.store.inventory.applyDescribed(makeSecret({ name }));
  expect(await regionsSeen()).toEqual(['eu-west-1 1']);
  const replica = makeSecret({ name, region: 'us-east-1', primaryRegion: 'eu-west-1' });
  await test.store.inventory.applyDescribed(replica);
  expect(await regionsSeen()).toEqual(['eu-west-1 1', 'us-east-1 1']);
  await test.store.inventory.applyDescribed(
    makeSecret({ name, region: 'us-east-1', observedAt: minutesAfter(NOW, 1) }),
  );
  expect(await regionsSeen()).toEqual(['eu-west-1 1', 'us-east-1 1']);
  expect(await indexed.count(ALL, { q: name, region: ['us-east-1'] }, NOW)).toBe(1);
  expect(await indexed.count(ALL, { q: name, region: ['eu-west-1'] }, NOW)).toBe(1);
  await applyListing(test.store, '111122223333:us-east-1', [], minutesAfter(NOW, 10));
  expect(await regionsSeen()).toEqual(['eu-west-1 1']);
});

it('who manages a secret is followed by itself, too: the service before a partner', async () => {
  const name = 'dev/managed-elsewhere';
  const managedBy = async (given: Partial<DecidedSecret['secret']>, minutes: number) => {
    await test.store.inventory.applyDescribed(makeSecret({ name, ...given, observedAt: minutesAfter(NOW, minutes) }));
    await untilRead();
    const { owningService } = await indexed.facets(ALL, { q: name }, NOW);
    return owningService;
  };
  expect(await managedBy({}, 0)).toEqual([]);
  expect(await managedBy({ type: 'GitLabAccessToken' }, 1)).toEqual([{ value: 'GitLabAccessToken', count: 1 }]);
  expect(await managedBy({ type: 'GitLabAccessToken', owningService: 'rds' }, 2)).toEqual([{ value: 'rds', count: 1 }]);
  expect(await indexed.count(ALL, { q: name, owningService: ['rds', 'events'] }, NOW)).toBe(1);
  expect(await indexed.count(ALL, { q: name, owningService: ['GitLabAccessToken'] }, NOW)).toBe(0);
});

it('what the matrix alone compares is followed by itself, too', async () => {
  const names = ['prod/compared/db', 'dev/compared/db'];
  for (const name of names)
    await test.store.inventory.applyDescribed(makeSecret({ name, environment: name.split('/')[0] }));
  const differences = async () => {
    await untilRead();
    const { rows } = await indexed.matrix(ALL, { ...toQuery({ q: 'compared' }), after: null, only: 'all' });
    return rows.map(({ leaf, differs }) => [leaf, differs]);
  };
  expect(await differences()).toEqual([['db', []]]);
  await connection.db.execute(sql`update keyledger.secret set rotation_enabled = false where name = ${names[0]}`);
  expect(await differences()).toEqual([['db', ['rotation']]]);
  await connection.db.execute(sql`update keyledger.secret set leaf = 'other' where name = ${names[0]}`);
  expect(await differences()).toEqual([
    ['db', []],
    ['other', []],
  ]);
});

it('whatever changed, the index answers every question as the database does', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(change, fc.array(question, { minLength: 1, maxLength: 4 }), async (done, questions) => {
      await apply(done);
      await untilRead();
      for (const { sight: seen, filter: asked, groups, only, ...more } of questions) {
        let query = toQuery(asked, more);
        // As far as a cursor leads.
        for (let page = 0; page < 5; page += 1) {
          const expected = await stored.list(seen, query);
          expect(await indexed.list(seen, query)).toEqual(expected);
          // The owner that a row tells is not PostgreSQL's.
          const owners = asked.owner?.length ? asked.owner : null;
          expect(expected.filter(({ owner }) => owners && !owners.includes(owner?.value ?? ''))).toEqual([]);
          answered += expected.length > 0 ? 1 : 0;
          const last = expected.at(-1);
          if (!last || expected.length < query.limit) break;
          query = { ...query, after: { value: sortValueOf(last, query.sort), id: last.id } };
        }
        expect(await idsOf(indexed, seen, query)).toEqual(await idsOf(stored, seen, query));
        expect(await indexed.count(seen, asked, NOW)).toBe(await stored.count(seen, asked, NOW));
        let grouping: GroupQuery = { ...groups, filter: asked, limit: more.limit, after: null, now: NOW };
        for (let page = 0; page < 3; page += 1) {
          const expected = await stored.groups(seen, grouping);
          expect(await indexed.groups(seen, grouping)).toEqual(expected);
          const last = expected.groups.at(-1);
          if (!last || expected.groups.length < grouping.limit) break;
          grouping = { ...grouping, after: last.key };
        }
        let crossing: MatrixQuery = { filter: asked, only, limit: more.limit, after: null, now: NOW };
        for (let page = 0; page < 3; page += 1) {
          const expected = await stored.matrix(seen, crossing);
          expect(await indexed.matrix(seen, crossing)).toEqual(expected);
          const last = expected.rows.at(-1);
          if (!last || expected.rows.length < crossing.limit) break;
          crossing = { ...crossing, after: last };
        }
        expect(await indexed.scopesInSight(seen.inventory)).toEqual(await stored.scopesInSight(seen.inventory));
        expect(byValue(await indexed.facets(seen, asked, NOW))).toEqual(byValue(await stored.facets(seen, asked, NOW)));
      }
    }),
    { numRuns: 100 },
  );
  // Else the property would be about empty lists.
  expect(answered).toBeGreaterThan(20);
}, 120_000);
