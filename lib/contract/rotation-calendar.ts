import { DATED_STATES, ROTATION_STATES } from '@/lib/domain/rotation-state';
import { facetCount } from './secrets-list';
import { isoDay, isoTime, opaqueId, pageLimit, repeated, sinceDay, storedText } from './shared';
import { z } from './zod';

const text = storedText(512);

export const calendarQuery = z.strictObject({
  state: repeated(z.enum(DATED_STATES)),
  env: repeated(text),
  account: repeated(text),
  service: repeated(text),
  /** Those alone that AWS is to rotate by a date on that day (UTC); midnight belongs to the day before. */
  day: sinceDay.refine((day) => day < '9999', 'is a day before the year 9999').optional(),
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
});
export type CalendarQuery = z.infer<typeof calendarQuery>;

/** The page's own: `runs` is where its list of runs goes on. */
export const calendarPageQuery = calendarQuery.extend({ runs: z.string().max(2048).optional() });
export type CalendarPageQuery = z.infer<typeof calendarPageQuery>;

export const calendarItem = z.strictObject({
  secret: z.strictObject({
    id: opaqueId,
    name: z.string(),
    leaf: z.string(),
    environment: z.string(),
    accountName: z.string(),
    region: z.string(),
  }),
  state: z.enum(ROTATION_STATES),
  /** In words; null where none is set. */
  schedule: z.string().nullable(),
  /** On or before when AWS is to rotate it; null: AWS gives no date. */
  nextRotationAt: isoTime.nullable(),
  /** The next window, or the open one; null where the schedule does not tell. */
  window: z.strictObject({ opensAt: isoTime, closesAt: isoTime }).nullable(),
});
export type CalendarItem = z.infer<typeof calendarItem>;

/** By date, the earliest first, what is past due among them; what has no date last. */
export const calendarList = z.strictObject({
  items: z.array(calendarItem),
  nextCursor: z.string().nullable(),
  /** Of the 35 days from today on those with any, under the filters but for `day`. `troubled`: those that are failing, stuck or overdue. */
  days: z.array(z.strictObject({ day: isoDay, count: z.number().int(), troubled: z.number().int() })),
  /** Each counted under the others; of `state` what has a date to come. */
  filters: z.strictObject({
    state: z.array(facetCount),
    env: z.array(facetCount),
    account: z.array(facetCount),
    service: z.array(facetCount),
  }),
});
export type CalendarList = z.infer<typeof calendarList>;
