const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY] as const;
/** A quarter in days. More bars are too thin to be pointed at. */
const MOST = 92;

export interface BucketPlan {
  /** The beginning of the first bucket, at or before `from`; the last one holds `to`. */
  start: Date;
  stepMs: number;
  count: number;
}

/**
 * How a time range is cut for a histogram: the smallest round step with at most 92 buckets, which
 * begin on round times in UTC, so that the same range is cut the same way whenever it is looked at.
 * A range that ends before it begins has one bucket.
 */
export function planBuckets(from: Date, to: Date): BucketPlan {
  const end = Math.max(from.getTime(), to.getTime());
  const startOf = (step: number): number => Math.floor(from.getTime() / step) * step;
  const countOf = (step: number): number => Math.floor((end - startOf(step)) / step) + 1;
  const stepMs =
    STEPS.find((step) => countOf(step) <= MOST) ?? Math.ceil((end - from.getTime()) / (MOST - 2) / DAY) * DAY;
  return { start: new Date(startOf(stepMs)), stepMs, count: countOf(stepMs) };
}
