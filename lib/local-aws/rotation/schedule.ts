import { invalidParameter } from '@/lib/local-aws/wire/aws-error';
import type { RotationRules } from '@/lib/local-aws/world/secret';
import { nextCronHour, ScheduleError } from './cron';

const hour = 3_600_000;
const day = 24 * hour;

/** `rate(10 days)` or `rate(6 hours)` in milliseconds; `undefined` for other expressions. */
function readRate(expression: string): number | undefined {
  const found = /^rate\((\d+) (hours?|days?)\)$/.exec(expression);
  return found === null ? undefined : Number(found[1]) * (found[2]?.startsWith('h') === true ? hour : day);
}

const endOfDay = (time: number) => time - (time % day) + day - 1000;

/** When the next rotation is due "on or before", counted from the last one (aws-facts §1.3 NextRotationDate). */
export function nextRotation(rules: RotationRules | undefined, last: number): number | undefined {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rules ?? {};
  if (expression !== undefined) {
    const rate = readRate(expression);
    if (rate !== undefined) return rate < day ? last + rate : endOfDay(last + rate);
    const cron = /^cron\((.+)\)$/.exec(expression)?.[1];
    const start = cron === undefined ? undefined : nextCronHour(cron, last);
    if (start === undefined) return undefined;
    const window = /^(\d+)h$/.exec(rules?.Duration ?? '')?.[1];
    return window === undefined ? endOfDay(start) : start + Number(window) * hour;
  }
  return days === undefined ? undefined : endOfDay(last + days * day);
}

/** Throws AWS's refusal for rules that cannot be a schedule: both kinds at once, under four hours, bad expressions. */
export function requireSchedule(rules: RotationRules, now: number): void {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rules;
  if (days !== undefined && expression !== undefined)
    throw invalidParameter(
      'You can specify either AutomaticallyAfterDays or ScheduleExpression in RotationRules, but not both.',
    );
  if (expression === undefined) return;
  const refuse = () => invalidParameter(`Invalid schedule expression: ${expression}`);
  try {
    const rate = readRate(expression);
    if (rate !== undefined && (rate < 4 * hour || rate > 999 * day)) throw refuse();
    if (nextRotation(rules, now) === undefined) throw refuse();
  } catch (error) {
    if (error instanceof ScheduleError) throw refuse();
    throw error;
  }
}

/** AWS works the interval out of the schedule after every rotation and shows it beside the expression. */
export function withInterval(rules: RotationRules | undefined, last: number): RotationRules | undefined {
  if (rules?.ScheduleExpression === undefined) return rules;
  const next = nextRotation(rules, last);
  if (next === undefined) return rules;
  return { ...rules, AutomaticallyAfterDays: Math.max(1, Math.round((next - last) / day)) };
}
