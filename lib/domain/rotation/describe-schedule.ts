import type { RotationRules } from '@/lib/domain/secret';
import { describeCron } from './describe-cron';
import { findWindowHours } from './rotation-window';

const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;

/** `02:00–04:00 UTC`; a window is within its day, so the last may end at 24:00. */
function describeWindow(hour: number | null, hours: number | null): string {
  if (hour === null) return hours === null ? '' : `, window ${hours} h`;
  if (hours === null) return ` from ${clock(hour)} UTC`;
  const end = hour + hours === 24 ? '24:00' : clock(hour + hours);
  return `, ${clock(hour)}–${end} UTC`;
}

function describeRate(expression: string): { words: string; hour: number | null } | null {
  const [, count, unit] = /^rate\(\s*(\d{1,3})\s+(hour|day)s?\s*\)$/i.exec(expression) ?? [];
  if (!count || !unit || Number(count) === 0) return null;
  const one = unit.toLowerCase();
  const words = Number(count) === 1 ? `every ${one}` : `every ${Number(count)} ${one}s`;
  // A window of days opens at midnight UTC (user guide, rotate-secrets_schedule).
  return { words, hour: one === 'day' ? 0 : null };
}

/**
 * When a secret rotates, in words: `every 30 days, 00:00–02:00 UTC`, `on the first Sunday of every
 * month, 02:00–04:00 UTC`. The expression decides where there is one, since AWS only calculates
 * AutomaticallyAfterDays from it (model, RotationRulesType); one that is not simple is shown as it
 * stands. Null: no schedule.
 */
export function describeSchedule(rules: RotationRules | null): string | null {
  if (!rules) return null;
  const hours = findWindowHours(rules);
  const { scheduleExpression: expression, automaticallyAfterDays: days } = rules;
  if (expression) {
    const known = describeRate(expression) ?? describeCron(expression);
    if (!known) return `${expression}${describeWindow(null, hours)}`;
    const isWholeDay = known.words.startsWith('every') && expression.startsWith('rate') && hours === null;
    return known.words + (isWholeDay ? '' : describeWindow(known.hour, hours));
  }
  if (days === null) return null;
  const words = days === 1 ? 'every day' : `every ${days} days`;
  return words + (hours === null ? '' : describeWindow(0, hours));
}
