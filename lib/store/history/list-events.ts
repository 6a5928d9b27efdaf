import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { EventQuery, StoredEvent } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { eventColumns, toStoredEvent } from './event-columns';
import { toEventCondition } from './event-filter';

/** A read that gave the very ARN of its secret keeps no other copy of it. */
const REF_VALUE = sql<string | null>`coalesce(${eventTable.refValue}, ${secretTable.arn})`;

export async function selectEvents(db: Queryable, sight: Sight, query: EventQuery) {
  const { after } = query;
  const condition = await toEventCondition(db, sight, query.filter);
  const select = db
    .select({
      ...eventColumns,
      refValue: REF_VALUE,
      secretName: secretTable.name,
      environment: secretTable.environment,
    })
    .from(eventTable)
    .innerJoin(principalTable, eq(principalTable.id, eventTable.principalId))
    .leftJoin(secretTable, eq(secretTable.id, eventTable.secretId))
    .where(
      and(
        condition,
        after
          ? sql`(${eventTable.at}, ${eventTable.eventId}) < (${after.at.toISOString()}::timestamptz, ${after.eventId})`
          : undefined,
      ),
    )
    .orderBy(desc(eventTable.at), desc(eventTable.eventId))
    .limit(query.limit);
  // Held in an object: it would be run where it is awaited.
  return { select };
}

/** Newest first. */
export async function listEvents(db: Queryable, sight: Sight, query: EventQuery): Promise<StoredEvent[]> {
  const { select } = await selectEvents(db, sight, query);
  return (await select).map(toStoredEvent);
}
