import type { CoverageInterval } from '@/lib/domain/event-record';

/** LookupEvents keeps 90 days (CloudTrail user guide, event history). */
export const HISTORY_DAYS = 90;
/** CloudTrail promises no delay; it delivers within some minutes on average. What is later is caught by re-reading so much. */
export const OVERLAP_MS = 30 * 60_000;
const DAY_MS = 86_400_000;
/** So long the newest may wait while gaps behind it are closed. */
const HEAD_WAITS_MS = 5 * 60_000;
/** And so long between two reads of it, whatever the poll, while anything older is unread. */
const HEAD_RESTS_MS = 60_000;

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

const floorSecond = (at: number): number => Math.floor(at / 1000) * 1000;

/**
 * What is to be read of a scope's history, newest first: the part since the last read, then every hole
 * down to 90 days. A gap that an unfinished read left goes before a young head: in a busy scope each
 * head's overlap alone may take all the time there is, and the gap would never be closed. Each range begins 30 minutes within what is already covered, so that whatever came
 * late is read too. Times are whole seconds, as LookupEvents has them.
 */
export function planHistory({ coverage, now, pollSeconds }: Facts): HistoryRange[] {
  const to = floorSecond(now.getTime());
  const horizon = to - HISTORY_DAYS * DAY_MS;
  const covered = coverage
    .map((interval) => ({ from: interval.from.getTime(), to: interval.to.getTime() }))
    .toSorted((a, b) => b.to - a.to);
  const holes: { from: number; to: number }[] = [];
  let edge = to;
  for (const interval of covered) {
    if (interval.to < edge) holes.push({ from: Math.max(interval.to, horizon), to: edge });
    edge = Math.min(edge, interval.from);
    if (edge <= horizon) break;
  }
  if (edge > horizon) holes.push({ from: horizon, to: edge });

  const headRests = Math.max(pollSeconds * 1000, holes.some((hole) => hole.to < to) ? HEAD_RESTS_MS : 0);
  const isDue = (hole: { from: number; to: number }): boolean => {
    if (hole.to <= horizon || hole.to - hole.from < 1000) return false;
    return hole.to < to || covered.length === 0 || to - hole.from >= headRests;
  };
  const rank = (hole: { from: number; to: number }): number => {
    if (hole.to === to) return covered.length > 0 && to - hole.from < HEAD_WAITS_MS ? 1 : -1;
    return hole.from > horizon ? 0 : 2;
  };
  const ordered = holes.toSorted((a, b) => rank(a) - rank(b));
  return ordered.filter(isDue).map((hole) => ({
    from: new Date(floorSecond(Math.max(hole.from - OVERLAP_MS, horizon))),
    to: new Date(hole.to),
  }));
}

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
