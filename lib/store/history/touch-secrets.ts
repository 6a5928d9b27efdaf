import 'server-only';
import { and, gt, isNull, or } from 'drizzle-orm';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { tightenValueBounds, VALUE_EVENTS } from '@/lib/store/inventory/tighten-value-bounds';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { applyDeletionEnds, isDeletion } from './deletion-end';
import type { Inserted } from './insert-events';

/** Asks for a verdict on their rotation, if none is due before. */
export async function recheckRotation(tx: Queryable, secretIds: readonly string[], at: Date): Promise<void> {
  if (secretIds.length === 0) return;
  const isLater = or(isNull(secretTable.rotationRecheckAt), gt(secretTable.rotationRecheckAt, at));
  await tx
    .update(secretTable)
    .set({ rotationRecheckAt: at, digest: '' })
    .where(and(isOneOf(secretTable.id, secretIds), isLater));
}

/** What events change on secrets: a verdict to look at again, the end of a deletion, when the value was made. */
export async function touchSecrets(tx: Queryable, inserted: readonly Inserted[], at: Date): Promise<void> {
  const named = (isSuch: (event: AccessEvent) => boolean): string[] => [
    ...new Set(inserted.flatMap(({ event, secretId }) => (secretId !== null && isSuch(event) ? secretId : []))),
  ];
  await applyDeletionEnds(tx, named(isDeletion));
  await tightenValueBounds(
    tx,
    named(({ eventName }) => VALUE_EVENTS.has(eventName)),
  );
  const rotated = named(({ actionClass }) => actionClass === 'rotation');
  await recheckRotation(tx, rotated, at);
}
