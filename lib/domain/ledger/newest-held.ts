import { SKEW_MILLISECONDS, type Anchor } from './anchor';
import type { Finding } from './finding';

/**
 * Which of the anchors that hold tells how long ago the whole of a ledger was seen: the newest of those that reach
 * furthest, since a worker can be shown an older end for a moment, which it signs anew. None that says it is still to come.
 */
export function findNewest(held: readonly Anchor[], now: Date): Anchor | null {
  const told = held.filter(({ at }) => Date.parse(at) <= now.getTime() + SKEW_MILLISECONDS);
  const furthest = told.reduce((most, { seq }) => Math.max(most, seq), 0);
  const [newest] = told
    .filter(({ seq }) => seq === furthest)
    .toSorted((left, right) => Date.parse(right.at) - Date.parse(left.at));
  return newest ?? null;
}

/** The first that was made of an entry before one which an older anchor had seen, and which is still there. */
export function findBehind(held: readonly Anchor[]): Finding[] {
  let furthest: Anchor | null = null;
  for (const anchor of held.toSorted((left, right) => left.number - right.number)) {
    if (furthest && anchor.seq < furthest.seq) {
      const before = `anchor ${furthest.number} had seen entry ${furthest.seq}, which is still there`;
      const why = `anchor ${anchor.number} (${anchor.at}) is of entry ${anchor.seq}, after ${before}: the worker was shown an older end. It does not count as a new one`;
      return [{ kind: 'note', from: anchor.seq, to: furthest.seq, why }];
    }
    furthest = anchor;
  }
  return [];
}
