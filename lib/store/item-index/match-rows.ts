import 'server-only';
import type { InventoryFilter, Sight } from '@/lib/domain/ports/inventory-store';
import type { DueWithin } from '@/lib/domain/ports/rotation-counts';
import { foldNeedle } from '@/lib/store/inventory/fold-sigma';
import { FREE, membersOf, PENDING, type Coded, type ItemIndex } from './item-index';
import { toPlaceTest } from './place-rows';
import { toLastReadTest, toValueAgeTest, type CoveredOver } from './row-ages';
import { anyOf, hasPair, toVisible, type RowTest } from './visible-rows';

/** Of a row: it meets every dimension, or misses the one of this number, or more than one. */
export const MET = 0;
const OUT = 255;
/** More dimensions than a byte can name. */
export const MOST_TAG_KEYS = 200;

/** By what `fails` names them. */
const NUMBER_OF = Object.freeze({
  env: 1,
  account: 2,
  region: 3,
  state: 4,
  service: 5,
  owner: 6,
  owningService: 7,
  key: 8,
  valueAge: 9,
  lastRead: 10,
  pending: 11,
});
export type Facet = keyof typeof NUMBER_OF;
export const CODED_FACETS = {
  env: 'environment',
  account: 'accountId',
  state: 'rotationState',
  service: 'service',
  owner: 'owner',
  owningService: 'owningService',
  key: 'key',
} as const satisfies Partial<Record<Facet, Coded>>;

/** What a filter comes to. */
export interface Match {
  /** Every row that misses one dimension at most, and beside it which: 0 for none. */
  rows: Uint32Array;
  fails: Uint8Array;
  /** How many miss none. */
  total: number;
  /** The number by which `fails` names a dimension; the tag keys come after the facets. */
  numberOf: Readonly<Record<Facet, number>>;
  tagKeys: string[];
  historyVisible: RowTest;
}

/** With `readBy`, the ids that it comes to. */
export interface IndexFilter extends InventoryFilter {
  readIds?: readonly string[];
}

export interface Question {
  sight: Sight;
  filter: IndexFilter;
  now: Date;
  coveredOver: CoveredOver;
}

export const toTagNumber = (at: number): number => Object.keys(NUMBER_OF).length + 1 + at;

/** 1 for each row whose text holds this, or what is kept of it. */
function rowsWith(index: ItemIndex, text: string): Uint8Array {
  const found = index.searches.rowsWith(text, index.scratch.found(index.rows));
  const table = index.kept.holding(text);
  if (table === null) return found;
  const { codes } = index.kept;
  for (let row = 0; row < found.length; row += 1) if (table[codes[row] ?? 0] === 1) found[row] = 1;
  return found;
}

/** Of these ids, where the history of the row is in sight. */
function toReadTest(index: ItemIndex, ids: readonly string[], sight: Sight): RowTest {
  const rows = new Set(ids.map((id) => index.ids.find(id)));
  const historyVisible = toVisible(index, sight.history);
  return (row) => rows.has(row) && historyVisible(row);
}

/** No date is within nothing: NaN is neither more nor less. */
function toDueTest(index: ItemIndex, { after, until }: DueWithin): RowTest {
  const { nextRotationAt } = index.times;
  const [from, to] = [after.getTime(), until.getTime()];
  return (row) => {
    const at = nextRotationAt[row] ?? NaN;
    return at > from && at <= to;
  };
}

/**
 * The rows that meet what no facet stands for: sight, text, place, next date, who read it. Of what is pending deletion
 * or not, which nearly every question asks for, it is noted on the way.
 */
function rowsInSight(index: ItemIndex, { sight, filter }: Question): Pick<Match, 'rows' | 'fails'> {
  const { pending = 'exclude', q, nextRotation, readIds } = filter;
  const { states } = index;
  const found = q ? rowsWith(index, foldNeedle(q)) : null;
  const visible = toVisible(index, sight.inventory);
  const placed = toPlaceTest(index, filter);
  const due = nextRotation ? toDueTest(index, nextRotation) : null;
  const read = readIds ? toReadTest(index, readIds, sight) : null;
  const rows = index.scratch.rows(index.rows);
  const fails = index.scratch.fails(index.rows);
  let count = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const state = states[row];
    if (state === FREE || (found !== null && found[row] === 0)) continue;
    if (!visible(row) || (placed !== null && !placed(row))) continue;
    if ((due !== null && !due(row)) || (read !== null && !read(row))) continue;
    if (pending !== 'include' && (state === PENDING) !== (pending === 'only')) fails[count] = NUMBER_OF.pending;
    rows[count] = row;
    count += 1;
  }
  return { rows: rows.subarray(0, count), fails: fails.subarray(0, count) };
}

/** What is left of them: a row that misses this dimension, too, misses two. */
function narrow(rows: Uint32Array, fails: Uint8Array, dimension: number, test: RowTest): void {
  for (let at = 0; at < rows.length; at += 1) {
    const missed = fails[at];
    if (missed !== OUT && !test(rows[at] ?? 0)) fails[at] = missed === MET ? dimension : OUT;
  }
}

function inRegions(index: ItemIndex, regions: readonly string[]): RowTest {
  const wanted = new Set(regions);
  const table = Uint8Array.from(membersOf(index.regionSets), (members) =>
    members.some((region) => wanted.has(region)) ? 1 : 0,
  );
  return (row) => table[index.regionSetOf[row] ?? 0] === 1;
}

/** Holds every item against sight and filter: OR within one dimension, AND between them. */
export function matchRows(index: ItemIndex, question: Question): Match {
  const { sight, filter, now, coveredOver } = question;
  const { rows, fails } = rowsInSight(index, question);
  const historyVisible = toVisible(index, sight.history);
  for (const facet of Object.keys(CODED_FACETS) as (keyof typeof CODED_FACETS)[]) {
    const wanted = filter[facet];
    if (!wanted?.length) continue;
    const column = CODED_FACETS[facet];
    const table = index.dictionaries[column].tableOf(wanted);
    const codes = index.codes[column];
    narrow(rows, fails, NUMBER_OF[facet], (row) => table[codes[row] ?? 0] === 1);
  }
  if (filter.region?.length) narrow(rows, fails, NUMBER_OF.region, inRegions(index, filter.region));
  if (filter.valueAge?.length) {
    const ages = filter.valueAge.map((age) => toValueAgeTest(index, age, now));
    narrow(rows, fails, NUMBER_OF.valueAge, anyOf(ages));
  }
  if (filter.lastRead?.length) {
    const ages = filter.lastRead.map((age) => toLastReadTest(index, age, now, historyVisible, coveredOver));
    narrow(rows, fails, NUMBER_OF.lastRead, anyOf(ages));
  }
  const byKey = [...Map.groupBy(filter.tags ?? [], ({ key }) => key)];
  for (const [at, [key, pairs]] of byKey.entries())
    narrow(rows, fails, toTagNumber(at), anyOf(pairs.map(({ value }) => hasPair(index, key, value))));
  return { ...keepNear(rows, fails), numberOf: NUMBER_OF, tagKeys: byKey.map(([key]) => key), historyVisible };
}

/** Without the rows that miss more than one dimension, which no count and no page asks about. */
function keepNear(rows: Uint32Array, fails: Uint8Array): Pick<Match, 'rows' | 'fails' | 'total'> {
  let [near, total] = [0, 0];
  for (let at = 0; at < rows.length; at += 1) {
    const missed = fails[at] ?? OUT;
    if (missed === OUT) continue;
    if (missed === MET) total += 1;
    rows[near] = rows[at] ?? 0;
    fails[near] = missed;
    near += 1;
  }
  return { rows: rows.slice(0, near), fails: fails.slice(0, near), total };
}
