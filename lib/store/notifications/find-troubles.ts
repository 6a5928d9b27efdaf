import 'server-only';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import type { ActorKind } from '@/lib/domain/event-record';
import type { NoticeSecret } from '@/lib/domain/notification/notice';
import type { Note, PendingRead, RotationTrouble } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { itemView, secretTable } from '@/lib/store/schema/secret';
import { noteTable } from '@/lib/store/schema/notification';

const { id, name, environment, environmentDisagrees, accountId, accountName, region, owner } = itemView;
const NAMED = { id, name, environment, environmentDisagrees, accountId, accountName, region, owner };

interface Named extends Omit<NoticeSecret, 'guardedAs'> {
  environmentDisagrees: { value: string; source: string }[];
}

const toNamed = ({ environmentDisagrees: disagrees, ...secret }: Named): NoticeSecret => ({
  ...secret,
  guardedAs: toGuardedEnvironment({ value: secret.environment, source: '', disagrees }),
});

export async function findNamed(db: Queryable, ids: readonly string[]): Promise<NoticeSecret[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select(NAMED)
    .from(itemView)
    .where(inArray(id, [...new Set(ids)]));
  return rows.map(toNamed);
}

const TROUBLES = ['failing', 'stuck', 'overdue'] as const;
const IN_TROUBLE = sql`${secretTable.rotationState} in ('failing', 'stuck', 'overdue')`;

/** The longest trouble first, since nothing else is left behind by a limit. */
export async function findRotationTroubles(db: Queryable, limit: number): Promise<RotationTrouble[]> {
  const { id: secretId, rotationState, rotationSince, rotationStep, removedAt } = secretTable;
  const told = sql`exists (select 1 from ${noteTable}
    where ${noteTable.occasion} = 'rotation.' || ${rotationState} and ${noteTable.subject} = ${secretId})`;
  const rows = await db
    .select({ id: secretId, state: rotationState, since: rotationSince, step: rotationStep })
    .from(secretTable)
    .where(and(isNull(removedAt), IN_TROUBLE, sql`not ${told}`))
    .orderBy(asc(rotationSince), asc(secretId))
    .limit(limit);
  const named = new Map(
    (
      await findNamed(
        db,
        rows.map((row) => row.id),
      )
    ).map((secret) => [secret.id, secret]),
  );
  return rows.flatMap((row): RotationTrouble[] => {
    const secret = named.get(row.id);
    const state = TROUBLES.find((trouble) => trouble === row.state);
    return secret && state ? [{ secret, state, since: row.since, step: row.step }] : [];
  });
}

/** An episode lasts while the rotation is in any trouble, runs, or is not known: a retry that fails again is the same one. */
export const findSettledRotations = (db: Queryable): Promise<Note[]> =>
  db
    .select({ occasion: noteTable.occasion, subject: noteTable.subject })
    .from(noteTable)
    .leftJoin(secretTable, and(eq(secretTable.id, noteTable.subject), isNull(secretTable.removedAt)))
    .where(
      and(
        inArray(noteTable.occasion, ['rotation.failing', 'rotation.stuck', 'rotation.overdue']),
        sql`coalesce(${secretTable.rotationState}, 'off') not in ('failing', 'stuck', 'overdue', 'running', 'unknown')`,
      ),
    );

interface PendingRow extends Record<string, unknown> {
  secret_id: string;
  principal_id: string;
  label: string;
  actor_kind: ActorKind;
  deleted_at: string;
  tries: number;
  last_at: string;
}

/**
 * Every try counts, refused or not: AWS refuses them all, and who is denied by IAM wanted the value as well. Each secret's
 * events are found by its own index, from the deletion on.
 */
export async function findPendingReads(db: Queryable, since: Date, limit: number): Promise<PendingRead[]> {
  const { rows } = await db.execute<PendingRow>(sql`
    select s.id as secret_id, s.deleted_at, e.principal_id, e.actor_kind, e.tries, e.last_at, p.label
    from keyledger.secret s
    cross join lateral (
      select principal_id, min(actor_kind) as actor_kind, count(*)::int as tries, max(at) as last_at
      from keyledger.event
      where secret_id = s.id and action_class = 'read'
        and at > greatest(s.deleted_at, ${since.toISOString()}::timestamptz)
      group by principal_id
    ) e
    join keyledger.principal p on p.id = e.principal_id
    where s.removed_at is null and s.deleted_at is not null
      and not exists (select 1 from keyledger.notification_note n
        where n.occasion = 'deletion.read' and n.subject = s.id || ' ' || e.principal_id)
    order by e.last_at, s.id, e.principal_id
    limit ${limit}`);
  const named = new Map(
    (
      await findNamed(
        db,
        rows.map((row) => row.secret_id),
      )
    ).map((secret) => [secret.id, secret]),
  );
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
