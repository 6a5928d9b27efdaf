import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { ObservedSecret } from '@/lib/domain/secret';
import { findNextWindows } from './next-windows';
import { findWindowHours } from './rotation-window';
import { readCron } from './read-cron';

const minute = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');

/** Somebody chose hours: by a cron expression, or by how long the window is open. */
const hasWindow = ({ rotationRules: rules }: ObservedSecret): boolean =>
  rules !== null && (findWindowHours(rules) !== null || readCron(rules.scheduleExpression ?? '') !== null);

/** A rotation by hand runs at once, whatever its schedule says: outside the window that was chosen for it, somebody should mean it. */
export function checkSchedule(secret: ObservedSecret, now: Date): PreflightCheck[] {
  if (secret.rotationEnabled !== true || secret.owningService !== null || !hasWindow(secret)) return [];
  const { rotationRules: rules, nextRotationAt } = secret;
  const [next] = findNextWindows({ rules, nextRotationAt, now });
  if (!next) return [];
  const when = `${minute(next.opensAt)} to ${minute(next.closesAt)} UTC`;
  return next.opensAt <= now
    ? [{ id: 'inside-window', level: 'reassuring', message: `It is inside its rotation window, ${when}.` }]
    : [{ id: 'outside-window', level: 'warning', message: `It is outside its rotation window; the next is ${when}.` }];
}
