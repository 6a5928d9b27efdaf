import 'server-only';
import type { GroupQuery, InventoryGroup, InventoryGroups } from '@/lib/domain/ports/inventory-store';
import { ROTATION_STATES, type RotationState } from '@/lib/domain/rotation-state';
import { Best } from './best';
import { compareBytes } from './compare-bytes';
import { pairOf, type ItemIndex } from './item-index';
import { MET, type Match } from './match-rows';
import { findPairOf, pairsOfKey } from './place-rows';

/** Of what meets the filter: how many by code, and the place of the worst state among them. */
interface Tally {
  counts: Uint32Array;
  worst: Uint8Array;
}

const NOTHING = 255;

/** Every folder that is open asks for the same tally. */
const tallies = new WeakMap<Match, Map<string, Tally>>();

function tallyRows(index: ItemIndex, match: Match, size: number, codeOf: (row: number) => number): Tally {
  const counts = new Uint32Array(size);
  const worst = new Uint8Array(size).fill(NOTHING);
  const states = index.codes.rotationState;
  const dictionary = index.dictionaries.rotationState;
  const placeOf = Uint8Array.from({ length: dictionary.size }, (_, code) =>
    ROTATION_STATES.findIndex((state) => state === dictionary.textOf(code)),
  );
  const { rows, fails } = match;
  for (let at = 0; at < rows.length; at += 1) {
    if (fails[at] !== MET) continue;
    const row = rows[at] ?? 0;
    const code = codeOf(row);
    counts[code] = (counts[code] ?? 0) + 1;
    const place = placeOf[states[row] ?? 0] ?? NOTHING;
    if (place < (worst[code] ?? NOTHING)) worst[code] = place;
  }
  return { counts, worst };
}

function toTally(index: ItemIndex, match: Match, by: GroupQuery['by']): Tally {
  const kept = tallies.get(match) ?? new Map<string, Tally>();
  tallies.set(match, kept);
  const name = JSON.stringify(by);
  const tally = kept.get(name) ?? tallyBy(index, match, by);
  kept.set(name, tally);
  return tally;
}

function tallyBy(index: ItemIndex, match: Match, by: GroupQuery['by']): Tally {
  if (typeof by === 'object') {
    const table = pairsOfKey(index, by.tag);
    return tallyRows(index, match, table.length, (row) => findPairOf(index, row, table));
  }
  const [codes, { size }] =
    by === 'path' ? [index.folderOf, index.folders] : [index.codes[COLUMNS[by]], index.dictionaries[COLUMNS[by]]];
  return tallyRows(index, match, size, (row) => codes[row] ?? 0);
}

const COLUMNS = { env: 'environment', service: 'service' } as const;

interface Counted {
  key: string;
  count: number;
  /** Among ROTATION_STATES. */
  worst: number;
  opens: boolean;
}

/** The folders right below one, and what is in it and in no folder below. */
function foldInto(index: ItemIndex, { counts, worst }: Tally, under: string): Counted[] {
  const groups = new Map<string, Counted>();
  for (let code = 0; code < counts.length; code += 1) {
    const count = counts[code] ?? 0;
    const folder = index.folders.textOf(code) ?? '';
    if (count === 0 || !folder.startsWith(under)) continue;
    const key = folder.slice(0, folder.indexOf('/', under.length) + 1) || under;
    const place = worst[code] ?? NOTHING;
    const group = groups.get(key);
    if (!group) groups.set(key, { key, count, worst: place, opens: folder.length > key.length });
    else {
      group.count += count;
      group.worst = Math.min(group.worst, place);
      group.opens ||= folder.length > key.length;
    }
  }
  return [...groups.values()];
}

function toCounted(index: ItemIndex, { counts, worst }: Tally, by: Exclude<GroupQuery['by'], 'path'>): Counted[] {
  const textOf = (code: number): string =>
    (typeof by === 'object' ? pairOf(index, code).value : index.dictionaries[COLUMNS[by]].textOf(code)) ?? '';
  const counted: Counted[] = [];
  // Code 0 stands for none.
  for (let code = 1; code < counts.length; code += 1) {
    const count = counts[code] ?? 0;
    if (count > 0) counted.push({ key: textOf(code), count, worst: worst[code] ?? NOTHING, opens: false });
  }
  return counted;
}

const stateOf = (place: number): RotationState => ROTATION_STATES[place] ?? 'unknown';

/** One page of groups in the byte order of their keys, as `groupItems` has it from SQL. */
export function groupRows(index: ItemIndex, match: Match, query: GroupQuery): InventoryGroups {
  const { by, under, after, limit } = query;
  const tally = toTally(index, match, by);
  const all = by === 'path' ? foldInto(index, tally, under) : toCounted(index, tally, by);
  const keyOf = (at: number): string => all[at]?.key ?? '';
  const best = new Best(limit, (left, right) => compareBytes(keyOf(left), keyOf(right)));
  for (const [at, { key }] of all.entries()) if (after === null || compareBytes(key, after) > 0) best.offer(at);
  const groups = best.found.flatMap((at): InventoryGroup[] => {
    const group = all[at];
    return group ? [{ ...group, worst: stateOf(group.worst) }] : [];
  });
  const without = by === 'path' ? 0 : (tally.counts[0] ?? 0);
  return { groups, total: all.length, secrets: all.reduce((sum, { count }) => sum + count, without), without };
}
