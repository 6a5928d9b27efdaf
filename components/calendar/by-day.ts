import type { CalendarItem } from '@/lib/contract/rotation-calendar';
import type { RunView } from '@/lib/contract/rotation';

interface Group<T> {
  key: string;
  items: T[];
}

const toGroups = <T>(items: readonly T[], toKey: (item: T) => string): Group<T>[] =>
  [...Map.groupBy(items, toKey)].map(([key, own]) => ({ key, items: own }));

export const PAST_DUE = 'Past due';
export const NO_DATE = 'Without a date';

/** The UTC day that a date ends on: midnight still belongs to the day before. */
const dayOf = (at: string): string => new Date(Date.parse(at) - 1).toISOString().slice(0, 10);

/** What is to come by the day on or before which AWS rotates it, in the order of the list. */
export const byDueDay = (items: readonly CalendarItem[], now: string): Group<CalendarItem>[] =>
  toGroups(items, ({ nextRotationAt: at }) => (at === null ? NO_DATE : at < now ? PAST_DUE : dayOf(at)));

/** What has been by the day on which it began, in the order of the list. */
export const byStartDay = (runs: readonly RunView[]): Group<RunView>[] =>
  toGroups(runs, ({ startedAt }) => startedAt.slice(0, 10));

const WEEKDAYS = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });

/** `Friday, 2026-11-27`; what is no day stays as it is. */
export const dayWords = (key: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(key) ? `${WEEKDAYS.format(new Date(key))}, ${key}` : key;

/** `3 succeeded, 1 failed`. */
export const outcomeWords = (runs: readonly Pick<RunView, 'state'>[]): string =>
  [...Map.groupBy(runs, ({ state }) => state)].map(([state, { length }]) => `${length} ${state}`).join(', ');
