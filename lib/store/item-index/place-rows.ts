import 'server-only';
import type { Grouping, InventoryFilter } from '@/lib/domain/ports/inventory-store';
import { pairOf, type ItemIndex } from './item-index';
import { allOf, type RowTest } from './visible-rows';

/** The pairs of one tag key, as a table by code. */
export function pairsOfKey(index: ItemIndex, key: string): Uint8Array {
  const table = new Uint8Array(index.pairs.size);
  for (let code = 1; code < table.length; code += 1) if (pairOf(index, code).key === key) table[code] = 1;
  return table;
}

/** The pair of a row that the table holds; 0: none. A row has one value of a key at most. */
export function findPairOf(index: ItemIndex, row: number, table: Uint8Array): number {
  const { values, starts, counts } = index.tags;
  const start = starts[row] ?? 0;
  const end = start + (counts[row] ?? 0);
  for (let at = start; at < end; at += 1) {
    const pair = values[at] ?? 0;
    if (table[pair] === 1) return pair;
  }
  return 0;
}

function lacks(index: ItemIndex, grouping: Grouping): RowTest {
  if (grouping === 'service') return (row) => index.codes.service[row] === 0;
  const table = pairsOfKey(index, grouping.tag);
  return (row) => findPairOf(index, row, table) === 0;
}

/** What a filter says of a row's place: how its name begins, what is below, what it has none of; null: nothing. */
export function toPlaceTest(index: ItemIndex, filter: InventoryFilter): RowTest | null {
  const { prefix = '', below = 'include', without = [] } = filter;
  const tests = without.map((grouping) => lacks(index, grouping));
  if (prefix !== '') {
    const bytes = Buffer.from(prefix, 'utf8');
    tests.push((row) => index.names.startsWith(row, bytes));
  }
  if (below === 'exclude') {
    // Of a name that begins with the prefix, a folder that is no longer has no `/` after it.
    const isNear = Uint8Array.from({ length: index.folders.size }, (_, code) =>
      (index.folders.textOf(code) ?? '').length <= prefix.length ? 1 : 0,
    );
    tests.push((row) => isNear[index.folderOf[row] ?? 0] === 1);
  }
  return tests.length === 0 ? null : allOf(tests);
}
