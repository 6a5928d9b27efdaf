const hour = 3_600_000;
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const monthNames = ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export class ScheduleError extends Error {}

function toNumber(part: string, names: readonly string[], offset: number): number {
  const named = names.indexOf(part.toUpperCase());
  const number = named >= 0 && part !== '' ? named : Number(part) - offset;
  if (!Number.isInteger(number)) throw new ScheduleError(part);
  return number;
}

/** One cron field as a test: `*`, `?`, lists, ranges, steps, names (UG rotate-secrets_schedule). */
function toTest(field: string, low: number, names: readonly string[] = [], offset = 0): (value: number) => boolean {
  const parts = field.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    const every = step === undefined ? 1 : toNumber(step, [], 0);
    if (every < 1) throw new ScheduleError(part);
    if (range === '*' || range === '?') return (value: number) => (value - low) % every === 0;
    const [first = '', last] = range.split('-');
    const from = toNumber(first, names, offset);
    const to = last === undefined ? (step === undefined ? from : Infinity) : toNumber(last, names, offset);
    return (value: number) => value >= from && value <= to && (value - from) % every === 0;
  });
  return (value) => parts.some((test) => test(value));
}

/** `L`: the last day of the month; `2#1`-like weekdays and `W` are refused here. */
function toDayTest(field: string): (date: Date) => boolean {
  if (field === 'L') return (date) => new Date(date.getTime() + 24 * hour).getUTCDate() === 1;
  const test = toTest(field, 1);
  return (date) => test(date.getUTCDate());
}

/**
 * The first full hour after `after` that a Secrets Manager cron expression names: six fields, minutes always 0, year
 * always `*`. Throws ScheduleError for anything else; `undefined` when nothing comes within two years.
 */
export function nextCronHour(expression: string, after: number): number | undefined {
  const [minutes, hours = '', days = '', months = '', weekdays = '', year, ...rest] = expression.trim().split(/\s+/);
  if (minutes !== '0' || year !== '*' || rest.length > 0) throw new ScheduleError(expression);
  const isHour = toTest(hours, 0);
  const isDay = toDayTest(days);
  const isMonth = toTest(months, 1, monthNames);
  const isWeekday = toTest(weekdays, 0, dayNames, 1);
  const fits = (date: Date) => isMonth(date.getUTCMonth() + 1) && isDay(date) && isWeekday(date.getUTCDay());
  let time = after - (after % hour) + hour;
  for (const end = after + 2 * 366 * 24 * hour; time < end; time += hour) {
    const date = new Date(time);
    if (!fits(date)) time += (23 - date.getUTCHours()) * hour;
    else if (isHour(date.getUTCHours())) return time;
  }
  return undefined;
}
