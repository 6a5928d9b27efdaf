import 'server-only';
import { sql } from 'drizzle-orm';
import type { AdoptionReader } from '@/lib/domain/adoption/adoption-facts';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { AdoptionQuery } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { groupOf, seesHistory } from './sight-of-event';

interface AskedRow {
  versionId: string | null;
  versionStage: string | null;
  firstAt: string | null;
  lastAt: string;
}

interface ReaderRow extends Record<string, unknown> {
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  who: string | null;
  reads: number;
  known: number;
  first_at: string;
  last_at: string;
  intervals: number[] | null;
  asked: AskedRow[] | null;
}

const toReader = (row: ReaderRow): AdoptionReader => {
  const [median = null, p95 = null] = row.known < 3 ? [] : (row.intervals ?? []);
  return {
    principal: { id: row.id, type: row.type, accountId: row.account_id, label: row.label },
    actorKind: row.actor_kind,
    who: row.who,
    reads: row.reads,
    firstAt: new Date(row.first_at),
    lastAt: new Date(row.last_at),
    medianIntervalSeconds: median,
    p95IntervalSeconds: p95,
    asked: (row.asked ?? []).map(({ firstAt, lastAt, ...one }) => ({
      ...one,
      firstAt: firstAt === null ? null : new Date(firstAt),
      lastAt: new Date(lastAt),
    })),
  };
};

/**
 * Who has read is told by the sums of days, which also know of days that Athena alone told of; how often, and what was
 * asked for since, by the events of these days.
 */
export async function listAdoption(
  db: Queryable,
  sight: Sight,
  secretId: string,
  { from, to, after, by, limit }: AdoptionQuery,
): Promise<AdoptionReader[]> {
  const [start, end] = [from.toISOString(), to.toISOString()];
  const since = (after ?? from).toISOString();
  const { rows } = await db.execute<ReaderRow>(sql`
    with member as (
      select m.id from keyledger.secret m where m.id in ${groupOf(secretId)}
        and exists (select 1 from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)})
    ), reader as (
      select d.principal_id, d.actor_kind, sum(d.reads)::int as reads, min(d.first_at) as first_at, max(d.last_read_at) as last_at
      from keyledger.read_day d
      where d.secret_id in (select id from member) and d.reads > 0
        and d.day between (${start}::timestamptz at time zone 'UTC')::date and (${end}::timestamptz at time zone 'UTC')::date
      group by d.principal_id, d.actor_kind order by max(d.last_read_at) desc, d.principal_id, d.actor_kind limit ${limit}
    ), reads as (
      select e.principal_id, e.actor_kind, e.at, e.event_id, e.version_id, e.version_stage, coalesce(e.person, e.workload) as who,
        extract(epoch from e.at - lag(e.at) over (
          partition by e.principal_id, e.actor_kind order by e.at, e.event_id))::float8 as gap
      from keyledger.event e
      where e.secret_id in (select id from member) and e.action_class = 'read' and e.outcome = 'success'
        and e.at between ${start}::timestamptz and ${end}::timestamptz
    ), rhythm as (
      select principal_id, actor_kind, count(*)::int as known,
        percentile_cont(array[0.5, 0.95]) within group (order by gap) as intervals,
        (array_agg(who order by at desc, event_id desc))[1] as who
      from reads group by principal_id, actor_kind
    ), asked as (
      select principal_id, actor_kind, jsonb_agg(jsonb_build_object(
        'versionId', version_id, 'versionStage', version_stage, 'firstAt', first_at, 'lastAt', last_at)) as asked
      from (
        select principal_id, actor_kind, version_id, version_stage,
          min(at) filter (where at >= ${by.toISOString()}::timestamptz) as first_at, max(at) as last_at
        from reads where at >= ${since}::timestamptz group by 1, 2, 3, 4
      ) one group by principal_id, actor_kind
    )
    select p.id, p.type, p.account_id, p.label, r.*, coalesce(h.known, 0) as known, h.intervals, h.who, a.asked
    from reader r join keyledger.principal p on p.id = r.principal_id
      left join rhythm h on h.principal_id = r.principal_id and h.actor_kind = r.actor_kind
      left join asked a on a.principal_id = r.principal_id and a.actor_kind = r.actor_kind
    order by r.last_at desc, r.principal_id, r.actor_kind`);
  return rows.map(toReader);
}
