import type { RotationRules } from '@/lib/domain/secret';
import { readCron, type CronSchedule } from './read-cron';
import { findWindowHours } from './rotation-window';

/** When a secret may be rotated by its schedule. */
export interface RotationWindow {
  opensAt: Date;
  closesAt: Date;
}

interface Scheduled {
  rules: RotationRules | null;
  /** AWS's NextRotationDate: the rotation comes on or before it, so that a window closes then. */
  nextRotationAt: Date | null;
  now: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WINDOWS = 3;
/** Two 29ths of February can be so far apart. */
const MOST_DAYS = 8 * 366;

const startOfDay = (time: number): number => time - (time % DAY_MS);

/**
 * A window without a duration closes after an hour where the schedule is in hours, else at the end of its UTC day
 * (model, RotationRulesType).
 */
const closeOf = (opens: number, hours: number | null, inHours: boolean): number =>
  hours === null && !inHours ? startOfDay(opens) + DAY_MS : opens + (hours ?? 1) * HOUR_MS;

function byCron({ hours: openings, isDay }: CronSchedule, hours: number | null, now: number): RotationWindow[] {
  const windows: RotationWindow[] = [];
  const first = startOfDay(now);
  for (let day = first; day < first + MOST_DAYS * DAY_MS && windows.length < WINDOWS; day += DAY_MS) {
    if (!isDay(new Date(day))) continue;
    for (const hour of openings) {
      const opens = day + hour * HOUR_MS;
      const closes = closeOf(opens, hours, openings.length > 1);
      if (closes > now) windows.push({ opensAt: new Date(opens), closesAt: new Date(closes) });
    }
  }
  return windows.slice(0, WINDOWS);
}

/** What is counted from one rotation to the next: as AWS says of the next one, and each after it where that succeeds in its window. */
function byRate(every: { hours: number; inHours: boolean }, hours: number | null, next: Date): RotationWindow[] {
  const closes = next.getTime();
  // The last second of a day, or its end, belongs to the day.
  const opens = every.inHours ? closes - (hours ?? 1) * HOUR_MS : startOfDay(closes - 1);
  return Array.from({ length: WINDOWS }, (_, place) => {
    const at = opens + place * every.hours * HOUR_MS;
    return { opensAt: new Date(at), closesAt: new Date(closeOf(at, hours, every.inHours)) };
  });
}

function readEvery({ scheduleExpression: expression, automaticallyAfterDays: days }: RotationRules) {
  if (!expression) return days !== null && days > 0 ? { hours: days * 24, inHours: false } : null;
  const [, count, unit] = /^rate\(\s*(\d{1,5})\s+(hour|day)s?\s*\)$/i.exec(expression) ?? [];
  if (!count || Number(count) === 0) return null;
  const inHours = unit?.toLowerCase() === 'hour';
  return { hours: Number(count) * (inHours ? 1 : 24), inHours };
}

/**
 * The next three windows, the open one first, UTC. None where the schedule is not understood, or is counted from a
 * rotation of which AWS says no time ahead: what is overdue has no window that could be told.
 */
export function findNextWindows({ rules, nextRotationAt, now }: Scheduled): RotationWindow[] {
  if (!rules) return [];
  const hours = findWindowHours(rules);
  const cron = rules.scheduleExpression ? readCron(rules.scheduleExpression) : null;
  if (cron) return byCron(cron, hours, now.getTime());
  const every = readEvery(rules);
  return every && nextRotationAt && nextRotationAt > now ? byRate(every, hours, nextRotationAt) : [];
}
