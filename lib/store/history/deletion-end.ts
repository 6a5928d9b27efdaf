import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { eventTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf } from '@/lib/store/visibility/to-predicate';

/** DeleteSecret's own default (aws-facts §1.4). */
const DEFAULT_DAYS = 30;

export const isDeletion = ({ eventName, outcome }: Pick<AccessEvent, 'eventName' | 'outcome'>): boolean =>
  eventName === 'DeleteSecret' && outcome === 'success';

/**
 * When a secret will really be gone, which only its DeleteSecret event tells (aws-facts §9); null for
 * a deletion without a recovery window.
 */
function toDeletionEnd({ at, raw }: { at: Date; raw: AccessEvent['raw'] | null }): Date | null {
  const asked: unknown = raw?.requestParameters;
  const parameters = typeof asked === 'object' && asked !== null ? asked : {};
  if ('forceDeleteWithoutRecovery' in parameters && parameters.forceDeleteWithoutRecovery === true) return null;
  const stated = 'recoveryWindowInDays' in parameters ? Number(parameters.recoveryWindowInDays) : DEFAULT_DAYS;
  const days = Number.isInteger(stated) && stated >= 7 && stated <= 30 ? stated : DEFAULT_DAYS;
  return new Date(at.getTime() + days * 86_400_000);
}

/** History is read backwards, and a secret may be deleted, restored and deleted again: the latest deletion counts. */
export async function applyDeletionEnds(tx: Queryable, secretIds: readonly string[]): Promise<void> {
  if (secretIds.length === 0) return;
  const { secretId, eventName, outcome, at, raw } = eventTable;
  const latest = await tx
    .selectDistinctOn([secretId], { secretId, at, raw })
    .from(eventTable)
    .where(and(isOneOf(secretId, secretIds), eq(eventName, 'DeleteSecret'), eq(outcome, 'success')))
    .orderBy(secretId, desc(at));
  for (const deletion of latest)
    if (deletion.secretId !== null)
      await tx
        .update(secretTable)
        .set({ deletionEndsAt: toDeletionEnd(deletion) })
        .where(eq(secretTable.id, deletion.secretId));
}
