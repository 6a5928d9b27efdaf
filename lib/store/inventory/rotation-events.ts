import 'server-only';
import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import type { RotationEvent } from '@/lib/domain/rotation-state';
import type { Queryable } from '@/lib/store/connect';
import { eventColumns, toStoredEvent } from '@/lib/store/history/event-columns';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { isOneOf } from '@/lib/store/visibility/to-predicate';

/** Two failed nights with their retries; the latest outcome is always among them. */
const EACH = 20;
const NAMES = ['RotationStarted', 'RotationSucceeded', 'RotationFailed', 'RotationAbandoned'];
/** CloudTrail keeps whole seconds: within one, a start comes before its end. */
const newestFirst = sql`${eventTable.at} desc, (${eventTable.eventName} = 'RotationStarted'), ${eventTable.eventId} desc`;

/** The latest of each secret, newest first; a secret without any is not in the map. */
export async function listRotationEvents(db: Queryable, ids: readonly string[]): Promise<Map<string, RotationEvent[]>> {
  const rank = sql<number>`row_number() over (partition by ${eventTable.secretId} order by ${newestFirst})`.as('rank');
  const ranked = db.$with('ranked').as(
    db
      .select({ at: eventTable.at, eventId: eventTable.eventId, rank })
      .from(eventTable)
      .where(
        and(
          isOneOf(eventTable.secretId, ids),
          eq(eventTable.actionClass, 'rotation'),
          isOneOf(eventTable.eventName, NAMES),
        ),
      ),
  );
  const rows = await db
    .with(ranked)
    .select({ ...eventColumns, secretName: sql<null>`null`, environment: sql<null>`null` })
    .from(ranked)
    .innerJoin(eventTable, and(eq(eventTable.at, ranked.at), eq(eventTable.eventId, ranked.eventId)))
    .innerJoin(principalTable, eq(principalTable.id, eventTable.principalId))
    .where(lte(ranked.rank, EACH))
    .orderBy(desc(eventTable.at), sql`(${eventTable.eventName} = 'RotationStarted')`, desc(eventTable.eventId));
  const found = new Map<string, RotationEvent[]>();
  for (const row of rows) {
    const event = toRotationEvent({ ...toStoredEvent(row), raw: {} });
    if (!event || row.secretId === null) continue;
    found.set(row.secretId, [...(found.get(row.secretId) ?? []), event]);
  }
  return found;
}
