import { ACTION_CLASSES, type ActionClass } from '@/lib/domain/event-record';
import { dayOf } from '@/lib/domain/day';

const DAY_MS = 86_400_000;

/** Days that single events of each class are kept; null: for ever. What each day came to is kept for ever, whatever it says. */
export type Retention = Readonly<Record<ActionClass, number | null>>;

export const DEFAULT_RETENTION: Retention = {
  read: 400,
  change: null,
  rotation: null,
  policy: null,
  delete: null,
  list: 400,
  other: null,
};

/**
 * Of reads, what looks back at single events: unusual reads judge 90 days by the 30 before each (HABIT_DAYS and JUDGED_DAYS),
 * deletion safety asks for 90, LookupEvents brings 90. Of what changes a secret, what a year's rotation asks for.
 */
export const LEAST_DAYS: Readonly<Record<ActionClass, number>> = {
  read: 130,
  change: 400,
  rotation: 400,
  policy: 400,
  delete: 400,
  list: 130,
  other: 130,
};

/** Why nobody may ask for less. */
export const whyLeast = (action: ActionClass): string =>
  LEAST_DAYS[action] < 400
    ? 'unusual reads are judged by 120 days of single events, deletion safety by 90'
    : 'who wrote a version, and how the last rotation ended, is told by events of a year ago';

/** Events of younger days are deleted by no setting, so that whoever writes them need not ask. */
export const NEVER_DELETED_DAYS = 100;

/** Single events before these moments are not kept: the beginning of a UTC day, so that no day is kept in part. */
export function toHorizons(retention: Retention, now: Date): { action: ActionClass; before: Date }[] {
  const today = Date.parse(dayOf(now));
  return ACTION_CLASSES.flatMap((action) => {
    const days = retention[action];
    return days === null ? [] : [{ action, before: new Date(today - days * DAY_MS) }];
  });
}
