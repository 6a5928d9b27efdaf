import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Habit, Later } from '@/lib/domain/ports/unusual-store';
import { HABIT_DAYS } from '@/lib/domain/unusual/settings';
import type { ReaderDay } from '@/lib/domain/unusual/traits';
import type { Queryable } from '@/lib/store/connect';
import { dueTable } from '@/lib/store/schema/unusual';
import { toStorable } from '@/lib/store/storable';
import { wantedDays } from './wanted';

async function upsert(tx: Queryable, habits: readonly Habit[]): Promise<void> {
  if (habits.length === 0) return;
  const rows = JSON.stringify(
    toStorable(habits.map(({ secretId: s, principalId: p, actorKind: k, day, traits }) => ({ s, p, k, day, traits }))),
  );
  // In one order, so that two that keep some of the same wait for each other once.
  await tx.execute(sql`
    insert into keyledger.read_habit (secret_id, principal_id, actor_kind, day, traits)
    select s, p, k, day, traits from jsonb_to_recordset(${rows}::jsonb) as w (s text, p text, k text, day date, traits jsonb)
    order by 1, 2, 3, 4
    on conflict (secret_id, principal_id, actor_kind, day) do update set traits = excluded.traits`);
}

const AGAIN = sql`on conflict (secret_id, principal_id, actor_kind, day) do update set asked = l.asked + 1`;

export async function askLater(db: Queryable, days: readonly ReaderDay[]): Promise<void> {
  if (days.length === 0) return;
  await db.execute(sql`
    insert into keyledger.unusual_later as l (secret_id, principal_id, actor_kind, day)
    select distinct s, p, k, day from ${wantedDays(days)} order by 1, 2, 3, 4 ${AGAIN}`);
}

/**
 * The days after, as far as a habit reaches, on which the same readers and principals read. A first read is one of the secret
 * and its replicas and of whatever kind of actor, so that these count as the same reader; that it was one may also rest on a
 * day long before.
 */
async function noteLater(tx: Queryable, days: readonly ReaderDay[]): Promise<void> {
  if (days.length === 0) return;
  const isLater = sql`t.day > w.day and t.day <= w.day + ${HABIT_DAYS}::int`;
  const others = sql`(t.secret_id <> w.s or t.actor_kind <> w.k)`;
  const group = sql`join keyledger.secret own on own.id = w.s cross join lateral (select m.id from keyledger.secret m
    where m.arn = coalesce(own.primary_arn, own.arn) or m.primary_arn = coalesce(own.primary_arn, own.arn) offset 0) m`;
  await tx.execute(sql`
    insert into keyledger.unusual_later as l (secret_id, principal_id, actor_kind, day)
    select t.secret_id, t.principal_id, t.actor_kind, t.day from ${wantedDays(days)} ${group}
      cross join lateral (select * from keyledger.read_habit t where t.secret_id = m.id and t.principal_id = w.p
        and (${isLater} or (t.day = w.day and ${others})) offset 0) t
    union
    select t.secret_id, t.principal_id, t.actor_kind, t.day from ${wantedDays(days)} ${group}
      cross join lateral (select * from keyledger.unusual_read t where t.principal_id = w.p and t.day > w.day
        and t.secret_id = m.id and t.rule in ('first-read', 'person-prod') offset 0) t
    union
    select '', t.principal_id, t.actor_kind, t.day from (select distinct p, k, day from ${wantedDays(days)}) w
      join keyledger.read_habit t on t.principal_id = w.p and t.actor_kind = w.k and ${isLater}
    order by 1, 2, 3, 4 ${AGAIN}`);
}

/** Keeps habits, what rests on those that changed, and that these are to be judged even if this look ends here. */
export async function keepHabits(
  db: Queryable,
  habits: readonly Habit[],
  { days, dueIds }: { days: readonly ReaderDay[]; dueIds: readonly number[] },
): Promise<void> {
  await db.transaction(async (tx) => {
    await upsert(tx, habits);
    await noteLater(tx, days);
    if (dueIds.length > 0)
      await tx
        .update(dueTable)
        .set({ how: 'again' })
        .where(and(inArray(dueTable.id, [...dueIds]), eq(dueTable.how, 'more')));
  });
}

/** In the order of the key, so that a reader's days come together. */
export async function listLater(db: Queryable, limit: number, after: Later | null): Promise<Later[]> {
  const behind = after
    ? sql`where (l.secret_id, l.principal_id, l.actor_kind, l.day)
        > (${after.secretId}, ${after.principalId}, ${after.actorKind}, ${after.day}::date)`
    : sql``;
  const { rows } = await db.execute<Later & Record<string, unknown>>(sql`
    select secret_id as "secretId", principal_id as "principalId", actor_kind as "actorKind", day::text as day, asked
    from keyledger.unusual_later l ${behind}
    order by l.secret_id, l.principal_id, l.actor_kind, l.day limit ${limit}`);
  return rows;
}

/** What was asked for again meanwhile stays. */
export async function doneLater(db: Queryable, later: readonly Later[]): Promise<void> {
  const rows = later.map(({ secretId: s, principalId: p, actorKind: k, day, asked }) => ({ s, p, k, day, asked }));
  await db.execute(sql`
    delete from keyledger.unusual_later l
    using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w (s text, p text, k text, day date, asked int)
    where l.secret_id = w.s and l.principal_id = w.p and l.actor_kind = w.k and l.day = w.day and l.asked = w.asked`);
}
