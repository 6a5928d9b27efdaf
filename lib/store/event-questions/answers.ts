import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { EventQuestionStore } from '@/lib/domain/ports/event-question-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { StoredEvent } from '@/lib/domain/ports/history-store';
import type { Queryable } from '@/lib/store/connect';
import { groupOf, seesEvent, seesHistory } from '@/lib/store/history/sight-of-event';
import { toReference } from '@/lib/store/history/to-reference';
import { answerTable, type KeptEvent } from '@/lib/store/schema/event-question';
import { secretTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { isOneOf } from '@/lib/store/visibility/to-predicate';

type Parameter<K extends keyof EventQuestionStore> = Parameters<EventQuestionStore[K]>;

const toRow = (event: Omit<AccessEvent, 'raw'>) => ({
  ...toReference(event),
  at: event.at,
  eventId: event.eventId,
  event,
});

/** As events that are stored: of the secret that a reference meant at that time. */
export async function addAnswers(db: Queryable, id: string, events: Parameter<'add'>[1]): Promise<number> {
  await db.execute(sql`
    insert into keyledger.event_answer (question_id, at, event_id, secret_id, event)
    select q.id, e.at, e."eventId", e.found, e.event from keyledger.event_question q, (
      select *, keyledger.secret_at("refArn", "refAccountId", "refRegion", "refName", at) as found
      from jsonb_to_recordset(${JSON.stringify(toStorable(events.map(toRow)))}::jsonb) as g (at timestamptz,
        "eventId" text, "refArn" text, "refAccountId" text, "refRegion" text, "refName" text, event jsonb)) e
    where q.id = ${id} and q.state in ('waiting', 'running')
      and (q.secret_id is null or e.found in ${groupOf(sql`q.secret_id`)})
    on conflict do nothing`);
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from keyledger.event_answer where question_id = ${id}`,
  );
  return rows[0]?.count ?? 0;
}

/** The newest stay. */
export async function cutAnswers(tx: Queryable, id: string, most: number): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    delete from keyledger.event_answer a using (
      select event_id from keyledger.event_answer where question_id = ${id} order by at desc, event_id desc offset ${most}) old
    where a.question_id = ${id} and a.event_id = old.event_id`);
  return (rowCount ?? 0) > 0;
}

const isShown = (id: string, sight: Sight) => and(eq(answerTable.questionId, id), seesEvent(sight));

/** See the port. */
export async function countAnswers(db: Queryable, id: string, sight: Sight): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(answerTable)
    .leftJoin(secretTable, eq(secretTable.id, answerTable.secretId))
    .where(isShown(id, sight));
  return row?.count ?? 0;
}

/** See the port. */
export async function secretNames(db: Queryable, sight: Sight, ids: readonly string[]): Promise<Map<string, string>> {
  const { id, name } = secretTable;
  const rows = await db
    .select({ id, name })
    .from(secretTable)
    .where(and(isOneOf(id, ids), seesHistory(sight)));
  return new Map(rows.map((row) => [row.id, row.name]));
}

const toStored = (
  { at, ...event }: KeptEvent,
  secret: Pick<StoredEvent, 'secretId' | 'secretName' | 'environment'>,
): StoredEvent => ({ ...event, ...secret, at: new Date(at) });

/** See the port. */
export async function listAnswers(
  db: Queryable,
  id: string,
  sight: Sight,
  { limit, after }: Parameter<'events'>[2],
): Promise<StoredEvent[]> {
  const { at, eventId, event, secretId } = answerTable;
  const rows = await db
    .select({ event, secretId, secretName: secretTable.name, environment: secretTable.environment })
    .from(answerTable)
    .leftJoin(secretTable, eq(secretTable.id, secretId))
    .where(
      and(
        isShown(id, sight),
        after ? sql`(${at}, ${eventId}) < (${after.at.toISOString()}::timestamptz, ${after.eventId})` : undefined,
      ),
    )
    .orderBy(desc(at), desc(eventId))
    .limit(limit);
  return rows.map(({ event: kept, ...secret }) => toStored(kept, secret));
}
