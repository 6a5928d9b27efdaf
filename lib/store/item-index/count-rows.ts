import 'server-only';
import type { FacetCount, InventoryFacets } from '@/lib/domain/ports/inventory-facets';
import { toTagPair } from '@/lib/domain/tag-pair';
import { countLastReads, countValueAges } from './count-ages';
import { findPair, membersOf, pairOf, PENDING, type ItemIndex } from './item-index';
import { CODED_FACETS, MET, toTagNumber, type Facet, type Match, type Question } from './match-rows';
import { partRows, type Parted } from './part-rows';
import { rank } from './rank';

/** What a facet counts: the rows that meet every dimension, and those that miss its own alone. */
type RowsOf = (facet: Facet) => readonly Uint32Array[];

function countByCode(codes: Uint32Array, size: number, parts: readonly Uint32Array[]): Uint32Array {
  const counts = new Uint32Array(size);
  for (const rows of parts)
    for (let at = 0; at < rows.length; at += 1) {
      const code = codes[rows[at] ?? 0] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  return counts;
}

function countCoded(index: ItemIndex, rowsOf: RowsOf, { filter }: Question, facet: keyof typeof CODED_FACETS) {
  const dictionary = index.dictionaries[CODED_FACETS[facet]];
  const counts = countByCode(index.codes[CODED_FACETS[facet]], dictionary.size, rowsOf(facet));
  const textOf = (code: number) => dictionary.textOf(code);
  const chosen = filter[facet]?.map((text) => dictionary.find(text));
  return rank(counts, textOf, chosen).map(({ code, count }) => ({ value: textOf(code) ?? '', count }));
}

/** An item is in its own region, and in those of its replicas. */
function countRegions(index: ItemIndex, rowsOf: RowsOf, { filter }: Question): FacetCount[] {
  const { regions, regionSets } = index;
  const bySet = countByCode(index.regionSetOf, regionSets.size, rowsOf('region'));
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

function countPending({ states }: ItemIndex, rowsOf: RowsOf): FacetCount[] {
  let count = 0;
  for (const rows of rowsOf('pending'))
    for (let at = 0; at < rows.length; at += 1) if (states[rows[at] ?? 0] === PENDING) count += 1;
  return count > 0 ? [{ value: 'only', count }] : [];
}

/** A pair is counted under the pairs of other keys, not under those of its own. */
function countPairs(index: ItemIndex, parted: Parted, { tagKeys }: Match): Uint32Array {
  const counts = new Uint32Array(index.pairs.size);
  const { values, starts, counts: lengths } = index.tags;
  const countThose = (rows: Uint32Array, isCounted: (pair: number) => boolean): void => {
    for (let near = 0; near < rows.length; near += 1) {
      const row = rows[near] ?? 0;
      const start = starts[row] ?? 0;
      const end = start + (lengths[row] ?? 0);
      for (let at = start; at < end; at += 1) {
        const code = values[at] ?? 0;
        if (isCounted(code)) counts[code] = (counts[code] ?? 0) + 1;
      }
    }
  };
  countThose(parted(MET), () => true);
  for (const [at, key] of tagKeys.entries())
    countThose(parted(toTagNumber(at)), (code) => pairOf(index, code).key === key);
  return counts;
}

function countTags(index: ItemIndex, parted: Parted, match: Match, { filter }: Question): FacetCount[] {
  const textOf = (code: number) => index.pairs.textOf(code);
  const chosen = filter.tags?.map(({ key, value }) => findPair(index, key, value));
  return rank(countPairs(index, parted, match), textOf, chosen).map(({ code, count }) => {
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
  const parted = partRows(index, match);
  const met = parted(MET);
  const rowsOf: RowsOf = (facet) => [met, parted(match.numberOf[facet])];
  const coded = (facet: keyof typeof CODED_FACETS): FacetCount[] => countCoded(index, rowsOf, question, facet);
  return {
    env: coded('env'),
    account: coded('account').map(({ value, count }) => ({ value, label: nameOfAccount(value), count })),
    region: countRegions(index, rowsOf, question),
    state: coded('state'),
    service: coded('service'),
    owner: coded('owner'),
    owningService: coded('owningService'),
    key: coded('key'),
    tag: countTags(index, parted, match, question),
    valueAge: countValueAges(index, rowsOf('valueAge'), question),
    lastRead: countLastReads(index, rowsOf('lastRead'), match, question),
    pending: countPending(index, rowsOf),
  };
}
