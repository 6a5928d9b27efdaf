import { addDays, dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import type { ScopeProblem } from '@/lib/domain/scope';

/** A day of delivery of a scope, whose folder was looked into. */
export interface LookedDay {
  /** `YYYY-MM-DD` */
  day: string;
  lookedAt: Date;
  /** It was over for long, and all that it holds is read: nobody looks there again. */
  done: boolean;
  /** The look ended before the folder did: it goes on there at once. */
  more: boolean;
  /** Files that were taken out of it. */
  files: number;
  /** What kept files of it from being read that somebody may mend; null: nothing. */
  problem: Omit<ScopeProblem, 'since'> | null;
}

interface Known {
  /** Coverage of the scope by single events. */
  intervals: readonly Pick<CoverageInterval, 'from' | 'to'>[];
  looked: readonly LookedDay[];
  /** The first day of delivery that is looked into. */
  since: string;
  now: Date;
}

export interface LookPlan {
  /** Which folder to look into now; null: none. */
  day: string | null;
  /** Folders of which something is missing, the one of today included. */
  missing: { days: number; first: string | null; last: string | null };
  /** Of the newest of them that has one. */
  problem: LookedDay['problem'];
  /** Folders whose files are asked about: those, and their neighbours, which the digests of each name files of. */
  kept: string[];
}

const HOUR = 3_600_000;
/** CloudTrail delivers within minutes, and now and then hours later: a day is looked into for so long after its end. */
const CLOSED_AFTER = 24 * HOUR;
/** Between looks into a folder that fills still. */
export const LOOK_SECONDS = 900;
/** Between looks at what is over, and could not be read to its end. */
const AGAIN = 6 * HOUR;
/** Two polls are never exactly next to each other. */
const NEXT_TO = 1000;

const endOf = (day: string): number => Date.parse(addDays(day, 1));

/** Whether nothing comes into a day's folder any more. */
export const isClosed = (day: string, now: Date): boolean => now.getTime() >= endOf(day) + CLOSED_AFTER;

/** Spans that touch as one, in order. */
function join(intervals: Known['intervals']): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.toSorted((left, right) => left.from.getTime() - right.from.getTime())) {
    const last = spans.at(-1);
    if (last && from.getTime() <= last.to + NEXT_TO) last.to = Math.max(last.to, to.getTime());
    else spans.push({ from: from.getTime(), to: to.getTime() });
  }
  return spans;
}

/**
 * The folders of which something is missing, newest first. A folder holds the events of its day, and late ones of the day
 * before: it is missing where one of the two is not known whole from whatever source.
 */
function* listMissing({ intervals, looked, since, now }: Known): Generator<string> {
  const spans = join(intervals);
  const done = new Set(looked.filter((one) => one.done).map(({ day }) => day));
  const owned = (day: string) => spans.some(({ from, to }) => from <= Date.parse(day) && to >= endOf(day));
  let isNextOwned = owned(dayOf(now));
  for (let day = dayOf(now); day >= since; day = addDays(day, -1)) {
    const isBeforeOwned = owned(addDays(day, -1));
    if (!done.has(day) && !(isNextOwned && isBeforeOwned)) yield day;
    isNextOwned = isBeforeOwned;
  }
}

/**
 * Which folder of a scope's days is looked into next, of those of which something is missing and that are due: today's, then
 * the newest that was never looked into to its end, then the one whose look is longest ago, so that none waits for ever.
 */
export function planLook(known: Known): LookPlan {
  const { looked, now } = known;
  const byDay = new Map(looked.map((one) => [one.day, one]));
  const missing = [...listMissing(known)];
  const isDue = (day: string): boolean => {
    const last = byDay.get(day);
    if (last === undefined || last.more) return true;
    const passed = now.getTime() - last.lookedAt.getTime();
    const wasClosed = isClosed(day, last.lookedAt);
    return passed >= (wasClosed ? AGAIN : LOOK_SECONDS * 1000);
  };
  const due = missing.filter(isDue);
  const isNew = (day: string): boolean => day === dayOf(now) || (byDay.get(day)?.more ?? true);
  const lookedAt = (day: string): number => byDay.get(day)?.lookedAt.getTime() ?? 0;
  const [longest] = due.toSorted((one, other) => lookedAt(one) - lookedAt(other));
  return {
    day: due.find(isNew) ?? longest ?? null,
    problem: missing.flatMap((day) => byDay.get(day)?.problem ?? [])[0] ?? null,
    missing: { days: missing.length, first: missing.at(-1) ?? null, last: missing[0] ?? null },
    kept: [...new Set(missing.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))],
  };
}
