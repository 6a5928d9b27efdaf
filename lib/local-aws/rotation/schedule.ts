import { invalidParameter } from '@/lib/local-aws/wire/aws-error';
import type { RotationRules } from '@/lib/local-aws/world/secret';
import { ScheduleError } from './cron-field';
import { day, hoursBetween, nextWindow, readSchedule, windowHours, type Schedule } from './window';

/** When the next rotation is due "on or before", counted from the last one (aws-facts §1.3 NextRotationDate). */
export function nextRotation(rules: RotationRules | undefined, last: number): number | undefined {
  return nextWindow(rules, last)?.closes;
}

const refuse = (expression: string) => invalidParameter(`Invalid schedule expression: ${expression}`);

function requireExpression(rules: RotationRules, now: number): Schedule | undefined {
  const { ScheduleExpression: expression = '' } = rules;
  try {
    const schedule = readSchedule(rules);
    if (schedule !== undefined && nextWindow(rules, now) === undefined) throw refuse(expression);
    return schedule;
  } catch (error) {
    if (error instanceof ScheduleError) throw refuse(expression);
    throw error;
  }
}

/** The window must not extend into the next one, nor into the next UTC day (service model, Duration). */
function requireRoom(schedule: Schedule, rules: RotationRules): void {
  const { Duration: duration } = rules;
  if (duration === undefined) return;
  const length = windowHours(schedule, rules) ?? NaN;
  const latest = schedule.by === 'cron' ? (schedule.cron.hours.at(-1) ?? 0) : 0;
  if (!(length >= 1) || latest + length > 24 || length > hoursBetween(schedule))
    throw invalidParameter(
      `Invalid Duration: ${duration}. The rotation window must not extend into the next rotation window or the next UTC day.`,
    );
}

/**
 * Throws AWS's refusal for rules that cannot be a schedule: both kinds at once, more often than every four hours, further
 * apart than 999 days, expressions outside the grammar, windows without room. The words of the last two are ours.
 */
export function requireSchedule(rules: RotationRules, now: number): void {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rules;
  if (days !== undefined && expression !== undefined)
    throw invalidParameter(
      'You can specify either AutomaticallyAfterDays or ScheduleExpression in RotationRules, but not both.',
    );
  const schedule = requireExpression(rules, now);
  if (schedule === undefined) return;
  const apart = hoursBetween(schedule);
  if (expression !== undefined && (apart < 4 || apart > 999 * 24)) throw refuse(expression);
  requireRoom(schedule, rules);
}

/** AWS works the interval out of the schedule after every rotation and shows it beside the expression. */
export function withInterval(rules: RotationRules | undefined, last: number): RotationRules | undefined {
  if (rules?.ScheduleExpression === undefined) return rules;
  const next = nextRotation(rules, last);
  if (next === undefined) return rules;
  return { ...rules, AutomaticallyAfterDays: Math.max(1, Math.round((next - last) / day)) };
}
