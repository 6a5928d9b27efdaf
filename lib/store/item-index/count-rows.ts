import 'server-only';
import { countedAges, type AgeFacet } from '@/lib/domain/inventory/counted-ages';
import type { FacetCount, InventoryFacets } from '@/lib/domain/ports/inventory-facets';
import type { AgeFilter } from '@/lib/domain/ports/inventory-store';
import { toTagPair } from '@/lib/domain/tag-pair';
import { findPair, membersOf, pairOf, PENDING, type ItemIndex } from './item-index';
import { CODED_FACETS, MET, toTagNumber, type Match, type Question } from './match-rows';
import { rank } from './rank';
import { toLastReadTest, toValueAgeTest } from './row-ages';
import type { RowTest } from './visible-rows';

/** Rows by code, each where it meets every dimension but `own`. */
function countByCode(codes: Uint32Array, size: number, { rows, fails }: Match, own: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let at = 0; at < rows.length; at += 1) {
    const missed = fails[at];
    if (missed !== MET && missed !== own) continue;
    const code = codes[rows[at] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function countCoded(index: ItemIndex, match: Match, { filter }: Question, facet: keyof typeof CODED_FACETS) {
  const dictionary = index.dictionaries[CODED_FACETS[facet]];
  const counts = countByCode(index.codes[CODED_FACETS[facet]], dictionary.size, match, match.numberOf[facet]);
  const textOf = (code: number) => dictionary.textOf(code);
  const chosen = filter[facet]?.map((text) => dictionary.find(text));
  return rank(counts, textOf, chosen).map(({ code, count }) => ({ value: textOf(code) ?? '', count }));
}

/** An item is in its own region, and in those of its replicas. */
function countRegions(index: ItemIndex, match: Match, { filter }: Question): FacetCount[] {
  const { regions, regionSets } = index;
  const bySet = countByCode(index.regionSetOf, regionSets.size, match, match.numberOf.region);
  const counts = new Uint32Array(regions.size);
  for (const [set, members] of membersOf(regionSets).entries())
    for (const region of members) {
      const code = regions.find(region) ?? 0;
      counts[code] = (counts[code] ?? 0) + (bySet[set] ?? 0);
    }
  const textOf = (code: number) => regions.textOf(code);
  const chosen = filter.region?.map((region) => regions.find(region));
  return rank(counts, textOf, chosen).map(({ code, count }) => ({ value: textOf(code) ?? '', count }));
}

/** All values of a facet in one pass, since a row may be of several. */
function countTests({ rows, fails }: Match, own: number, values: readonly (readonly [string, RowTest])[]) {
  const tests = values.map(([, test]) => test);
  const counts = new Uint32Array(values.length + 1);
  for (let at = 0; at < rows.length; at += 1) {
    const missed = fails[at];
    if (missed !== MET && missed !== own) continue;
    const row = rows[at] ?? 0;
    for (let place = 0; place < tests.length; place += 1)
      if (tests[place]?.(row)) counts[place + 1] = (counts[place + 1] ?? 0) + 1;
  }
  const textOf = (code: number) => values[code - 1]?.[0] ?? null;
  return rank(counts, textOf).map(({ code, count }) => ({ value: textOf(code) ?? '', count }));
}

function countAges(match: Match, { filter }: Question, facet: AgeFacet, toTest: (age: AgeFilter) => RowTest) {
  const ages = [...countedAges(facet, filter[facet])];
  return countTests(
    match,
    match.numberOf[facet],
    ages.map(([text, age]) => [text, toTest(age)]),
  );
}

/** A pair is counted under the pairs of other keys, not under those of its own. */
function countPairs(index: ItemIndex, { rows, fails, tagKeys }: Match): Uint32Array {
  const counts = new Uint32Array(index.pairs.size);
  const { values, starts, counts: lengths } = index.tags;
  const ownKeys = new Map(tagKeys.map((key, at) => [toTagNumber(at), key]));
  for (const [near, row] of rows.entries()) {
    const missed = fails[near] ?? MET;
    const ownKey = missed === MET ? undefined : ownKeys.get(missed);
    if (missed !== MET && ownKey === undefined) continue;
    const start = starts[row] ?? 0;
    const end = start + (lengths[row] ?? 0);
    for (let at = start; at < end; at += 1) {
      const code = values[at] ?? 0;
      if (ownKey === undefined || pairOf(index, code).key === ownKey) counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return counts;
}

function countTags(index: ItemIndex, match: Match, { filter }: Question): FacetCount[] {
  const textOf = (code: number) => index.pairs.textOf(code);
  const chosen = filter.tags?.map(({ key, value }) => findPair(index, key, value));
  return rank(countPairs(index, match), textOf, chosen).map(({ code, count }) => {
    const { key, value } = pairOf(index, code);
    return { value: toTagPair(key, value), count };
  });
}

/** Each facet under the filter less its own dimension, as `countFacets` has it from SQL. */
export function countRows(
  index: ItemIndex,
  match: Match,
  question: Question,
  nameOfAccount: (id: string) => string,
): InventoryFacets {
  const { now, coveredOver } = question;
  const coded = (facet: keyof typeof CODED_FACETS): FacetCount[] => countCoded(index, match, question, facet);
  return {
    env: coded('env'),
    account: coded('account').map(({ value, count }) => ({ value, label: nameOfAccount(value), count })),
    region: countRegions(index, match, question),
    state: coded('state'),
    service: coded('service'),
    owner: coded('owner'),
    owningService: coded('owningService'),
    key: coded('key'),
    tag: countTags(index, match, question),
    valueAge: countAges(match, question, 'valueAge', (age) => toValueAgeTest(index, age, now)),
    lastRead: countAges(match, question, 'lastRead', (age) =>
      toLastReadTest(index, age, now, match.historyVisible, coveredOver),
    ),
    pending: countTests(match, match.numberOf.pending, [['only', (row) => index.states[row] === PENDING]]),
  };
}
