import { toWholeDays, type Period } from './plan-count';

const DAY_MS = 86_400_000;

/** A quarter of a year: what is longer is cut to its newest days. */
export const MOST_DAYS = 92;

export interface Day {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  from: Date;
  to: Date;
}

const toDay = (start: number): Day => ({
  day: new Date(start).toISOString().slice(0, 10),
  from: new Date(start),
  to: new Date(start + DAY_MS - 1),
});

/** The whole UTC days of a period, the oldest first: none that has not begun, and the newest of too many. */
export function planDays(asked: Period, now: Date): { period: Period; days: Day[] } {
  const whole = toWholeDays({ from: asked.from, to: asked.to < now ? asked.to : now });
  const end = whole.to.getTime() + 1;
  const start = Math.max(whole.from.getTime(), end - MOST_DAYS * DAY_MS);
  const count = Math.max(0, Math.round((end - start) / DAY_MS));
  return {
    period: { from: new Date(start), to: whole.to },
    days: Array.from({ length: count }, (_, index) => toDay(start + index * DAY_MS)),
  };
}
