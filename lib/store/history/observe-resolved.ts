import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { eventColumns, toStoredEvent } from './event-columns';
import { keepObservedRuns } from './observe-runs';

/** As with `observeRuns`, of events whose secret has become known since they were written, or that AWS has vouched for since. */
export async function observeResolved(
  tx: Queryable,
  events: readonly { at: Date | string; eventId: string }[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  const keys = JSON.stringify(events.map(({ at, eventId }) => ({ at, eventId })));
  const rows = await tx
    .select({ ...eventColumns, secretName: sql<null>`null`, environment: sql<null>`null` })
    .from(eventTable)
    .innerJoin(principalTable, eq(principalTable.id, eventTable.principalId))
    .where(
      sql`${eventTable.actionClass} = 'rotation' and ${eventTable.unvouched} is null and (${eventTable.at}, ${eventTable.eventId}) in (
        select k.at, k."eventId" from jsonb_to_recordset(${keys}::jsonb) as k (at timestamptz, "eventId" text))`,
    );
  const told = rows.flatMap((row) => {
    const event = toRotationEvent({ ...toStoredEvent(row), raw: {} });
    return event && row.secretId !== null ? [{ secretId: row.secretId, event }] : [];
  });
  await keepObservedRuns(tx, told, now);
}
