import 'server-only';
import { chooseColumns, isExpectedIn } from '@/lib/domain/inventory/environment-columns';
import type { Difference, InventoryMatrix, MatrixQuery } from '@/lib/domain/ports/inventory-matrix';
import { MOST_IN_CELL, type PlannedRow } from '@/lib/store/inventory/fill-matrix';
import { Best } from './best';
import { logicalOf, PENDING, type ItemIndex } from './item-index';
import { MET, type Match } from './match-rows';

/** Of a logical secret, what was seen of it in the columns. */
const [OFF, ON, DEFAULT_KEY, CUSTOMER_KEY, OTHER_INTERVAL, OTHER_OWNER, THERE] = [1, 2, 4, 8, 16, 32, 64];

const has = (flags: number, all: number): boolean => (flags & all) === all;

function toDifferences(flags: number): Difference[] {
  const differs: Difference[] = [];
  if (has(flags, OFF | ON)) differs.push('rotation');
  if (has(flags, OTHER_INTERVAL)) differs.push('interval');
  if (has(flags, DEFAULT_KEY | CUSTOMER_KEY)) differs.push('key');
  if (has(flags, OTHER_OWNER)) differs.push('owner');
  return differs;
}

/** Logical secrets of which one secret meets the filter. */
function findHit(index: ItemIndex, { rows, fails }: Match): Uint8Array {
  const hit = new Uint8Array(index.logicals.size);
  for (let at = 0; at < rows.length; at += 1) if (fails[at] === MET) hit[index.logicalOf[rows[at] ?? 0] ?? 0] = 1;
  return hit;
}

function countEnvironments(index: ItemIndex, { rows }: Match) {
  const counts = new Uint32Array(index.dictionaries.environment.size);
  for (const row of rows) {
    const code = index.codes.environment[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return [...counts.entries()].flatMap(([code, count]) =>
    count > 0 ? [{ environment: index.dictionaries.environment.textOf(code) ?? '', count }] : [],
  );
}

/** By the code of an environment its column, from 1; 0: none. */
function toColumnTable(index: ItemIndex, environments: readonly string[]): Uint8Array {
  const table = new Uint8Array(index.dictionaries.environment.size);
  for (const [at, environment] of environments.entries()) {
    const code = index.dictionaries.environment.find(environment);
    if (code !== null) table[code] = at + 1;
  }
  return table;
}

/** A bit for each column that has it, and the flags, by the code of a logical secret. */
function lookOver(index: ItemIndex, seen: Match, hit: Uint8Array, columnOf: Uint8Array) {
  const size = index.logicals.size;
  const present = new Uint32Array(size);
  const flags = new Uint8Array(size);
  const [intervals, owners] = [new Uint32Array(size), new Uint32Array(size)];
  const { environment, interval, owner, key } = index.codes;
  const { key: keys } = index.dictionaries;
  const isDefault = Uint8Array.from({ length: keys.size }, (_, code) =>
    keys.textOf(code)?.endsWith('aws/secretsmanager') ? 1 : 0,
  );
  const differ = (first: Uint32Array, code: number, value: number): boolean => {
    if (value === 0) return false;
    if (first[code] === 0) first[code] = value;
    return first[code] !== value;
  };
  for (const row of seen.rows) {
    const code = index.logicalOf[row] ?? 0;
    const column = columnOf[environment[row] ?? 0] ?? 0;
    if (hit[code] === 0 || column === 0) continue;
    let flag = (flags[code] ?? 0) | THERE;
    if (index.states[row] !== PENDING) {
      const isOn = index.rotating[row] === 1;
      present[code] = (present[code] ?? 0) | (1 << (column - 1));
      flag |= isOn ? ON : OFF;
      flag |= isDefault[key[row] ?? 0] === 1 ? DEFAULT_KEY : CUSTOMER_KEY;
      if (isOn && differ(intervals, code, interval[row] ?? 0)) flag |= OTHER_INTERVAL;
      if (differ(owners, code, owner[row] ?? 0)) flag |= OTHER_OWNER;
    }
    flags[code] = flag;
  }
  return { present, flags };
}

/** The cells of these logical secrets, with the ids of those that are told one by one. */
function readCells(index: ItemIndex, seen: Match, codes: readonly number[], columnOf: Uint8Array) {
  const isAsked = new Uint8Array(index.logicals.size);
  for (const code of codes) isAsked[code] = 1;
  const byName = (left: number, right: number): number =>
    index.names.compare(left, right) || index.ids.compare(left, right);
  const cells = new Map<number, Map<number, { count: number; pending: number; first: Best }>>();
  for (const row of seen.rows) {
    const code = index.logicalOf[row] ?? 0;
    const environment = index.codes.environment[row] ?? 0;
    if (isAsked[code] === 0 || columnOf[environment] === 0) continue;
    const own = cells.get(code) ?? new Map<number, { count: number; pending: number; first: Best }>();
    cells.set(code, own);
    const cell = own.get(environment) ?? { count: 0, pending: 0, first: new Best(MOST_IN_CELL, byName) };
    own.set(environment, cell);
    cell.count += 1;
    cell.pending += index.states[row] === PENDING ? 1 : 0;
    cell.first.offer(row);
  }
  return (code: number): PlannedRow['cells'] =>
    [...(cells.get(code) ?? [])].map(([environment, { count, pending, first }]) => ({
      environment: index.dictionaries.environment.textOf(environment) ?? '',
      count,
      pending,
      ids: first.found.map((row) => index.ids.textOf(row)),
    }));
}

/** As `readMatrix` has it from SQL; `match`: what meets the filter, `seen`: all in sight. */
export function planMatrix(
  index: ItemIndex,
  match: Match,
  seen: Match,
  { filter, only, after, limit }: MatrixQuery,
): Omit<InventoryMatrix, 'rows'> & { planned: PlannedRow[] } {
  const columns = chooseColumns(filter.env, filter.env?.length ? [] : countEnvironments(index, seen));
  const columnOf = toColumnTable(index, columns.environments);
  const hit = findHit(index, match);
  const { present, flags } = lookOver(index, seen, hit, columnOf);
  const expected = columns.environments.reduce((bits, name, at) => (isExpectedIn(name) ? bits | (1 << at) : bits), 0);
  const place = after && Buffer.from(`${after.service ?? ''}\0${after.leaf}`, 'utf8');
  const best = new Best(limit, (left, right) => index.logicals.compare(left, right));
  const totals = { all: 0, incomplete: 0, differing: 0 };
  for (let code = 1; code < flags.length; code += 1) {
    const flag = flags[code] ?? 0;
    if (flag === 0) continue;
    const is = { all: true, incomplete: !has(present[code] ?? 0, expected), differing: toDifferences(flag).length > 0 };
    totals.all += 1;
    if (is.incomplete) totals.incomplete += 1;
    if (is.differing) totals.differing += 1;
    if (is[only] && (place === null || index.logicals.compareWith(code, place) > 0)) best.offer(code);
  }
  const cellsOf = readCells(index, seen, best.found, columnOf);
  const planned = best.found.map((code) => {
    return { ...logicalOf(index, code), differs: toDifferences(flags[code] ?? 0), cells: cellsOf(code) };
  });
  return { ...columns, totals, planned };
}
