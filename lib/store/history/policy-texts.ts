import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { seesEvent } from './sight-of-event';

/** What PutResourcePolicy was given, as its record has it (aws-facts §2.1), by the event's id; nothing else of the record. */
export async function listPolicyTexts(
  db: Queryable,
  sight: Sight,
  events: readonly { at: Date; eventId: string }[],
): Promise<Map<string, string>> {
  if (events.length === 0) return new Map();
  const text = sql<string | null>`${eventTable.raw} #>> '{requestParameters,resourcePolicy}'`;
  const moments = sql.param(events.map(({ at }) => at.toISOString()));
  const rows = await db
    .select({ eventId: eventTable.eventId, text })
    .from(eventTable)
    .leftJoin(secretTable, eq(secretTable.id, eventTable.secretId))
    .where(
      and(
        sql`${eventTable.at} = any(${moments}::timestamptz[])`,
        isOneOf(
          eventTable.eventId,
          events.map(({ eventId }) => eventId),
        ),
        eq(eventTable.actionClass, 'policy'),
        seesEvent(sight),
      ),
    );
  return new Map(rows.flatMap(({ eventId, text: said }) => (said === null ? [] : [[eventId, said] as const])));
}
