import type { RotationRules } from '@/lib/local-aws/world/secret';
import { leastGap, nextCronHour, readCron, type Cron } from './cron';
import { ScheduleError } from './cron-field';

export const hour = 3_600_000;
export const day = 24 * hour;

/** Milliseconds, the end belonging to it: the moments at which a secret may be rotated. */
export type Window = { opens: number; closes: number };

/** What the rules come down to: so many hours or days from one rotation to the next, or cron hours. */
export type Schedule = { by: 'hours' | 'days'; every: number } | { by: 'cron'; cron: Cron };

/** Throws ScheduleError for an expression that is none; `undefined` where the rules hold no schedule at all. */
export function readSchedule(rules: RotationRules | undefined): Schedule | undefined {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rules ?? {};
  if (expression === undefined) return days === undefined ? undefined : { by: 'days', every: days };
  const [, count, unit] = /^rate\((\d{1,5}) (hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined) return { by: unit === 'hour' ? 'hours' : 'days', every: Number(count) };
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1];
  if (cron === undefined) throw new ScheduleError(expression);
  return { by: 'cron', cron: readCron(cron) };
}

/** Hours a window is open; `undefined`: to the end of its day, as it is for schedules in days without a Duration. */
export function windowHours(schedule: Schedule, rules: RotationRules | undefined): number | undefined {
  if (rules?.Duration !== undefined) return Number(/^(\d{1,2})h$/.exec(rules.Duration)?.[1] ?? NaN);
  const inHours = schedule.by === 'hours' || (schedule.by === 'cron' && schedule.cron.hours.length > 1);
  return inHours ? 1 : undefined;
}

/** Hours from one window to the next at the least, in which the Duration must find room. */
export function hoursBetween(schedule: Schedule): number {
  if (schedule.by === 'cron') return leastGap(schedule.cron);
  return schedule.by === 'hours' ? schedule.every : schedule.every * 24;
}

const startOf = (time: number, unit: number) => time - (time % unit);

/**
 * The first window after a rotation: days are counted from its day and open at midnight, hours from its full hour, cron
 * hours stand by themselves; closed after `Duration`, else after an hour for schedules in hours and at the end of the day
 * for those in days (service model, RotationRulesType). `undefined` where none comes.
 */
export function nextWindow(rules: RotationRules | undefined, last: number): Window | undefined {
  const schedule = readSchedule(rules);
  if (schedule === undefined) return undefined;
  const opens =
    schedule.by === 'cron'
      ? nextCronHour(schedule.cron, last)
      : startOf(last, schedule.by === 'hours' ? hour : day) + schedule.every * (schedule.by === 'hours' ? hour : day);
  if (opens === undefined) return undefined;
  const length = windowHours(schedule, rules);
  return { opens, closes: length === undefined ? startOf(opens, day) + day - 1000 : opens + length * hour };
}

/** The window that closes at a moment, which is what NextRotationDate shows of it. */
export function windowClosing(rules: RotationRules | undefined, closes: number): Window | undefined {
  const schedule = readSchedule(rules);
  if (schedule === undefined) return undefined;
  const length = windowHours(schedule, rules);
  if (length !== undefined) return { opens: closes - length * hour, closes };
  const [first = 0] = schedule.by === 'cron' ? schedule.cron.hours : [];
  return { opens: startOf(closes, day) + first * hour, closes };
}
