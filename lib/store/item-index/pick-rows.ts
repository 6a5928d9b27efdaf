import 'server-only';
import type { InventoryQuery, InventorySort, WholeQuery } from '@/lib/domain/ports/inventory-store';
import { isDescending, toPosition } from '@/lib/store/inventory/item-order';
import { Best } from './best';
import type { ItemIndex } from './item-index';
import { MET, type Match, type Question } from './match-rows';

/** The number a row is ordered by; NaN: nothing is known, which comes last either way. Masked as the column is. */
function toKey(index: ItemIndex, sort: Exclude<InventorySort, 'name'>, match: Match, question: Question) {
  const { valueNotAfter, valueNotBefore, nextRotationAt, rotationSince, lastReadAt } = index.times;
  const { historyVisible } = match;
  const covered = sort === 'reads30d' ? question.coveredOver(30) : () => true;
  const keys = {
    valueAge: (row) => (Number.isNaN(valueNotAfter[row]) ? valueNotBefore[row] : valueNotAfter[row]) ?? NaN,
    nextRotation: (row) => nextRotationAt[row] ?? NaN,
    rotationSince: (row) => rotationSince[row] ?? NaN,
    lastRead: (row) => (historyVisible(row) ? (lastReadAt[row] ?? NaN) : NaN),
    reads30d: (row) => (historyVisible(row) && covered(row) ? (index.reads30d[row] ?? NaN) : NaN),
  } satisfies Record<Exclude<InventorySort, 'name'>, (row: number) => number>;
  return keys[sort];
}

export type Compare = (left: number, right: number) => number;

/** The order of a whole query. */
export const toCompare = (index: ItemIndex, match: Match, question: Question, query: WholeQuery): Compare =>
  toComparisons(index, match, question, { ...query, limit: 0, after: null }).compare;

/** Against a row, and against the place where the page before ended. */
function toComparisons(
  index: ItemIndex,
  match: Match,
  question: Question,
  query: InventoryQuery,
): { compare: Compare; beyond: (row: number) => number } {
  const { after, sort } = query;
  const sign = isDescending(query) ? -1 : 1;
  const place = after && toPosition(sort, after);
  const id = Buffer.from(place?.id ?? '', 'utf8');
  const byId = (left: number, right: number) => sign * index.ids.compare(left, right);
  const byPlace = (row: number) => sign * index.ids.compareWith(row, id);
  if (sort === 'name') {
    const name = Buffer.from(String(place?.value ?? ''), 'utf8');
    return {
      compare: (left, right) => sign * index.names.compare(left, right) || byId(left, right),
      beyond: (row) => sign * index.names.compareAt(row, name, 0, name.length) || byPlace(row),
    };
  }
  const keyOf = toKey(index, sort, match, question);
  const byKey = (left: number, right: number): number => {
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return sign * (left - right);
  };
  const value = Number(place?.value ?? NaN);
  return {
    compare: (left, right) => byKey(keyOf(left), keyOf(right)) || byId(left, right),
    beyond: (row) => byKey(keyOf(row), value) || byPlace(row),
  };
}

/** The ids of one page, in order: what meets the filter beyond `after`. Throws `invalid` for another order's cursor. */
export function pickRows(index: ItemIndex, match: Match, question: Question, query: InventoryQuery): string[] {
  const { compare, beyond } = toComparisons(index, match, question, query);
  const best = new Best(query.limit, compare);
  for (const [at, row] of match.rows.entries())
    if (match.fails[at] === MET && (!query.after || beyond(row) > 0)) best.offer(row);
  return best.found.map((row) => index.ids.textOf(row));
}
