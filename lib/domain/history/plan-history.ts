import type { CoverageInterval } from '@/lib/domain/event-record';

/** LookupEvents keeps 90 days (CloudTrail user guide, event history). */
export const HISTORY_DAYS = 90;
/** CloudTrail promises no delay; it delivers within some minutes on average. What is later is caught by re-reading so much. */
export const OVERLAP_MS = 30 * 60_000;
const DAY_MS = 86_400_000;
export interface HistoryRange {
  from: Date;
  to: Date;
}

interface Facts {
  coverage: readonly Pick<CoverageInterval, 'from' | 'to'>[];
  now: Date;
  /** The head is left alone until it is this old. */
  pollSeconds: number;
}

export interface HistoryPlan {
  /** What happened since the last read, with the overlap; null: not due yet. */
  live: HistoryRange | null;
  /** When the next live read is due, at the earliest now. */
  liveAt: Date;
  /** Every hole down to 90 days, newest first; a scope that was never read is one hole. */
  rest: HistoryRange[];
}

const floorSecond = (at: number): number => Math.floor(at / 1000) * 1000;

/**
 * What is to be read of a scope's history: what is new before anything else, then the gaps that unfinished reads
 * left, then backwards to 90 days. Each range begins 30 minutes within what is already covered, so that whatever
 * came late is read too. Times are whole seconds, as LookupEvents has them.
 */
export function planHistory({ coverage, now, pollSeconds }: Facts): HistoryPlan {
  const to = floorSecond(now.getTime());
  const horizon = to - HISTORY_DAYS * DAY_MS;
  const covered = coverage
    .map((interval) => ({ from: interval.from.getTime(), to: interval.to.getTime() }))
    .toSorted((a, b) => b.to - a.to);
  const toRange = (hole: { from: number; to: number }): HistoryRange => ({
    from: new Date(floorSecond(Math.max(hole.from - OVERLAP_MS, horizon))),
    to: new Date(hole.to),
  });
  const holes: { from: number; to: number }[] = [];
  let edge = covered[0] ? Math.min(covered[0].from, to) : to;
  for (const interval of covered.slice(1)) {
    if (edge <= horizon) break;
    if (interval.to < edge) holes.push({ from: Math.max(interval.to, horizon), to: edge });
    edge = Math.min(edge, interval.from);
  }
  if (edge > horizon) holes.push({ from: horizon, to: edge });
  const rest = holes.filter((hole) => hole.to > horizon && hole.to - hole.from >= 1000).map(toRange);

  const head = covered[0]?.to;
  if (head === undefined) return { live: null, liveAt: new Date(to + pollSeconds * 1000), rest };
  const liveAt = head + pollSeconds * 1000;
  const isDue = liveAt <= to && to - head >= 1000;
  const next = isDue ? to + pollSeconds * 1000 : liveAt;
  return { live: isDue ? toRange({ from: Math.max(head, horizon), to }) : null, liveAt: new Date(next), rest };
}

/**
 * How long a live read may take, in milliseconds: all the time until the next one, or half of it while anything
 * older is unread, since in a busy scope the overlap alone takes all there is. What is cut off of the new is a gap
 * then, which goes before what is older; what is cut off of the overlap is read again once a day.
 */
export const liveMilliseconds = ({ rest }: HistoryPlan, pollSeconds: number): number =>
  (pollSeconds * 1000) / (rest.length > 0 ? 2 : 1);

/**
 * What is completely read once a page of `range` is in. Records come newest first, so a page proves
 * all down to the second after its oldest record's; the last page proves the whole range. null: nothing yet.
 */
export function provenBy(range: HistoryRange, page: { oldest: Date | null; more: boolean }): HistoryRange | null {
  if (!page.more) return range;
  if (page.oldest === null) return null;
  const from = new Date(Math.max(floorSecond(page.oldest.getTime()) + 1000, range.from.getTime()));
  return from < range.to ? { from, to: range.to } : null;
}
