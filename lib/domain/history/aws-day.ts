import { dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { howCovered } from './how-covered';

/**
 * Why AWS may know of an access that the history does not tell of. `may-come`: the day goes on, and CloudTrail is late;
 * `not-told`: the day is over and covered.
 */
export const AWS_DAY_REASONS = ['not-covered', 'covered-in-part', 'may-come', 'not-told'] as const;
export type AwsDayReason = (typeof AWS_DAY_REASONS)[number];

export interface AwsDayFacts {
  /** `YYYY-MM-DD`, UTC: AWS tells no time. */
  lastAccessedOn: string | null;
  lastReadAt: Date | null;
  coverage: readonly Pick<CoverageInterval, 'from' | 'to'>[];
  now: Date;
}

const DAY_MS = 86_400_000;
/** CloudTrail is minutes late, polls are minutes apart, and a listing may know of a day before any of them. */
const LATE_MS = 2 * 3_600_000;

/** AWS's own day, where it is later than any read that is known; null: the two agree. */
export function explainAwsDay({ lastAccessedOn: day, lastReadAt, coverage, now }: AwsDayFacts): AwsDayReason | null {
  if (day === null || (lastReadAt !== null && dayOf(lastReadAt) >= day)) return null;
  const from = new Date(`${day}T00:00:00.000Z`);
  const end = from.getTime() + DAY_MS;
  const known = howCovered([coverage], from, new Date(end), now);
  if (known !== 'whole') return known === 'none' ? 'not-covered' : 'covered-in-part';
  return end > now.getTime() - LATE_MS ? 'may-come' : 'not-told';
}
