import 'server-only';
import { and, desc, eq, lte, or, sql } from 'drizzle-orm';
import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import type { RotationEvent } from '@/lib/domain/rotation-state';
import type { Queryable } from '@/lib/store/connect';
import { eventColumns, toStoredEvent } from '@/lib/store/history/event-columns';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { together } from '@/lib/store/together';
import { isOneOf } from '@/lib/store/visibility/to-predicate';

/** Two failed nights with their retries; the latest outcome is always among them. */
const EACH = 20;
const NAMES = ['RotationStarted', 'RotationSucceeded', 'RotationFailed', 'RotationAbandoned'];
/** CloudTrail keeps whole seconds: within one, a start comes before its end. */
const newestFirst = sql`${eventTable.at} desc, (${eventTable.eventName} = 'RotationStarted'), ${eventTable.eventId} desc`;

/** The latest of each secret, and the first failure since anything else ended, which can be weeks of retries ago. */
export async function listRotationEvents(db: Queryable, ids: readonly string[]): Promise<Map<string, RotationEvent[]>> {
  const { at, eventId, eventName, secretId } = eventTable;
  const rank = sql<number>`row_number() over (partition by ${secretId} order by ${newestFirst})`.as('rank');
  const otherEnd = sql`max(${at}) filter (where ${eventName} in ('RotationSucceeded', 'RotationAbandoned'))
    over (partition by ${secretId})`.as('other_end');
  const told = db.$with('told').as(
    db
      .select({
        at,
        eventId,
        secretId,
        isFailure: sql`(${eventName} = 'RotationFailed')`.as('is_failure'),
        rank,
        otherEnd,
      })
      .from(eventTable)
      .where(and(isOneOf(secretId, ids), eq(eventTable.actionClass, 'rotation'), isOneOf(eventName, NAMES))),
  );
  const firstFailure =
    sql`min(${told.at}) filter (where ${told.isFailure} and ${told.at} > coalesce(${told.otherEnd}, '-infinity'))
    over (partition by ${told.secretId})`.as('first_failure');
  const ranked = db
    .$with('ranked')
    .as(
      db
        .select({ at: told.at, eventId: told.eventId, isFailure: told.isFailure, rank: told.rank, firstFailure })
        .from(told),
    );
  const rows = await db
    .with(told, ranked)
    .select({ ...eventColumns, secretName: sql<null>`null`, environment: sql<null>`null` })
    .from(ranked)
    .innerJoin(eventTable, and(eq(eventTable.at, ranked.at), eq(eventTable.eventId, ranked.eventId)))
    .innerJoin(principalTable, eq(principalTable.id, eventTable.principalId))
    .where(or(lte(ranked.rank, EACH), sql`(${ranked.isFailure} and ${ranked.at} = ${ranked.firstFailure})`))
    .orderBy(desc(eventTable.at), sql`(${eventTable.eventName} = 'RotationStarted')`, desc(eventTable.eventId));
  const found = new Map<string, RotationEvent[]>();
  for (const row of rows) {
    const event = toRotationEvent({ ...toStoredEvent(row), raw: {} });
    if (!event || row.secretId === null) continue;
    found.set(row.secretId, [...(found.get(row.secretId) ?? []), event]);
  }
  return found;
}

/** So few at once that others may be asked for with them. */
const FEW = 10;

/** The same, of few: what several ask for at once is one question, whose plan costs more than its answer. */
export function rotationEventsTogether(
  db: Queryable,
): (ids: readonly string[]) => Promise<Map<string, RotationEvent[]>> {
  const ask = together<readonly string[], Map<string, RotationEvent[]>>(async (asked) => {
    const all = await listRotationEvents(db, [...new Set(asked.flat())]);
    return asked.map((ids) => new Map([...all].filter(([id]) => ids.includes(id))));
  });
  return async (ids) => (ids.length > FEW ? listRotationEvents(db, ids) : ask(ids));
}
