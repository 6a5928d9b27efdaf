import type { CoverageInterval } from '@/lib/domain/event-record';
import { covers } from '@/lib/domain/history/covers';

/** Covered days before a read without one by the same principal, from which on it counts as its first. */
export const FIRST_READ_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * `first`: the days before are covered, and nothing that is known is earlier. `unknown`: history
 * starts too shortly before it, or has a hole there, so that it may have read before.
 */
export type FirstRead = 'first' | 'unknown';

/** Of the earliest read that is known of a secret by a principal; coverage is that of all the secret's scopes. */
export function judgeFirstRead(firstAt: Date, coverage: readonly Pick<CoverageInterval, 'from' | 'to'>[]): FirstRead {
  const before = new Date(firstAt.getTime() - FIRST_READ_DAYS * DAY_MS);
  return covers(coverage, before, firstAt) ? 'first' : 'unknown';
}
