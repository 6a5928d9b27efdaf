import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOTHING_KEPT, type AnnotationFields } from '@/lib/domain/annotation';
import type { AnnotationTarget } from '@/lib/domain/ports/annotation-store';
import { makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';

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

const keep = async (target: AnnotationTarget, given: Partial<AnnotationFields>, most = 1000) => {
  const known = await test.store.annotations.find(target);
  const seen = known?.revision ?? null;
  return test.store.annotations.set({ target, fields: { ...NOTHING_KEPT, ...given }, seen, at: NOW, by: 'me' }, most);
};
const kept = async (prefix: string) =>
  Object.fromEntries(
    (await test.store.inventory.list(ALL, toQuery({ prefix }, { limit: 200 }))).map(
      ({ name, owner, note, runbook }) => [
        name,
        [owner, note, runbook].map((field) => field && `${field.value} of ${field.of ?? field.from}`),
      ],
    ),
  );

it('of each secret holds, field by field, its own, else that of the longest prefix, whichever came first', async () => {
  const names = ['m/a', 'm/a/b', 'm/a/b/c', 'm/ab', 'm/b', 'm/%', 'm/_'];
  const field = fc.constantFrom(null, '1', '2');
  const fields = fc.record({ owner: field, note: field, runbook: field });
  const prefixes = ['m', 'm/', 'm/a', 'm/a/', 'm/a/b', 'm/%', 'm/_', 'n'];
  const step = fc.oneof(
    fc.record({ kind: fc.constant('own' as const), name: fc.constantFrom(...names), fields }),
    fc.record({ kind: fc.constant('prefix' as const), name: fc.constantFrom(...prefixes), fields }),
    fc.record({ kind: fc.constant('new' as const), name: fc.constantFrom(...names), fields }),
  );
  const own = new Map<string, AnnotationFields>();
  const below = new Map<string, AnnotationFields>();
  const there = new Set<string>();
  const nearest = (name: string, which: keyof AnnotationFields): string | null => {
    const mine = own.get(name)?.[which];
    if (mine) return `${mine} of secret`;
    const longest = [...below]
      .filter(([prefix, said]) => name.startsWith(prefix) && said[which] !== null)
      .toSorted(([left], [right]) => right.length - left.length)[0];
    return longest ? `${longest[1][which]} of ${longest[0]}` : null;
  };
  await fc.assert(
    fc.asyncProperty(step, async ({ kind, name, fields: given }) => {
      const secret = makeSecret({ name });
      if (kind === 'prefix') {
        await keep({ prefix: name }, given);
        below.set(name, given);
      } else if (kind === 'new' || !there.has(name)) {
        await test.store.inventory.applyDescribed(secret);
        there.add(name);
      } else {
        await keep({ secretId: secret.id }, given);
        own.set(name, given);
      }
      const expected = [...there]
        .toSorted()
        .map((one) => [one, (['owner', 'note', 'runbook'] as const).map((which) => nearest(one, which))]);
      expect(await kept('m')).toEqual(Object.fromEntries(expected));
    }),
    { numRuns: 150 },
  );
}, 60_000);

it('a secret that goes and comes again still has its own', async () => {
  const secret = makeSecret({ name: 'back/again' });
  await test.store.inventory.applyDescribed(secret);
  await keep({ secretId: secret.id }, { owner: 'me' });
  await applyListing(test.store, scope.id, [], minutesAfter(NOW, 10));
  expect(await kept('back/')).toEqual({});
  await test.store.inventory.applyDescribed({ ...secret, observedAt: minutesAfter(NOW, 30) });
  expect(await kept('back/')).toEqual({ 'back/again': ['me of secret', null, null] });
});

/** How many wait for the lock of annotations. */
async function waiting(): Promise<number> {
  const { rows } = await other.query(
    `select from pg_locks where not granted and locktype = 'advisory'
     and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.length;
}

it('a secret that is added while its prefix is annotated has what the prefix says, whichever was first', async () => {
  // A listing that added one and is not done yet.
  const { rows: columns } = await other.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'keyledger'
     and table_name = 'secret' and is_generated = 'NEVER' and column_name not in ('id', 'arn', 'name')`,
  );
  await test.store.inventory.applyDescribed(makeSecret({ name: 'race/before' }));
  const others = columns.map(({ name }) => name).join(', ');
  await other.query('begin');
  await other.query(`insert into keyledger.secret (id, arn, name, ${others})
    select 'half-way', arn || 'x', 'race/half-way', ${others} from keyledger.secret where name = 'race/before'`);
  const annotating = keep({ prefix: 'race/' }, { owner: 'platform' });
  await expect.poll(waiting).toBe(1);
  await other.query('commit');
  await annotating;
  // And an annotation that is not done yet.
  await other.query('begin');
  await other.query(`select pg_advisory_xact_lock(hashtext('keyledger.annotation'))`);
  await other.query(`update keyledger.annotation set owner = 'others' where prefix = 'race/'`);
  const adding = test.store.inventory.applyDescribed(makeSecret({ name: 'race/after' }));
  await expect.poll(waiting).toBe(1);
  await other.query('commit');
  await adding;
  const said = ['others of race/', null, null];
  expect(await kept('race/')).toEqual({ 'race/before': said, 'race/half-way': said, 'race/after': said });
});

it('what somebody else changed meanwhile is not written over, and prefixes are no more than may be', async () => {
  const change = { target: { prefix: 'z/' }, fields: { ...NOTHING_KEPT, owner: 'a' }, seen: null, at: NOW, by: 'me' };
  const first = await test.store.annotations.set(change, 1000);
  expect(first).toMatchObject({ owner: 'a', prefix: 'z/' });
  expect(await test.store.annotations.set(change, 1000)).toBe('changed');
  expect(await keep({ prefix: 'z/z/' }, { owner: 'b' }, 1)).toBe('full');
  expect(await keep({ prefix: 'z/' }, { owner: 'c' }, 1)).toMatchObject({ owner: 'c' });
  expect(await keep({ prefix: 'z/' }, {}, 1)).toBeNull();
  expect(await test.store.annotations.find({ prefix: 'z/' })).toBeNull();
});
