import type { CoverageView, DayReadsView } from '@/lib/contract/access';
import type { DayBar } from '@/components/charts/day-bars';

const DAY = 86_400_000;

/** How much of [from, to) the intervals hold. They may overlap. */
function coveredLength(from: number, to: number, coverage: readonly CoverageView[]): number {
  const parts = coverage
    .map((interval) => [Math.max(from, Date.parse(interval.from)), Math.min(to, Date.parse(interval.to))] as const)
    .filter(([start, end]) => start < end)
    .toSorted(([left], [right]) => left - right);
  let reached = from;
  let covered = 0;
  for (const [start, end] of parts) {
    covered += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return covered;
}

/** What the newest interval may lag behind before today counts as known in part only. */
const LAG = 3_600_000;
/** Two polls are never exactly next to each other. */
const SEAM = 1000;

/** The last `count` days with their reads; a day without a row is none only where it is covered. */
export function toDayBars(
  days: readonly DayReadsView[],
  coverage: readonly CoverageView[],
  now: string,
  count: number,
): DayBar[] {
  const today = Date.parse(now.slice(0, 10));
  return Array.from({ length: count }, (_, index) => {
    const from = today - (count - 1 - index) * DAY;
    const to = Math.min(from + DAY, Date.parse(now));
    const day = new Date(from).toISOString().slice(0, 10);
    const row = days.find((candidate) => candidate.day === day);
    const { person = 0, workload = 0, service = 0, denied = 0 } = row ?? {};
    const covered = coveredLength(from, to, coverage);
    const missing = from === today ? LAG : SEAM;
    const known = covered >= to - from - missing && covered > 0 ? 'whole' : covered > 0 ? 'part' : 'none';
    return { day, values: { person, workload, service, denied }, known };
  });
}
