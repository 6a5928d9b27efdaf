import type { ReminderView } from '@/lib/contract/reminders';
import type { Tone } from '@/components/ui/badge';

const days = (count: number): string => (count === 1 ? '1 day' : `${count.toLocaleString('en')} days`);

/** `due in 12 days`, `due today`, `3 days overdue`. */
export function dueWords({ daysLeft }: Pick<ReminderView, 'daysLeft'>): string {
  if (daysLeft === 0) return 'due today';
  return daysLeft > 0 ? `due in ${days(daysLeft)}` : `${days(-daysLeft)} overdue`;
}

export const everyWords = (everyDays: number | null): string =>
  everyDays === null ? 'once' : `every ${days(everyDays)}`;

export const STANDING_WORDS = { overdue: 'overdue', soon: 'within 30 days', later: 'later' } as const;

export const STANDING_TONES = { overdue: 'bad', soon: 'due', later: 'off' } as const satisfies Record<
  ReminderView['standing'],
  Tone
>;
