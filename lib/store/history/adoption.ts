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
  gaps: number;
  first_at: string;
  last_at: string;
  intervals: number[] | null;
  asked: AskedRow[] | null;
}

/** So many of the latest reads tell how often each reader reads: what is read every few seconds has a million a month. */
const MOST_SAMPLED = 2_000;

const toReader = (row: ReaderRow): AdoptionReader => {
  const [median = null, p95 = null] = row.gaps < 2 ? [] : (row.intervals ?? []);
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
 * Who has read is told by the sums of days, which also know of days that Athena alone told of; how often, by the gaps
 * between the latest reads, and before those by the gaps between days; what was asked for since, by all events since.
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
    ), by_day as (
      select d.principal_id, d.actor_kind, d.day, sum(d.reads) as reads, min(d.first_at) as first_at, max(d.last_read_at) as last_at
      from keyledger.read_day d
      where d.secret_id in (select id from member) and d.reads > 0
        and d.day between (${start}::timestamptz at time zone 'UTC')::date and (${end}::timestamptz at time zone 'UTC')::date
      group by d.principal_id, d.actor_kind, d.day
    ), reader as (
      select principal_id, actor_kind, sum(reads)::int as reads, min(first_at) as first_at, max(last_at) as last_at
      from by_day group by principal_id, actor_kind order by max(last_at) desc, principal_id, actor_kind limit ${limit}
    ), sample as materialized (
      select e.* from member m cross join lateral (
        select e.secret_id, e.principal_id, e.actor_kind, e.at, e.event_id from keyledger.event e
        where e.secret_id = m.id and e.action_class = 'read' and e.outcome = 'success'
          and e.at between ${start}::timestamptz and ${end}::timestamptz
        order by e.at desc, e.event_id desc limit ${MOST_SAMPLED}) e
    ), sampled as (
      select coalesce(max(first_at) filter (where events = ${MOST_SAMPLED}), ${start}::timestamptz) as since
      from (select min(at) as first_at, count(*) as events from sample group by secret_id) one
    ), gap as (
      select principal_id, actor_kind, extract(epoch from at - lag(at) over (
        partition by principal_id, actor_kind order by at, event_id))::float8 as seconds
      from sample where at >= (select since from sampled)
      union all
      select principal_id, actor_kind, extract(epoch from first_at - lag(last_at) over (
        partition by principal_id, actor_kind order by day))::float8
      from by_day where first_at < (select since from sampled)
    ), rhythm as (
      select principal_id, actor_kind, count(seconds)::int as gaps,
        percentile_cont(array[0.5, 0.95]) within group (order by seconds) as intervals
      from gap where seconds >= 0 group by principal_id, actor_kind
    ), asked as (
      select principal_id, actor_kind, jsonb_agg(jsonb_build_object(
        'versionId', version_id, 'versionStage', version_stage, 'firstAt', first_at, 'lastAt', last_at)) as asked
      from (
        select e.principal_id, e.actor_kind, e.version_id, e.version_stage,
          min(e.at) filter (where e.at >= ${by.toISOString()}::timestamptz) as first_at, max(e.at) as last_at
        from keyledger.event e
        where e.secret_id in (select id from member) and e.action_class = 'read' and e.outcome = 'success'
          and e.at between ${since}::timestamptz and ${end}::timestamptz
        group by 1, 2, 3, 4
      ) one group by principal_id, actor_kind
    )
    select p.id, p.type, p.account_id, p.label, r.*, coalesce(h.gaps, 0) as gaps, h.intervals, n.who, a.asked
    from reader r join keyledger.principal p on p.id = r.principal_id
      left join rhythm h on h.principal_id = r.principal_id and h.actor_kind = r.actor_kind
      left join asked a on a.principal_id = r.principal_id and a.actor_kind = r.actor_kind
      left join lateral (select coalesce(e.person, e.workload) as who from keyledger.event e
        where e.at = r.last_at and e.principal_id = r.principal_id and e.actor_kind = r.actor_kind
          and e.secret_id in (select id from member)
        order by e.event_id desc limit 1) n on true
    order by r.last_at desc, r.principal_id, r.actor_kind`);
  return rows.map(toReader);
}
