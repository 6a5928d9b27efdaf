import 'server-only';
import { and, desc, eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import type { EventFilter, EventQuery, StoredEvent } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf, textArray } from '@/lib/store/visibility/to-predicate';
import { eventColumns, toStoredEvent } from './event-columns';
import { groupOf, seesEvent } from './sight-of-event';

const oneOf = (column: Parameters<typeof isOneOf>[0], values: readonly string[] | undefined): SQL | undefined =>
  values?.length ? isOneOf(column, values) : undefined;

const matches = ({ secretId, from, to, actorKind, outcome, action, principal, env }: EventFilter): SQL | undefined =>
  and(
    secretId === undefined ? undefined : sql`${eventTable.secretId} in ${groupOf(secretId)}`,
    from && gte(eventTable.at, from),
    to && lte(eventTable.at, to),
    oneOf(eventTable.actorKind, actorKind),
    oneOf(eventTable.outcome, outcome),
    oneOf(eventTable.actionClass, action),
    principal?.length
      ? sql`${eventTable.principalId} in (select p.id from keyledger.principal p where p.key = any(${textArray(principal)}))`
      : undefined,
    oneOf(secretTable.environment, env),
  );

/** Newest first. */
export async function listEvents(db: Queryable, sight: Sight, query: EventQuery): Promise<StoredEvent[]> {
  const { after } = query;
  const rows = await db
    .select({ ...eventColumns, secretName: secretTable.name })
    .from(eventTable)
    .innerJoin(principalTable, eq(principalTable.id, eventTable.principalId))
    .leftJoin(secretTable, eq(secretTable.id, eventTable.secretId))
    .where(
      and(
        seesEvent(sight),
        matches(query.filter),
        after
          ? sql`(${eventTable.at}, ${eventTable.eventId}) < (${after.at.toISOString()}::timestamptz, ${after.eventId})`
          : undefined,
      ),
    )
    .orderBy(desc(eventTable.at), desc(eventTable.eventId))
    .limit(query.limit);
  return rows.map(toStoredEvent);
}
