import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permits, type GrantRule, type Visibility } from '@/lib/domain/grant';
import { applyListing, listNames, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';
import { makeScope, makeSecret } from '@/lib/store/testing/make-secret';

/** Characters that mean something to LIKE, to JSON, to SQL or to an array literal. */
const HOSTILE = [
  'a',
  'A',
  '%',
  '_',
  '\\',
  '"',
  "'",
  '{',
  '}',
  ',',
  ':',
  '$1',
  ' ',
  'é',
  '𝄞',
  '\n',
  'NULL',
  'null',
  '__proto__',
];
const text = fc.array(fc.constantFrom(...HOSTILE), { maxLength: 3 }).map((parts) => parts.join(''));
const environments = ['prod', 'dev', 'unknown', "o'x", '%'];
const accounts = ['111122223333', '444455556666'];

const facts = fc.record({
  environment: fc.constantFrom(...environments),
  accountId: fc.constantFrom(...accounts),
  tags: fc
    .array(fc.tuple(text, text), { maxLength: 3 })
    .map((pairs): Record<string, string> => Object.fromEntries(pairs)),
  name: text,
});

const simpleRule: fc.Arbitrary<GrantRule> = fc.record(
  {
    environments: fc.array(fc.constantFrom(...environments), { maxLength: 2 }),
    notEnvironments: fc.array(fc.constantFrom(...environments), { maxLength: 2 }),
    accounts: fc.array(fc.constantFrom(...accounts), { maxLength: 2 }),
    tag: fc.record({ key: text, value: text }),
    namePrefix: text,
  },
  { requiredKeys: [] },
);
const rule: fc.Arbitrary<GrantRule> = fc.oneof(
  simpleRule,
  fc.tuple(simpleRule, simpleRule).map(([one, also]) => ({ ...one, also })),
);

const visibility: fc.Arbitrary<Visibility> = fc.record({
  allow: fc.array(rule, { maxLength: 3 }),
  deny: fc.array(rule, { maxLength: 2 }),
});

let test: TestStore;
let known: ReturnType<typeof toSecret>[] = [];

function toSecret({ environment, accountId, tags, name }: Parameters<typeof permits>[1], index: number) {
  return makeSecret({ name, suffix: String(index).padStart(6, '0'), environment, accountId, tags });
}

beforeAll(async () => {
  test = await startTestStore(accounts.map((accountId) => makeScope(accountId)));
  known = fc.sample(facts, { numRuns: 300, seed: 7 }).map(toSecret);
  for (const accountId of accounts)
    await applyListing(
      test.store,
      makeScope(accountId).id,
      known.filter(({ secret }) => secret.accountId === accountId),
    );
});
afterAll(() => test.stop());

describe('visibility in SQL', () => {
  it('says of every row what permits says of its facts', async () => {
    await fc.assert(
      fc.asyncProperty(visibility, async (inventory) => {
        const sight = { inventory, history: inventory };
        const query = toQuery({}, { limit: 1000, sort: 'name' });
        const seen = (await test.store.inventory.list(sight, query)).map(({ id }) => id).toSorted();
        const permitted = known
          .filter(({ secret, environment }) => permits(inventory, { ...secret, environment: environment.value }))
          .map(({ id }) => id)
          .toSorted();
        expect(seen).toEqual(permitted);
      }),
      { numRuns: 200 },
    );
  });

  it('counts in facets only what is listed', async () => {
    await fc.assert(
      fc.asyncProperty(visibility, async (inventory) => {
        const sight = { inventory, history: inventory };
        const names = await listNames(test.store, {}, sight);
        const facets = await test.store.inventory.facets(sight, {}, new Date());
        const total = await test.store.inventory.count(sight, {}, new Date());
        expect(facets.account.reduce((sum, { count }) => sum + count, 0)).toBe(total);
        expect(names.length).toBe(Math.min(total, 50));
      }),
      { numRuns: 50 },
    );
  });

  it('finds by hostile text exactly what contains it', async () => {
    await fc.assert(
      fc.asyncProperty(
        text.filter((q) => q !== '' && !q.includes('\n')),
        async (q) => {
          const everything = { inventory: { allow: [{}], deny: [] }, history: { allow: [], deny: [] } };
          const seen = await test.store.inventory.count(everything, { q }, new Date());
          const has = known.filter(({ secret: { name, tags } }) =>
            [name, ...Object.entries(tags).flat()].some((part) => part.toLowerCase().includes(q.toLowerCase())),
          );
          expect(seen).toBe(has.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
