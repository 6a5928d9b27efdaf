import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { Compare } from './pick-rows';

/** As many as are sorted before others have a turn: some 20 ms. */
const RUN = 16_384;
const BATCH = 1000;

/** Rows in order, in parts, without ever keeping others waiting for long: runs are sorted one by one, then merged. */
export async function* orderRows(rows: Uint32Array, compare: Compare): AsyncGenerator<number[]> {
  const runs: Uint32Array[] = [];
  for (let from = 0; from < rows.length; from += RUN) {
    runs.push(rows.slice(from, from + RUN).sort(compare));
    await setImmediate();
  }
  let batch: number[] = [];
  for (const row of mergeRuns(runs, compare)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The run whose next row is the first of all stands first. */
function* mergeRuns(runs: readonly Uint32Array[], compare: Compare): Generator<number> {
  const heads: { run: Uint32Array; at: number; row: number }[] = [];
  const enter = (run: Uint32Array, at: number): void => {
    const row = run[at];
    if (row === undefined) return;
    let [low, high] = [0, heads.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(heads[middle]?.row ?? 0, row) <= 0) low = middle + 1;
      else high = middle;
    }
    heads.splice(low, 0, { run, at, row });
  };
  for (const run of runs) enter(run, 0);
  for (let head = heads.shift(); head; head = heads.shift()) {
    yield head.row;
    enter(head.run, head.at + 1);
  }
}
