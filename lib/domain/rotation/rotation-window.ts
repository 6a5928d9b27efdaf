import type { RotationRules } from '@/lib/domain/secret';

const HOUR_MS = 3_600_000;
/** A window ends within its UTC day (user guide, rotate-secrets_schedule). */
const LONGEST_HOURS = 24;

/** Hours of `Duration` (model: `[0-9]+h`), or null where there is none or it is no window. */
export function findWindowHours(rules: RotationRules | null): number | null {
  const hours = Number(/^(\d{1,3})h$/.exec(rules?.duration ?? '')?.[1] ?? 0);
  return hours >= 1 && hours <= LONGEST_HOURS ? hours : null;
}

/** How long a version may be pending before we call it stuck: AWS retries within the window; an hour where none is set. */
export const patienceMs = (rules: RotationRules | null): number => (findWindowHours(rules) ?? 1) * HOUR_MS;

/** Four steps of 15 minutes each, the longest that Lambda lets a function run, and as much again as CloudTrail may be late. */
const LONGEST_TRY_MS = 1.5 * HOUR_MS;

/** The same where a try is known to have begun and not to have ended: none takes as long as a window may. */
export const tryPatienceMs = (rules: RotationRules | null): number => Math.min(patienceMs(rules), LONGEST_TRY_MS);
