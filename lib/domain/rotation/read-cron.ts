/** The hours (UTC) at which windows open on a day that the schedule names. */
export interface CronSchedule {
  hours: readonly number[];
  isDay: (date: Date) => boolean;
}

type Test = (date: Date) => boolean;

interface Field {
  from: number;
  to: number;
  names?: readonly string[];
}

const HOURS: Field = { from: 0, to: 23 };
const DATES: Field = { from: 1, to: 31 };
const MONTHS: Field = {
  from: 1,
  to: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
/** AWS counts from Sunday, which is 1. */
const WEEKDAYS: Field = { from: 1, to: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] };

function toNumber(text: string, { from, to, names = [] }: Field): number | null {
  const place = names.indexOf(text.toUpperCase());
  const number = place >= 0 ? from + place : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : null;
}

/** One item of a list: `*`, `5`, `2-6`, each with `/step`; null: it is none. */
function toNumbers(item: string, field: Field): number[] | null {
  const [, span = '', step] = /^([^/]+)(?:\/([1-9]\d?))?$/.exec(item) ?? [];
  const [first = '', last, ...more] = span === '*' ? [String(field.from), String(field.to)] : span.split('-');
  const from = toNumber(first, field);
  // `4/8` goes on to the end of the field.
  const to = last === undefined ? (step ? field.to : from) : toNumber(last, field);
  if (from === null || to === null || to < from || more.length > 0) return null;
  const every = Number(step ?? 1);
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, place) => from + place * every);
}

function readList(text: string, field: Field): ReadonlySet<number> | null {
  const items = text.split(',').map((item) => toNumbers(item, field));
  return items.every((numbers) => numbers !== null) ? new Set(items.flat()) : null;
}

const weekdayOf = (date: Date): number => date.getUTCDay() + 1;
const daysIn = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** The workday that is nearest to a day of the month, within the month; null: the month has no such day. */
function findWorkday(date: Date, day: number): number | null {
  const most = daysIn(date);
  if (day > most) return null;
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? day + 2 : day - 1;
  if (weekday === 0) return day === most ? day - 2 : day + 1;
  return day;
}

function toDateTest(item: string): Test | null {
  if (item === 'L') return (date) => date.getUTCDate() === daysIn(date);
  if (item === 'LW') return (date) => date.getUTCDate() === findWorkday(date, daysIn(date));
  const [, near] = /^(\d{1,2})W$/.exec(item) ?? [];
  const day = near === undefined ? null : toNumber(near, DATES);
  if (day !== null) return (date) => date.getUTCDate() === findWorkday(date, day);
  const days = readList(item, DATES);
  return days && ((date) => days.has(date.getUTCDate()));
}

function toWeekdayTest(item: string): Test | null {
  if (item === 'L') return (date) => weekdayOf(date) === 7;
  const [, name = '', which] = /^(\w{1,3})(?:#([1-5])|L)$/.exec(item) ?? [];
  const day = name === '' ? null : toNumber(name, WEEKDAYS);
  if (day !== null)
    return (date) =>
      weekdayOf(date) === day &&
      (which ? Math.ceil(date.getUTCDate() / 7) === Number(which) : date.getUTCDate() > daysIn(date) - 7);
  const days = readList(item, WEEKDAYS);
  return days && ((date) => days.has(weekdayOf(date)));
}

function anyOf(text: string, toTest: (item: string) => Test | null): Test | null {
  const tests = text.split(',').map(toTest);
  return tests.every((test) => test !== null) ? (date) => tests.some((test) => test(date)) : null;
}

/**
 * AWS's six fields, `cron(0 hours day-of-month month day-of-week *)`; one of the two days is `?`, or both are any day.
 * null: it is no such schedule. Source: user guide, rotate-secrets_schedule.
 */
export function readCron(expression: string): CronSchedule | null {
  const [, inside] = /^cron\(([^()]{1,200})\)$/i.exec(expression) ?? [];
  const [minutes, hourText = '', date = '', month = '', weekday = '', year, ...more] =
    inside?.trim().split(/\s+/) ?? [];
  if (minutes !== '0' || year !== '*' || more.length > 0) return null;
  const hours = readList(hourText, HOURS);
  const months = readList(month, MONTHS);
  const isFree = (text: string) => text === '?' || text === '*';
  if (!isFree(date) && !isFree(weekday)) return null;
  const isDate = isFree(date) ? () => true : anyOf(date, toDateTest);
  const isWeekday = isFree(weekday) ? () => true : anyOf(weekday, toWeekdayTest);
  if (!hours || !months || !isDate || !isWeekday) return null;
  return {
    hours: [...hours].toSorted((a, b) => a - b),
    isDay: (day) => months.has(day.getUTCMonth() + 1) && isDate(day) && isWeekday(day),
  };
}
