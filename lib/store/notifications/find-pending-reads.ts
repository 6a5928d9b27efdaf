import 'server-only';
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { ActorKind } from '@/lib/domain/event-record';
import type { Note, PendingRead } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { noteTable } from '@/lib/store/schema/notification';
import { secretTable } from '@/lib/store/schema/secret';
import { findNamed } from './find-named';

interface PendingRow extends Record<string, unknown> {
  secret_id: string;
  principal_id: string;
  label: string;
  actor_kind: ActorKind;
  deleted_at: string;
  tries: number;
  last_at: string;
}

/** AWS refuses every read of it, and who is denied by IAM wanted the value as well. As the index `event_refused` has them. */
const REFUSED = sql`e.action_class = 'read' and e.outcome <> 'success'`;

/**
 * Walks from one principal to the next, however often each tried, and counts the events of those alone whom nobody was told
 * of. Of what the inventory lists, so that nothing else takes a place of the limit.
 */
export const pendingReads = (since: Date, limit: number): SQL => sql`
  with recursive pending as (
    select i.id, i.deleted_at, greatest(i.deleted_at, ${since.toISOString()}::timestamptz) as from_at
    from keyledger.item i where i.deleted_at is not null
  ), walk as (
    select p.id, p.deleted_at, p.from_at, ''::text collate "C" as principal_id from pending p
    union all
    select w.id, w.deleted_at, w.from_at, next.principal_id from walk w cross join lateral (
      select e.principal_id from keyledger.event e
      where e.secret_id = w.id and e.principal_id > w.principal_id and e.at > w.from_at and ${REFUSED}
      order by e.principal_id limit 1
    ) next
  ), news as (
    select w.id, w.deleted_at, w.from_at, w.principal_id from walk w
    where w.principal_id <> '' and not exists (select 1 from keyledger.notification_note n
      where n.occasion = 'deletion.read' and n.subject = w.id || ' ' || w.principal_id)
    order by w.id, w.principal_id
    limit ${limit}
  )
  select n.id as secret_id, n.deleted_at, n.principal_id, p.label, t.actor_kind, t.tries, t.last_at
  from news n
  join keyledger.principal p on p.id = n.principal_id
  cross join lateral (
    select min(e.actor_kind) as actor_kind, count(*)::int as tries, max(e.at) as last_at from keyledger.event e
    -- Said as the index has it, so that the planner does not go through everybody's refusals since then.
    where e.secret_id = n.id and e.principal_id = n.principal_id and ${REFUSED}
      and (e.secret_id, e.principal_id, e.at) > (n.id, n.principal_id, n.from_at)
  ) t`;

export async function findPendingReads(db: Queryable, since: Date, limit: number): Promise<PendingRead[]> {
  const { rows } = await db.execute<PendingRow>(pendingReads(since, limit));
  const secrets = await findNamed(
    db,
    rows.map((row) => row.secret_id),
  );
  const named = new Map(secrets.map((secret) => [secret.id, secret]));
  return rows.flatMap((row): PendingRead[] => {
    const secret = named.get(row.secret_id);
    if (!secret) return [];
    const { principal_id: principalId, label: principal, actor_kind: actorKind, tries } = row;
    const times = { deletedAt: new Date(row.deleted_at), lastAt: new Date(row.last_at) };
    return [{ secret, principalId, principal, actorKind, tries, ...times }];
  });
}

export const findSettledDeletions = (db: Queryable): Promise<Note[]> =>
  db
    .select({ occasion: noteTable.occasion, subject: noteTable.subject })
    .from(noteTable)
    .leftJoin(
      secretTable,
      and(eq(secretTable.id, sql`split_part(${noteTable.subject}, ' ', 1)`), isNull(secretTable.removedAt)),
    )
    .where(and(eq(noteTable.occasion, 'deletion.read'), isNull(secretTable.deletedAt)));
