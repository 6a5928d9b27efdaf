import 'server-only';

/** As seconds this is the year 5138, as milliseconds 1973: a larger number was milliseconds. */
const SECONDS_LIMIT = 100_000_000_000;
/** The Date constructor alone would make a date of `--1`. */
const ISO = /^\d{4}-\d{2}-\d{2}(T|$)/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A moment as AWS or something that imitates it writes one: Date, epoch seconds, ISO text. null where it is none. */
export function toDate(value: unknown): Date | null {
  if (value instanceof Date) return value.getUTCFullYear() >= 0 && value.getUTCFullYear() <= 9999 ? value : null;
  if (typeof value === 'number') return toDate(new Date(Math.abs(value) < SECONDS_LIMIT ? value * 1000 : value));
  if (typeof value !== 'string') return null;
  if (NUMBER.test(value)) return toDate(Number(value));
  return ISO.test(value) ? toDate(new Date(value)) : null;
}

/** The UTC day as `YYYY-MM-DD`; AWS keeps no time for accesses. */
export const toDay = (value: unknown): string | null => toDate(value)?.toISOString().slice(0, 10) ?? null;
