import type { CoverageInterval } from '@/lib/domain/event-record';

/**
 * Whether the intervals, of whatever sources, leave no gap between two moments: only then does "no
 * events" mean none (product.md, coverage).
 */
export function covers(intervals: readonly Pick<CoverageInterval, 'from' | 'to'>[], from: Date, to: Date): boolean {
  let known = from.getTime();
  for (const interval of intervals.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    if (interval.from.getTime() > known) break;
    known = Math.max(known, interval.to.getTime());
  }
  return known > from.getTime() && known >= to.getTime();
}
