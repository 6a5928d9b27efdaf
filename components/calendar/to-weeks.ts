import type { CalendarList } from '@/lib/contract/rotation-calendar';

const DAY_MS = 86_400_000;
const WEEKS = 5;

export interface GridDay {
  day: string;
  count: number;
  troubled: number;
  /** Before today: what was due then is past due, and no part of what is to come. */
  isPast: boolean;
}

/** Five weeks from the Monday of this one (UTC), each of seven days. */
export function toWeeks(days: CalendarList['days'], now: string): GridDay[][] {
  const today = now.slice(0, 10);
  const at = Date.parse(today);
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS;
  const counted = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: WEEKS }, (_week, week) =>
    Array.from({ length: 7 }, (_day, place) => {
      const day = new Date(monday + (week * 7 + place) * DAY_MS).toISOString().slice(0, 10);
      const { count = 0, troubled = 0 } = counted.get(day) ?? {};
      return { day, count, troubled, isPast: day < today };
    }),
  );
}
