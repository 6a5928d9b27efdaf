import 'server-only';
import type { ItemIndex } from './item-index';
import type { Match } from './match-rows';

/** By a number of `fails`: the rows that miss this dimension alone, or none. */
export type Parted = (missed: number) => Uint32Array;

/**
 * The rows of a match by what they miss, so that a facet goes over those alone that it counts. Good until the index is
 * asked again, whose room it takes.
 */
export function partRows(index: ItemIndex, { rows, fails }: Match): Parted {
  const starts = new Uint32Array(257);
  for (let at = 0; at < rows.length; at += 1) {
    const after = (fails[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let missed = 1; missed < starts.length; missed += 1)
    starts[missed] = (starts[missed] ?? 0) + (starts[missed - 1] ?? 0);
  const places = starts.slice();
  const parted = index.scratch.rows(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const missed = fails[at] ?? 0;
    const place = places[missed] ?? 0;
    places[missed] = place + 1;
    parted[place] = rows[at] ?? 0;
  }
  return (missed) => parted.subarray(starts[missed], starts[missed + 1]);
}
