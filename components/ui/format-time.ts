const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const amount = (count: number, unit: string): string => `${count.toLocaleString('en')} ${unit}`;

/** A length of time by its largest whole unit, never more than one: `38 s`, `4 min`, `3 h`, `124 d`. */
export function formatSpan(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  if (length < MINUTE) return amount(Math.floor(length / SECOND), 's');
  if (length < HOUR) return amount(Math.floor(length / MINUTE), 'min');
  if (length < DAY) return amount(Math.floor(length / HOUR), 'h');
  return amount(Math.floor(length / DAY), 'd');
}

/** `now`, `4 min ago`, `in 6 d`. Takes `now`, so that the server and the browser say the same. */
export function formatRelative(at: string, now: string): string {
  const difference = Date.parse(at) - Date.parse(now);
  if (Number.isNaN(difference)) return 'at an unknown time';
  if (Math.abs(difference) < 5 * SECOND) return 'now';
  return difference < 0 ? `${formatSpan(difference)} ago` : `in ${formatSpan(difference)}`;
}

/** `2026-11-22 14:06:12 UTC`; a whole day stays one: `2026-11-22`. */
export function formatUtc(at: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return at;
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A whole UTC day as AWS keeps it: `today`, `yesterday`, `6 d ago`. */
export function formatDay(day: string, now: string): string {
  const days = Math.round((Date.parse(now.slice(0, 10)) - Date.parse(day)) / DAY);
  if (Number.isNaN(days)) return day;
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${amount(days, 'd')} ago`;
}

/** `2026-12-01 02:00–04:00 UTC`; its end at midnight is 24:00 of its day, that of a later day is written whole. Below the heading of its `day`: `02:00–04:00 UTC`. */
export function formatWindow(from: string, to: string, day?: string): string {
  const [opens, closes] = [formatUtc(from).slice(0, 16), formatUtc(to).slice(0, 16)];
  const end = formatUtc(new Date(Date.parse(to) - 1).toISOString()).slice(0, 10);
  const isWithinDay = opens.startsWith(end);
  const midnight = closes.endsWith('00:00') ? '24:00' : closes.slice(11);
  return `${day !== undefined && opens.startsWith(`${day} `) ? opens.slice(day.length + 1) : opens}–${isWithinDay ? midnight : closes} UTC`;
}
