import { addDays, dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { HABIT_DAYS } from './settings';

const DAY_MS = 86_400_000;

type Interval = Pick<CoverageInterval, 'from' | 'to'>;

const inOrder = (coverage: readonly Interval[]): Interval[] =>
  coverage.toSorted((one, other) => one.from.getTime() - other.from.getTime());

function covered(sorted: readonly Interval[], day: string): number {
  const end = Date.parse(day);
  let sum = 0;
  let reached = end - HABIT_DAYS * DAY_MS;
  for (const { from, to } of sorted) {
    const start = Math.max(reached, from.getTime());
    const stop = Math.min(end, to.getTime());
    if (stop <= start) continue;
    sum += stop - start;
    reached = stop;
  }
  return sum / DAY_MS;
}

/** How much of the 30 days before a day is covered, in days. Sources that overlap count once. */
export const coveredBefore = (coverage: readonly Interval[], day: string): number => covered(inOrder(coverage), day);

/** Up to today, oldest first. */
export function lastDays(now: Date, days: number): string[] {
  const today = dayOf(now);
  return Array.from({ length: days + 1 }, (_, back) => addDays(today, back - days));
}

/** Those of the days before which enough is covered to tell what is new on them. */
export function learnedDays(coverage: readonly Interval[], learningDays: number, days: readonly string[]): string[] {
  const sorted = inOrder(coverage);
  return days.filter((day) => covered(sorted, day) >= learningDays);
}
