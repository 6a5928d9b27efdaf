import type { CoverageInterval } from '@/lib/domain/event-record';

/** `none`: nothing is known of it, which is not the same as nothing happened. */
export type Known = 'whole' | 'part' | 'none';

type Interval = Pick<CoverageInterval, 'from' | 'to'>;

/** Two polls are never exactly next to each other. */
const SEAM = 1000;
/** CloudTrail is minutes late: that much may be missing at the newest end of a long span. */
const LAG = 3_600_000;

/** Milliseconds of [from, to) that the intervals hold; they may overlap. */
function coveredLength(intervals: readonly Interval[], from: number, to: number): number {
  let reached = from;
  let covered = 0;
  for (const interval of intervals.toSorted((left, right) => left.from.getTime() - right.from.getTime())) {
    const end = Math.min(to, interval.to.getTime());
    covered += Math.max(0, end - Math.max(reached, interval.from.getTime()));
    reached = Math.max(reached, end);
  }
  return covered;
}

/**
 * Whether history of all these scopes is known from one moment to another; what lies after `now` does
 * not count. One list of intervals a scope. Of no scope nothing is known.
 */
export function howCovered(scopes: readonly (readonly Interval[])[], from: Date, to: Date, now: Date): Known {
  const end = Math.min(to.getTime(), now.getTime());
  const length = end - from.getTime();
  const late = end === now.getTime() ? Math.min(LAG, length / 10) : 0;
  const covered = scopes.map((intervals) => coveredLength(intervals, from.getTime(), end));
  if (covered.every((part) => part === 0)) return 'none';
  return covered.every((part) => part >= length - Math.max(SEAM, late)) ? 'whole' : 'part';
}
