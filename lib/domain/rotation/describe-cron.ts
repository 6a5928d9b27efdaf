const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `SUN` or `1` (AWS counts from Sunday). */
function toDay(text: string): string | undefined {
  const byName = DAYS.find((day) => day.slice(0, 3).toUpperCase() === text.toUpperCase());
  return byName ?? (/^[1-7]$/.test(text) ? DAYS[Number(text) - 1] : undefined);
}

/** Whole words for every item of a comma list, or null where one is not understood. */
function toWords(text: string, toWord: (item: string) => string | undefined): string[] | null {
  const words = text.split(',').map(toWord);
  return words.every((word) => word !== undefined) ? words : null;
}

function describeWeekday(text: string, months: string): string | null {
  const [, day, which] = /^([A-Za-z]{3}|[1-7])(?:#([1-5])|L)$/.exec(text) ?? [];
  const name = day && toDay(day);
  if (name) return `on the ${which ? ORDINALS[Number(which) - 1] : 'last'} ${name} of ${months}`;
  if (months !== 'every month') return null;
  const [, from, to] = /^([A-Za-z]{3}|[1-7])-([A-Za-z]{3}|[1-7])$/.exec(text) ?? [];
  const [first, last] = [from && toDay(from), to && toDay(to)];
  if (first && last) return `${first} to ${last}`;
  const days = toWords(text, toDay);
  return days && `every ${list(days)}`;
}

function describeDate(text: string, months: string): string | null {
  if (text === 'L') return `on the last day of ${months}`;
  const [, step] = /^(?:\*|1)?\/(\d{1,2})$/.exec(text) ?? [];
  if (step) return months === 'every month' && Number(step) > 0 ? `every ${Number(step)} days of the month` : null;
  const days = toWords(text, (item) => (/^([1-9]|[12]\d|3[01])$/.test(item) ? item : undefined));
  return days && `on day ${list(days)} of ${months}`;
}

function describeMonths(text: string): string | null {
  if (text === '*') return 'every month';
  const [, from, step] = /^(\*|[1-9]|1[0-2])?\/([1-9]|1[0-2])$/.exec(text) ?? [];
  if (step) return `every ${step} months from ${MONTHS[Number(from === '*' ? 1 : (from ?? 1)) - 1]}`;
  const toMonth = (item: string): string | undefined =>
    MONTHS.find((month) => month.slice(0, 3).toUpperCase() === item.toUpperCase()) ??
    (/^([1-9]|1[0-2])$/.test(item) ? MONTHS[Number(item) - 1] : undefined);
  const months = toWords(text, toMonth);
  return months && list(months);
}

/**
 * A schedule of AWS's six fields, `cron(0 hours day-of-month month day-of-week *)` (user guide,
 * rotate-secrets_schedule), in words, and the hour (UTC) its window opens; null where it is not simple.
 */
export function describeCron(expression: string): { words: string; hour: number | null } | null {
  const [, inside] = /^cron\(([^()]{1,200})\)$/i.exec(expression) ?? [];
  const [minutes, hours, date, month, weekday, year, ...more] = inside?.trim().split(/\s+/) ?? [];
  if (minutes !== '0' || !hours || !date || !month || !weekday || year !== '*' || more.length > 0) return null;
  const months = describeMonths(month);
  if (months === null) return null;
  const free = (text: string): boolean => text === '*' || text === '?';
  const [, step] = /^(?:\*|0)?\/(\d{1,2})$/.exec(hours) ?? [];
  if (step) {
    const everyDay = free(date) && free(weekday) && month === '*' && Number(step) > 0;
    return everyDay ? { words: `every ${Number(step)} hours`, hour: null } : null;
  }
  if (!/^([01]?\d|2[0-3])$/.test(hours)) return null;
  const everyDay = month === '*' ? 'every day' : `every day of ${months}`;
  const words = free(date) ? (free(weekday) ? everyDay : describeWeekday(weekday, months)) : null;
  const dated = free(date) || !free(weekday) ? words : describeDate(date, months);
  return dated === null ? null : { words: dated, hour: Number(hours) };
}
