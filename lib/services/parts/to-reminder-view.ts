import 'server-only';
import type { ReminderView, SecretReminder } from '@/lib/contract/reminders';
import { dayOf } from '@/lib/domain/day';
import type { Context } from '@/lib/domain/ports/context';
import { nextDue, standingOf, type Reminder } from '@/lib/domain/reminder/reminder';
import { toWire } from './wire-time';

const DAY_MS = 86_400_000;

export function toReminderView(reminder: Reminder, now: Date): ReminderView {
  const { dueOn, everyDays, note, revision, changedAt, changedBy } = reminder;
  return {
    dueOn,
    standing: standingOf(dueOn, now),
    daysLeft: (Date.parse(dueOn) - Date.parse(dayOf(now))) / DAY_MS,
    everyDays,
    nextDueOn: nextDue(everyDays, now),
    note,
    revision,
    changedAt: toWire(changedAt),
    changedBy,
  };
}

const MOST_DONE = 20;

export async function readReminder(ctx: Context, secretId: string): Promise<SecretReminder> {
  const [reminder, done] = await Promise.all([
    ctx.store.reminders.find(secretId),
    ctx.store.reminders.done(secretId, MOST_DONE),
  ]);
  return {
    reminder: reminder && toReminderView(reminder, ctx.now()),
    done: done.map(({ doneAt, ...rest }) => ({ ...rest, doneAt: toWire(doneAt) })),
  };
}
