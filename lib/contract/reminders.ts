import { REMINDER_STANDINGS } from '@/lib/domain/reminder/reminder';
import { annotationText } from './annotations';
import { environmentView, isoDay, isoTime, opaqueId, pageLimit, repeated, storedText } from './shared';
import { z } from './zod';

export const LONGEST_EVERY_DAYS = 3650;

const [FIRST_DAY, LAST_DAY] = ['2000-01-01', '2199-12-31'];
/** As browsers send it of a date field. */
const dueDay = isoDay.refine((day) => day >= FIRST_DAY && day <= LAST_DAY, `is a day from ${FIRST_DAY} to ${LAST_DAY}`);
const everyDays = z.number().int().min(1).max(LONGEST_EVERY_DAYS);
const revision = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'is no revision');

export const setReminderInput = z.strictObject({
  /** A UTC day; null: there is to be no reminder, whatever the others say. */
  dueOn: dueDay.nullable(),
  /** How often it comes again, counted from the day on which it was done; null: once. */
  everyDays: everyDays.nullable(),
  note: annotationText.note,
  /** Of what the person saw; null: there was none. Where another one is there now, `conflict`. */
  revision: revision.nullable(),
});
export type SetReminderInput = z.infer<typeof setReminderInput>;

export const completeReminderInput = z.strictObject({
  /** What was done. */
  note: annotationText.note,
  /** When it is due next; null: the reminder ends. */
  next: dueDay.nullable(),
  revision,
});
export type CompleteReminderInput = z.infer<typeof completeReminderInput>;

export const reminderView = z.strictObject({
  dueOn: isoDay,
  /** `overdue` from the day after, `soon` within 30 days. */
  standing: z.enum(REMINDER_STANDINGS),
  /** To the day on which it is due; negative: since. */
  daysLeft: z.number().int(),
  everyDays: z.number().int().nullable(),
  /** The day on which it comes again, if it is done today; null: it does not. */
  nextDueOn: isoDay.nullable(),
  note: z.string().nullable(),
  revision,
  changedAt: isoTime,
  changedBy: z.string(),
});
export type ReminderView = z.infer<typeof reminderView>;

export const secretReminder = z.strictObject({
  /** null: there is none. */
  reminder: reminderView.nullable(),
  /** The newest 20, newest first. */
  done: z.array(z.strictObject({ dueOn: isoDay, doneAt: isoTime, doneBy: z.string(), note: z.string().nullable() })),
});
export type SecretReminder = z.infer<typeof secretReminder>;

/** What the screen keeps in its URL. */
export const remindersQuery = z.strictObject({
  due: z.enum(REMINDER_STANDINGS).optional(),
  env: repeated(storedText(512)),
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
});
export type RemindersQuery = z.infer<typeof remindersQuery>;

export const reminderRow = reminderView.extend({
  secret: z.strictObject({
    id: opaqueId,
    name: z.string(),
    account: z.string(),
    accountName: z.string(),
    region: z.string(),
    environment: environmentView,
    /** Kept here or told by a tag; null: nobody says. */
    owner: z.string().nullable(),
    /** AWS rotates it by itself since: the reminder is of no more use. */
    rotates: z.boolean(),
  }),
  mayChange: z.boolean(),
});
export type ReminderRow = z.infer<typeof reminderRow>;

export const remindersList = z.strictObject({
  /** What is due first comes first. */
  items: z.array(reminderRow),
  nextCursor: z.string().nullable(),
  /** Under the same environments, however they stand. */
  counts: z.strictObject({ overdue: z.number().int(), soon: z.number().int(), later: z.number().int() }),
});
export type RemindersList = z.infer<typeof remindersList>;
