import type { CoverageInterval } from '@/lib/domain/event-record';
import { DELAY_MS } from './adoption-facts';

type Interval = Pick<CoverageInterval, 'from' | 'to'>;

/** Two polls are never exactly next to each other. */
const SEAM_MS = 1000;
/** Polls are minutes apart: history that is no further behind is up to date. */
const BEHIND_MS = 2 * 3_600_000;

export interface KnownSince {
  /** No gap since, and up to date: only then is a silence one. */
  whole: boolean;
  /** Everything until then has arrived, as far as CloudTrail is on time. */
  until: Date;
  /** Of what times since nothing is known, the one that goes on included. */
  gaps: Interval[];
}

/** How much is known of the time since a version became current. */
export function knownSince(coverage: readonly Interval[], since: Date, now: Date): KnownSince {
  const gaps: Interval[] = [];
  let reached = since;
  for (const { from, to } of coverage.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    if (to <= reached) continue;
    if (from.getTime() - reached.getTime() > SEAM_MS) gaps.push({ from: reached, to: from });
    reached = to;
  }
  if (now.getTime() - reached.getTime() > BEHIND_MS) gaps.push({ from: reached, to: now });
  const arrived = new Date(now.getTime() - DELAY_MS);
  return { whole: gaps.length === 0, until: reached < arrived ? reached : arrived, gaps };
}
