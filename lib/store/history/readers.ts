import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { Reader } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { groupOf, seesHistory } from './sight-of-event';

interface ReaderRow extends Record<string, unknown> {
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  who: string | null;
  first_at: string;
  last_at: string;
  reads: number;
  intervals: number[] | null;
  client: string | null;
  source_address: string | null;
  version_id: string | null;
  version_stage: string | null;
}

const toReader = ({ intervals, ...row }: ReaderRow): Reader => ({
  principal: { id: row.id, type: row.type, accountId: row.account_id, label: row.label },
  actorKind: row.actor_kind,
  who: row.who,
  firstAt: new Date(row.first_at),
  lastAt: new Date(row.last_at),
  reads: row.reads,
  medianIntervalSeconds: row.reads < 3 ? null : (intervals?.[0] ?? null),
  p95IntervalSeconds: row.reads < 3 ? null : (intervals?.[1] ?? null),
  client: row.client,
  sourceAddress: row.source_address,
  lastVersionId: row.version_id,
  lastVersionStage: row.version_stage,
});

/** Of one secret, which `secretId` names: a parameter, or a column of what it is asked for beside. */
const toQuery = (sight: Sight, secretId: SQL, from: Date, to: Date): SQL => sql`
    with reads as (
      select e.*, extract(epoch from e.at - lag(e.at) over (partition by e.principal_id order by e.at, e.event_id))::float8 as gap
      from keyledger.event e
      where e.secret_id in ${groupOf(secretId)} and e.action_class = 'read' and e.outcome = 'success'
        and e.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
        and exists (select 1 from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)})
    ), folded as (
      select principal_id, min(at) as first_at, max(at) as last_at, count(*)::int as reads,
        percentile_cont(array[0.5, 0.95]) within group (order by gap) as intervals
      from reads group by principal_id
    ), latest as (
      select distinct on (principal_id) principal_id, actor_kind, coalesce(person, workload) as who, client, source_address, version_id, version_stage
      from reads order by principal_id, at desc, event_id desc
    )
    select p.id, p.type, p.account_id, p.label, l.actor_kind, l.who, f.first_at, f.last_at, f.reads, f.intervals,
      l.client, l.source_address, l.version_id, l.version_stage
    from folded f join latest l using (principal_id) join keyledger.principal p on p.id = f.principal_id
    order by f.last_at desc, p.id`;

/** Principals with at least one successful read in the range, the latest reader first. */
export async function listReaders(
  db: Queryable,
  sight: Sight,
  secretId: string,
  from: Date,
  to: Date,
): Promise<Reader[]> {
  const { rows } = await db.execute<ReaderRow>(toQuery(sight, sql`${secretId}`, from, to));
  return rows.map(toReader);
}

/** The same of each of several secrets, in one statement that goes about each as the one above does. */
export async function listReadersOf(
  db: Queryable,
  sight: Sight,
  secretIds: readonly string[],
  from: Date,
  to: Date,
): Promise<Map<string, Reader[]>> {
  const { rows } = await db.execute<ReaderRow & { of: string }>(sql`
    select asked.of, told.* from unnest(${textArray(secretIds)}) as asked(of)
    cross join lateral (${toQuery(sight, sql`asked.of`, from, to)}) told`);
  const all = Map.groupBy(rows, (row) => row.of);
  return new Map(secretIds.map((id) => [id, (all.get(id) ?? []).map(toReader)]));
}
