import 'server-only';

/** As seconds this is the year 5138, as milliseconds 1973: a larger number was milliseconds. */
const SECONDS_LIMIT = 100_000_000_000;

/** A moment as AWS or something that imitates it writes one: Date, epoch seconds, text. null where it is none. */
export function toDate(value: unknown): Date | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value;
  if (typeof value === 'number') return toDate(new Date(Math.abs(value) < SECONDS_LIMIT ? value * 1000 : value));
  if (typeof value !== 'string' || value.trim() === '') return null;
  return /^-?\d+(\.\d+)?$/.test(value) ? toDate(Number(value)) : toDate(new Date(value));
}

/** The UTC day as `YYYY-MM-DD`; AWS keeps no time for accesses. */
export function toDay(value: unknown): string | null {
  const date = toDate(value);
  return date === null || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0
    ? null
    : date.toISOString().slice(0, 10);
}
