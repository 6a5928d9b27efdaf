import { addDays, dayOf } from '@/lib/domain/day';

/** What people keep of a secret that AWS does not rotate: when its value is to be replaced by hand. */
export interface ReminderFields {
  /** A UTC day, `YYYY-MM-DD`. */
  dueOn: string;
  /** How often it comes again; null: once. */
  everyDays: number | null;
  note: string | null;
}

export interface Reminder extends ReminderFields {
  secretId: string;
  /** Another one with every change: who changes it says which one they saw. */
  revision: string;
  changedAt: Date;
  changedBy: string;
}

/** That it was done, kept for good. */
export interface DoneReminder {
  dueOn: string;
  doneAt: Date;
  doneBy: string;
  note: string | null;
}

export const REMINDER_STANDINGS = ['overdue', 'soon', 'later'] as const;
export type ReminderStanding = (typeof REMINDER_STANDINGS)[number];

/** The day itself included. */
export const SOON_DAYS = 30;

/** A reminder is overdue from the day after: on the day itself there is still time. */
export function standingOf(dueOn: string, now: Date): ReminderStanding {
  const today = dayOf(now);
  if (dueOn < today) return 'overdue';
  return dueOn <= addDays(today, SOON_DAYS) ? 'soon' : 'later';
}

/** From the day on which it was done, not from the one on which it was due: the value is that old then. */
export const nextDue = (everyDays: number | null, now: Date): string | null =>
  everyDays === null ? null : addDays(dayOf(now), everyDays);

const FIELDS = ['dueOn', 'everyDays', 'note'] as const;
const NONE = { dueOn: null, everyDays: null, note: null };

/** Of what changed, what it was and what it is, for the ledger; null: nothing did. */
export function toReminderDetail(
  before: ReminderFields | null,
  after: ReminderFields | null,
): Record<string, string | number | null> | null {
  const [was, is] = [before ?? NONE, after ?? NONE];
  const changed = FIELDS.filter((field) => was[field] !== is[field]);
  if (changed.length === 0) return null;
  return Object.fromEntries([
    ['what', 'reminder'],
    ...changed.flatMap((field) => [
      [`${field}Before`, was[field]],
      [`${field}After`, is[field]],
    ]),
  ]);
}
