import { addDays, dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { LATE_DAYS } from './roll-up-query';

/** Who tells what was read on a day of a scope: its events that are stored, or groups that Athena gave. */
export const ROLL_UP_OWNERS = ['events', 'athena'] as const;
export type RollUpOwner = (typeof ROLL_UP_OWNERS)[number];

/** What is known of a day of a scope that Athena was asked about. Where its answer was not taken, the events tell of the day. */
export interface AskedDay {
  /** `YYYY-MM-DD` */
  day: string;
  owner: RollUpOwner;
  askedAt: Date;
  /** Records of any service: without one there may have been no trail. */
  records: number;
}

const HOUR = 3_600_000;
/** CloudTrail delivers within minutes: a day is asked for when it is over for so long, … */
const CLOSED_AFTER = 3 * HOUR;
/** … once more when what came late is there … */
const SETTLED_AFTER = LATE_DAYS * 24 * HOUR + CLOSED_AFTER;
/** … where there was no record at all, the files may come later, or the table be made right: again after this … */
const EMPTY_AGAIN = 7 * 24 * HOUR;
/** … and so many at once at most. */
const LONGEST_RANGE = 31;

const endOf = (day: string): number => Date.parse(addDays(day, 1));
const isOver = (day: string, now: Date, after: number): boolean => now.getTime() >= endOf(day) + after;

/** Whether the events that are stored tell all of a day: then nothing else does. Two polls are never exactly next to each other. */
export function ownsDay(intervals: readonly Pick<CoverageInterval, 'from' | 'to'>[], day: string): boolean {
  const [from, to] = [Date.parse(day), endOf(day)];
  let known = from;
  for (const interval of intervals.toSorted((left, right) => left.from.getTime() - right.from.getTime()))
    if (interval.from.getTime() <= known + 1000) known = Math.max(known, interval.to.getTime());
  return known >= to;
}

export interface DaysPlan {
  /** To be asked for, both ends in it; null: nothing now. */
  ask: { from: string; to: string } | null;
  /** Days that Athena told of and that the stored events tell whole by now: they are worked out again from these. */
  giveBack: string[];
}

interface Known {
  /** Coverage of the scope by events: without Athena's own. */
  intervals: readonly Pick<CoverageInterval, 'from' | 'to'>[];
  asked: readonly AskedDay[];
  /** `YYYY-MM-DD`: the first day that the trail has files of. */
  since: string;
  /** `YYYY-MM-DD`: later days are told otherwise soon; null: none are. */
  until: string | null;
  /** How many at once. */
  most: number;
  now: Date;
}

/**
 * How many days may be asked for at once: what scanning a day of the scope came to lately, with the folders of late files,
 * within the bytes that are left. Where nothing was asked lately the question is about one day. Below one there is not
 * enough left.
 */
export function mostDays(bytesOfDay: number | null, bytesLeft: number): number {
  if (bytesLeft <= 0) return 0;
  if (bytesOfDay === null) return 1;
  return Math.min(LONGEST_RANGE, Math.floor(bytesLeft / Math.max(bytesOfDay, 1)) - LATE_DAYS);
}

/** What Athena has to be asked about a scope next: the newest days first, and never one that is not over. */
export function planDays({ intervals, asked, since, until, most, now }: Known): DaysPlan {
  const byDay = new Map(asked.map((one) => [one.day, one]));
  const isDue = (day: string): boolean => {
    if (day < since || !isOver(day, now, CLOSED_AFTER) || ownsDay(intervals, day)) return false;
    const known = byDay.get(day);
    if (known === undefined) return true;
    if (isOver(day, now, SETTLED_AFTER) && !isOver(day, known.askedAt, SETTLED_AFTER)) return true;
    return known.records === 0 && now.getTime() - known.askedAt.getTime() >= EMPTY_AGAIN;
  };
  const yesterday = addDays(dayOf(now), -1);
  let to = until !== null && until < yesterday ? until : yesterday;
  while (to >= since && !isDue(to)) to = addDays(to, -1);
  let from = to;
  while (isDue(addDays(from, -1)) && from > addDays(to, 1 - most)) from = addDays(from, -1);
  return {
    ask: to < since ? null : { from, to },
    giveBack: asked.filter(({ day, owner }) => owner === 'athena' && ownsDay(intervals, day)).map(({ day }) => day),
  };
}

/**
 * The times that are known from Athena: whole days, each with records on it and on both sides of it, since a trail may
 * have been turned on or off within a day. It rests on a person's word that the trail records reads at all.
 */
export function toAthenaCoverage(asked: readonly AskedDay[], intervals: Known['intervals']): CoverageInterval[] {
  // Of a day that was not taken although it had records, the trail told less than is known: it proves nothing.
  const alive = new Set(asked.filter(({ owner, records }) => owner === 'athena' && records > 0).map(({ day }) => day));
  const isAlive = (day: string): boolean => alive.has(day) || ownsDay(intervals, day);
  const days = asked
    .map(({ day }) => day)
    .filter((day) => alive.has(day))
    .filter((day) => isAlive(addDays(day, -1)) && isAlive(addDays(day, 1)))
    .toSorted();
  const found: CoverageInterval[] = [];
  for (const day of days) {
    const last = found.at(-1);
    const to = new Date(endOf(day));
    if (last?.to.getTime() === Date.parse(day)) last.to = to;
    else found.push({ from: new Date(day), to, source: 'athena' });
  }
  return found;
}

/** Whether what was asked last, of the days that there should be files of, had no record of any service at all. */
export function isSilent(asked: readonly AskedDay[], since: string): boolean {
  const [first, ...rest] = asked
    .filter(({ day }) => day >= since)
    .toSorted((a, b) => b.askedAt.getTime() - a.askedAt.getTime());
  if (first === undefined) return false;
  const last = [first, ...rest.filter(({ askedAt }) => askedAt.getTime() === first.askedAt.getTime())];
  return last.every(({ records }) => records === 0);
}
