import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryFilter, InventoryStore } from '@/lib/domain/ports/inventory-store';
import { connect, type Connection } from '@/lib/store/connect';
import { indexInventory } from '@/lib/store/item-index/index-inventory';
import { IndexKeeper } from '@/lib/store/item-index/keep-index';
import { makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';
import { createInventoryStore } from './create-inventory-store';

const SECRETS = 20_000;
const PAGE = 1000;
/** A search among so many takes a few hundredths of a second, on a busy machine a second; what grew with the text's form would take minutes. */
const LONGEST_MS = 8000;

/** Holds every trigram of the needles below, a hundred times over, and none of the needles. */
const NEARLY = `${'a'.repeat(150)}b`.repeat(13);
/** Has the search in bytes begin again at each letter. */
const ALIKE = 'a'.repeat(2048);
const descriptionOf = (index: number): string => {
  if (index % 10 === 0) return NEARLY;
  return index % 40 === 1 ? ALIKE : `what service ${index} signs with`;
};

/** Texts that mean something to LIKE, regular expressions or SQL, or whose case is folded in more than one way. */
const OWN = [
  '100% sure',
  'under_score',
  String.raw`back\slash`,
  String.raw`\%`,
  '%%%%',
  '____',
  "it's; drop table secret; --",
  '(a+)+$',
  '[a-z]{1,9}.*',
  'İstanbul',
  'STRAẞE straße',
  'ΟΔΥΣΣΕΥΣ',
  'ﬀ ligature',
  'Ǆ titlecase ǅ',
  'e\u0301 composed é',
  'שלום עולם',
  '👩‍👩‍👧 family',
  '\u202Eesrever\u202C',
];

let test: TestStore;
let connection: Connection;
let keeper: IndexKeeper;
/** Where a list is looked for: in PostgreSQL, as until the index has been read, and in the index in memory. */
let lists: Record<Place, Pick<InventoryStore, 'list' | 'facets'>>;
type Place = 'PostgreSQL' | 'the index in memory';
const PLACES = ['PostgreSQL', 'the index in memory'] as const satisfies readonly Place[];
beforeAll(async () => {
  const scope = makeScope();
  test = await startTestStore([scope]);
  const listing = await test.store.inventory.startListing(scope.id, NOW);
  const own = OWN.map((description, index) => makeSecret({ name: `own/${index}`, description }));
  const many = Array.from({ length: SECRETS - own.length }, (_, index) =>
    makeSecret({
      name: `dev/team-${index % 50}/service-${index}`,
      description: descriptionOf(index),
      tags: { owner: `team-${index % 50}` },
    }),
  );
  for (let at = 0; at < many.length; at += PAGE)
    await test.store.inventory.applyPage(listing, [...own.splice(0), ...many.slice(at, at + PAGE)]);
  await test.store.inventory.finishListing(listing, NOW);
  connection = connect({ databaseUrl: test.database.appUrl });
  const stored = createInventoryStore(connection.db);
  keeper = new IndexKeeper(connection.db);
  keeper.start();
  const refuse = () => Promise.reject(new Error('the database was asked in place of the index'));
  const indexed = indexInventory(connection.db, keeper, { ...stored, list: refuse, count: refuse, facets: refuse });
  lists = { PostgreSQL: stored, 'the index in memory': indexed };
}, 60_000);
afterAll(async () => {
  await keeper.close();
  await connection.close();
  await test.stop();
});

const namesIn = async (place: Place, q: string): Promise<string[]> =>
  (await lists[place].list(ALL, toQuery({ q }))).map(({ name }) => name);

describe.each(PLACES)(`a search among ${SECRETS.toLocaleString('en')} secrets in %s`, (place) => {
  it.each(OWN)('finds %j by itself, taken literally', async (q) => {
    const index = OWN.indexOf(q);
    expect(await namesIn(place, q)).toEqual([`own/${index}`]);
  });

  it.each([
    ['a wildcard for many', '100%', ['own/0']],
    ['a wildcard for one', 'r_s', ['own/1']],
    ['an escape', '\\', ['own/2', 'own/3']],
    ['a wildcard with its escape', String.raw`\_`, []],
    ['a sigma within a word', 'ΟΔΥΣ', ['own/11']],
    ['sigmas at the end of what is typed', 'οδυςς', ['own/11']],
    ['a last sigma as any other', 'δυσσευσ', ['own/11']],
    ['any character', 'dev.team', []],
    ['a range', '[d]ev', []],
  ])('takes %s literally: %j', async (_, q, names) => {
    expect(await namesIn(place, q)).toEqual(names);
  });

  const nested = '(a+)+'.repeat(40);
  const needles: [string, InventoryFilter][] = [
    ['nested quantifiers', { q: `${nested}$` }],
    ['wildcards alone', { q: '%_'.repeat(250) }],
    ['wildcards between letters', { q: '%a'.repeat(250) }],
    ['escapes alone', { q: '\\'.repeat(512) }],
    ['a needle that nearly fits everywhere', { q: `${'a'.repeat(200)}b` }],
    ['the longest that nearly fits everywhere', { q: `${'a'.repeat(150)}b`.repeat(3) + 'a'.repeat(59) }],
    ['a needle that differs in its middle', { q: `${'a'.repeat(250)}b${'a'.repeat(261)}` }],
    ['one letter', { q: 'a' }],
    ['letters that grow when they are folded', { q: 'İ'.repeat(256) }],
    ['marks on one letter', { q: `a${'\u0301'.repeat(511)}` }],
    [
      'a hundred values of each list',
      { env: hundred('a'), owner: hundred('%'), service: hundred('_'), key: hundred('\\') },
    ],
    ['a hundred tags', { tags: hundred('a').map((key) => ({ key, value: '%' })) }],
  ];

  it.each(needles)('ends soon: %s', async (_, filter) => {
    const started = performance.now();
    await Promise.all([lists[place].list(ALL, toQuery(filter, { limit: 200 })), lists[place].facets(ALL, filter, NOW)]);
    expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  });
});

it('ends soon: events of a hundred names, each of which nearly fits everywhere', async () => {
  const secret = Array.from({ length: 100 }, (_, index) => `${'a'.repeat(151 + index)}b`);
  const started = performance.now();
  await test.store.history.listEvents(ALL, { filter: { secret, principal: secret }, limit: 50, after: null });
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
});

function hundred(character: string): string[] {
  return Array.from({ length: 100 }, (_, index) => character.repeat(100 + index));
}
