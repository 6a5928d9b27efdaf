import { readDays } from './cron-day';
import { readField, ScheduleError, type FieldRange } from './cron-field';

const hour = 3_600_000;
const hours: FieldRange = { from: 0, to: 23 };
const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const months: FieldRange = { from: 1, to: 12, names: monthNames };

/** A schedule: the hours of a day on which windows open, in order, and the days that have them. */
export type Cron = { hours: readonly number[]; isDay: (date: Date) => boolean };

/**
 * Reads a Secrets Manager cron expression: six fields, minutes always 0, year always `*`
 * (UG rotate-secrets_schedule). Throws ScheduleError for anything else.
 */
export function readCron(expression: string): Cron {
  const [minutes, inDay = '', ofMonth = '', inYear = '', ofWeek = '', year, ...rest] = expression.trim().split(/\s+/);
  if (minutes !== '0' || year !== '*' || rest.length > 0) throw new ScheduleError(expression);
  const isOn = readDays(ofMonth, ofWeek);
  const inMonths = new Set(readField(inYear, months));
  const isDay = (date: Date) => inMonths.has(date.getUTCMonth() + 1) && isOn(date);
  return { hours: readField(inDay, hours), isDay };
}

/** The least number of hours between two openings of one day and the next; 24 for one a day. */
export function leastGap({ hours: open }: Cron): number {
  const [first = 0] = open;
  return Math.min(...open.map((at, index) => (open[index + 1] ?? first + 24) - at));
}

/**
 * The first full hour after `after` that the schedule names; `undefined` when nothing comes within eight years, which is
 * how far apart two 29ths of February can be.
 */
export function nextCronHour(cron: Cron, after: number): number | undefined {
  let time = after - (after % hour) + hour;
  for (const end = after + 8 * 366 * 24 * hour; time < end; time += hour) {
    const date = new Date(time);
    const inDay = date.getUTCHours();
    const open = cron.isDay(date) ? cron.hours.find((at) => at >= inDay) : undefined;
    if (open !== undefined) return time + (open - inDay) * hour;
    time += (23 - inDay) * hour;
  }
  return undefined;
}
