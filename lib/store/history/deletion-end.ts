import 'server-only';
import type { AccessEvent } from '@/lib/domain/event-record';

/** DeleteSecret's own default (aws-facts §1.4). */
const DEFAULT_DAYS = 30;

/**
 * When a secret will really be gone, which only its DeleteSecret event tells (aws-facts §9); null for
 * any other event, and for a deletion without a recovery window.
 */
export function toDeletionEnd(event: AccessEvent): Date | null {
  if (event.eventName !== 'DeleteSecret' || event.outcome !== 'success') return null;
  const asked: unknown = event.raw.requestParameters;
  const parameters = typeof asked === 'object' && asked !== null ? asked : {};
  if ('forceDeleteWithoutRecovery' in parameters && parameters.forceDeleteWithoutRecovery === true) return null;
  const stated = 'recoveryWindowInDays' in parameters ? Number(parameters.recoveryWindowInDays) : DEFAULT_DAYS;
  const days = Number.isInteger(stated) && stated >= 7 && stated <= 30 ? stated : DEFAULT_DAYS;
  return new Date(event.at.getTime() + days * 86_400_000);
}
