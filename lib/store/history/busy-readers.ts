import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { dayOf } from '@/lib/domain/day';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { secretTable } from '@/lib/store/schema/secret';
import { IS_OF_PEOPLE, IS_SHARED } from './people-behind';
import { groupOf, seesHistory } from './sight-of-event';

/** `secretId`: a column of what it is asked for beside. */
export interface AskedReaders {
  sight: Sight;
  secretId: SQL;
  from: Date;
  to: Date;
}

interface Limits {
  /** So many of the latest reads tell how often. */
  most: number;
  /** Days before are told by their sums alone; null: none are. */
  keptFrom: Date | null;
}

const DAY_MS = 86_400_000;
const NEVER_REACHED = 'infinity';
const startOfDay = (at: Date): Date => new Date(`${dayOf(at)}T00:00:00.000Z`);

/**
 * The same where there are too many to look at: how many of whole days by the sums of days, of the days at both ends by
 * counting them, where their events are kept, else whole as well; how often by the latest reads of all, and before those by the gaps between days.
 */
export function toBusy({ sight, secretId, from, to }: AskedReaders, { most, keptFrom }: Limits): SQL {
  const isGone = (at: Date): boolean => keptFrom !== null && at < keptFrom;
  const [start, end] = [from.toISOString(), to.toISOString()];
  const isPart = startOfDay(from) < from && !isGone(from);
  const firstWhole = new Date(startOfDay(from).getTime() + (isPart ? DAY_MS : 0)).toISOString();
  const last = new Date(startOfDay(to).getTime() + (isGone(to) ? DAY_MS : 0)).toISOString();
  // Bounds wherever events are looked for: a planner that knows them leaves all other months out.
  const [dayOfFrom, dayAfter] = [startOfDay(from), new Date(startOfDay(to).getTime() + DAY_MS)].map((at) =>
    at.toISOString(),
  );
  const isRead = sql`e.action_class = 'read' and e.outcome = 'success'
    and e.at >= ${dayOfFrom}::timestamptz and e.at < ${dayAfter}::timestamptz`;
  // Each end for itself: by one condition with "or" the index would lead to all that lies between them as well.
  const edge = (fromHere: string, untilHere: string): SQL => sql`
      select e.principal_id, e.actor_kind, e.at from keyledger.event e where e.secret_id in (select id from member) and ${isRead}
        and e.at between ${start}::timestamptz and ${end}::timestamptz and e.at >= ${fromHere}::timestamptz and e.at < ${untilHere}::timestamptz`;
  const lastPart = last > firstWhole ? last : firstWhole;
  return sql`
    with member as (
      select m.id from keyledger.secret m where m.id in ${groupOf(secretId)}
        and exists (select 1 from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)})
    ), edge as (
      select e.principal_id, (e.at at time zone 'UTC')::date as day, count(*) as reads, min(e.at) as first_at, max(e.at) as last_at,
        count(*) filter (where ${IS_OF_PEOPLE}) as people
      from (${edge(start, firstWhole)} union all ${edge(lastPart, NEVER_REACHED)}) e group by 1, 2
    ), by_day as (
      select * from edge union all
      -- A day's first may have been refused: its row does not tell when the first succeeded.
      select d.principal_id, d.day, sum(d.reads), min(case when d.denied = 0 then d.first_at else coalesce((
          select min(e.at) from keyledger.event e where e.secret_id = d.secret_id and ${isRead}
            and e.principal_id = d.principal_id and e.actor_kind = d.actor_kind and e.at between d.first_at and d.last_read_at
        ), (
          select min(g.first_at) from keyledger.event_day g where g.secret_id = d.secret_id and g.day = d.day
            and g.action_class = 'read' and g.outcome = 'success' and g.principal_id = d.principal_id and g.actor_kind = d.actor_kind
        ), d.last_read_at) end), max(d.last_read_at), coalesce(sum(d.reads) filter (where ${IS_OF_PEOPLE}), 0)
      from keyledger.read_day d where d.secret_id in (select id from member) and d.reads > 0
        and d.day >= (${firstWhole}::timestamptz at time zone 'UTC')::date and d.day < (${last}::timestamptz at time zone 'UTC')::date
      group by 1, 2
    ), folded as (
      select principal_id, sum(reads)::int as reads, sum(people)::int as people, min(first_at) as first_at, max(last_at) as last_at from by_day group by 1
    ), sample as materialized (
      select e.* from member m cross join lateral (
        select e.secret_id, e.principal_id, e.at, e.event_id from keyledger.event e
        where e.secret_id = m.id and ${isRead} and e.at between ${start}::timestamptz and ${end}::timestamptz
        order by e.at desc, e.event_id desc limit ${most}) e
    ), sampled as (
      select coalesce(max(first_at) filter (where reads = ${most}), ${start}::timestamptz) as since
      from (select min(at) as first_at, count(*) as reads from sample group by secret_id) one
    ), gap as (
      select principal_id, extract(epoch from at - lag(at) over (partition by principal_id order by at, event_id))::float8 as seconds
      from sample where at >= (select since from sampled)
      union all
      select principal_id, extract(epoch from first_at - lag(last_at) over (partition by principal_id order by day))::float8
      from by_day where first_at < (select since from sampled)
    ), rhythm as (
      select principal_id, percentile_cont(array[0.5, 0.95]) within group (order by seconds) as intervals
      from gap where seconds >= 0 group by principal_id
    )
    select p.id, p.type, p.account_id, p.label, coalesce(l.actor_kind, k.actor_kind, 'unknown') as actor_kind, l.who, f.first_at, f.last_at, f.reads, f.people,
      ${IS_SHARED} as shared, h.intervals, l.client, l.source_address, l.version_id, l.version_stage
    from folded f join keyledger.principal p on p.id = f.principal_id left join rhythm h using (principal_id)
      left join lateral (
        select e.actor_kind, coalesce(e.person, e.workload) as who, e.client, e.source_address, e.version_id, e.version_stage
        from keyledger.event e where e.at = f.last_at and e.principal_id = f.principal_id and ${isRead}
          and e.secret_id in (select id from member)
        order by e.event_id desc limit 1) l on true
      left join lateral (
        select d.actor_kind from keyledger.read_day d where d.secret_id in (select id from member)
          and d.principal_id = f.principal_id and d.day = (f.last_at at time zone 'UTC')::date and d.last_read_at = f.last_at
        limit 1) k on true
    order by f.last_at desc, p.id`;
}
