import type { CoverageInterval } from '@/lib/domain/event-record';
import type { GapEntry } from './timeline-entry';

/** Two polls are never exactly next to each other. */
const SEAM_MS = 1_000;
/** CloudTrail is minutes late and polls are minutes apart: so much is missing at the newest end of any history. */
const LAG_MS = 2 * 3_600_000;

/**
 * What of [from, to] was not read, newest first. Open towards now where reading stopped, open towards the past
 * where it never began (`born`: the secret was not there before).
 */
export function findGaps(
  coverage: readonly Pick<CoverageInterval, 'from' | 'to'>[],
  { from, to, born, now }: { from: Date | null; to: Date; born: Date | null; now: Date },
): GapEntry[] {
  const gaps: GapEntry[] = [];
  const floor = Math.max(from?.getTime() ?? 0, born?.getTime() ?? 0);
  let edge = to.getTime();
  const isNow = edge >= now.getTime();
  for (const interval of coverage.toSorted((a, b) => b.to.getTime() - a.to.getTime())) {
    const end = interval.to.getTime();
    const slack = isNow && edge === to.getTime() ? LAG_MS : SEAM_MS;
    if (end <= floor) break;
    if (edge - end > slack)
      gaps.push({ kind: 'gap', from: interval.to, to: isNow && edge === to.getTime() ? null : new Date(edge) });
    edge = Math.min(edge, interval.from.getTime());
  }
  if (edge - floor > SEAM_MS)
    gaps.push({
      kind: 'gap',
      from: floor === 0 ? null : new Date(floor),
      to: isNow && edge === to.getTime() ? null : new Date(edge),
    });
  return gaps;
}
