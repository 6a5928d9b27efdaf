import 'server-only';
import { asc, sql } from 'drizzle-orm';
import type { ActorKind, Outcome } from '@/lib/domain/event-record';
import type { Habit, UnusualStore } from '@/lib/domain/ports/unusual-store';
import { HABIT_DAYS } from '@/lib/domain/unusual/settings';
import type { ReaderDay, Traits } from '@/lib/domain/unusual/traits';
import type { Queryable } from '@/lib/store/connect';
import { dueTable } from '@/lib/store/schema/unusual';
import { UNKNOWN_CLIENT } from '@/lib/domain/unusual/traits';
import { IS_WANTED, READER_DAY, wantedDays } from './wanted';

export async function listDue(db: Queryable, limit: number): ReturnType<UnusualStore['due']> {
  const rows = await db.select().from(dueTable).orderBy(asc(dueTable.fromAt), asc(dueTable.id)).limit(limit);
  return rows.map(({ fromAt: from, toAt: to, ...row }) => ({ ...row, from, to }));
}

interface SeenRow extends Record<string, unknown> {
  place: number;
  outcome: Outcome;
  hour: number;
  source_address: string | null;
  client: string | null;
  key_end: string | null;
  version_id: string | null;
  version_stage: string | null;
  person: string | null;
  first_at: string;
  last_at: string;
  count: number;
}

/**
 * One statement for all, each reader by the index of its secret's events: `offset 0` keeps the planner, which knows nothing of
 * how many are asked for, from reading all events instead. Keys that do not expire begin with AKIA.
 */
export async function listSeen(
  db: Queryable,
  ranges: Parameters<UnusualStore['seen']>[0],
): ReturnType<UnusualStore['seen']> {
  if (ranges.length === 0) return [];
  const wanted = JSON.stringify(
    ranges.map(({ secretId, principalId, actorKind, from, to }, place) => ({
      place,
      s: secretId,
      p: principalId,
      k: actorKind,
      a: from,
      z: to,
    })),
  );
  const { rows } = await db.execute<SeenRow>(sql`
    select w.place, e.outcome, extract(hour from e.at at time zone 'UTC')::int as hour, e.source_address,
      coalesce(e.client, case when e.user_agent <> '' then ${UNKNOWN_CLIENT} end) as client,
      case when e.access_key_id like 'AKIA%' then right(e.access_key_id, 4) end as key_end,
      e.version_id, e.version_stage, e.person, min(e.at) as first_at, max(e.at) as last_at, count(*)::int as count
    from jsonb_to_recordset(${wanted}::jsonb) as w (place int, s text, p text, k text, a timestamptz, z timestamptz)
    cross join lateral (select * from keyledger.event e where e.secret_id = w.s and e.at between w.a and w.z
      and e.principal_id = w.p and e.actor_kind = w.k and e.action_class = 'read' offset 0) e
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 10`);
  return rows.map((row) => ({
    place: row.place,
    outcome: row.outcome,
    hour: row.hour,
    sourceAddress: row.source_address,
    client: row.client,
    keyEnd: row.key_end,
    versionId: row.version_id,
    versionStage: row.version_stage,
    person: row.person,
    firstAt: new Date(row.first_at),
    lastAt: new Date(row.last_at),
    count: row.count,
  }));
}

interface HabitRow extends Record<string, unknown> {
  secretId: string;
  principalId: string;
  actorKind: ActorKind;
  day: string;
  traits: Traits;
}

export async function listHabits(db: Queryable, days: readonly ReaderDay[]): Promise<Habit[]> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<HabitRow>(
    sql`select ${READER_DAY}, t.traits from ${wantedDays(days)} join keyledger.read_habit t on ${IS_WANTED}`,
  );
  return rows;
}

/** Of each reader from 30 days before its first day to its last. */
export async function listHistory(db: Queryable, days: readonly ReaderDay[]): Promise<Habit[]> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<HabitRow>(sql`
    select ${READER_DAY}, t.traits
    from (select s, p, k, min(day) as first, max(day) as last from ${wantedDays(days)} group by 1, 2, 3) w
    cross join lateral (select * from keyledger.read_habit t where t.secret_id = w.s and t.principal_id = w.p
      and t.actor_kind = w.k and t.day between w.first - ${HABIT_DAYS}::int and w.last offset 0) t`);
  return rows;
}
