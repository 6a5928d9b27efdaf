import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { dayOf } from '@/lib/domain/day';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { Reader } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { READS_KEPT_FROM } from '@/lib/store/retention/unkept';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { toBusy, type AskedReaders } from './busy-readers';
import { IS_OF_PEOPLE, IS_SHARED } from './people-behind';
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
  people: number;
  shared: boolean;
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
  ofPeople: row.people,
  isShared: row.shared,
  medianIntervalSeconds: row.reads < 3 ? null : (intervals?.[0] ?? null),
  p95IntervalSeconds: row.reads < 3 ? null : (intervals?.[1] ?? null),
  client: row.client,
  sourceAddress: row.source_address,
  lastVersionId: row.version_id,
  lastVersionStage: row.version_stage,
});

const toEach = ({ sight, secretId, from, to }: AskedReaders): SQL => sql`
    with reads as (
      select e.*, extract(epoch from e.at - lag(e.at) over (partition by e.principal_id order by e.at, e.event_id))::float8 as gap
      from keyledger.event e
      where e.secret_id in ${groupOf(secretId)} and e.action_class = 'read' and e.outcome = 'success'
        and e.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
        and exists (select 1 from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)})
    ), folded as (
      select principal_id, min(at) as first_at, max(at) as last_at, count(*)::int as reads,
        count(*) filter (where ${IS_OF_PEOPLE})::int as people,
        percentile_cont(array[0.5, 0.95]) within group (order by gap) as intervals
      from reads group by principal_id
    ), latest as (
      select distinct on (principal_id) principal_id, actor_kind, coalesce(person, workload) as who, client, source_address, version_id, version_stage
      from reads order by principal_id, at desc, event_id desc
    )
    select p.id, p.type, p.account_id, p.label, l.actor_kind, l.who, f.first_at, f.last_at, f.reads, f.people,
      ${IS_SHARED} as shared, f.intervals, l.client, l.source_address, l.version_id, l.version_stage
    from folded f join latest l using (principal_id) join keyledger.principal p on p.id = f.principal_id
    order by f.last_at desc, p.id`;

/** So many reads are looked at one by one, each somewhere else on the disk: what is read every few seconds has a million a month. */
const MOST_READS = 2_000;
const MOST = { oneByOne: MOST_READS, sampled: MOST_READS };

/** Those of which there are more reads than may be looked at one by one, or of which some are deleted. */
async function findBusy(
  db: Queryable,
  ids: readonly string[],
  from: Date,
  to: Date,
  most: number,
): Promise<{ busy: Set<string>; keptFrom: Date | null }> {
  const { rows } = await db.execute<{ id: string; kept: string | null }>(sql`
    select asked.id, nullif(${READS_KEPT_FROM}, '-infinity') as kept from unnest(${textArray(ids)}) as asked (id)
    where ${from.toISOString()}::timestamptz < ${READS_KEPT_FROM} or (select coalesce(sum(d.reads), 0) from keyledger.read_day d where d.secret_id in ${groupOf(sql`asked.id`)}
      and d.day between ${dayOf(from)}::date and ${dayOf(to)}::date) > ${most}::bigint`);
  const kept = rows[0]?.kept ?? null;
  return { busy: new Set(rows.map(({ id }) => id)), keptFrom: kept === null ? null : new Date(kept) };
}

/** Principals with at least one successful read in the range, the latest reader first. */
export async function listReaders(
  db: Queryable,
  sight: Sight,
  secretId: string,
  from: Date,
  to: Date,
  most = MOST,
): Promise<Reader[]> {
  const found = await listReadersOf(db, sight, [secretId], from, to, most);
  return found.get(secretId) ?? [];
}

/** The same of each of several secrets, by one statement for the busy ones and one for all others. */
export async function listReadersOf(
  db: Queryable,
  sight: Sight,
  secretIds: readonly string[],
  from: Date,
  to: Date,
  { oneByOne, sampled } = MOST,
): Promise<Map<string, Reader[]>> {
  const asked: AskedReaders = { sight, secretId: sql`asked.of`, from, to };
  const ask = async (ids: readonly string[], query: SQL) => {
    if (ids.length === 0) return [];
    const { rows } = await db.execute<ReaderRow & { of: string }>(sql`
      select asked.of, told.* from unnest(${textArray(ids)}) as asked (of) cross join lateral (${query}) told`);
    return rows;
  };
  const { busy, keptFrom } = await findBusy(db, secretIds, from, to, oneByOne);
  const others = secretIds.filter((id) => !busy.has(id));
  const rows = [
    ...(await ask(others, toEach(asked))),
    ...(await ask([...busy], toBusy(asked, { most: sampled, keptFrom }))),
  ];
  const all = Map.groupBy(rows, (row) => row.of);
  return new Map(secretIds.map((id) => [id, (all.get(id) ?? []).map(toReader)]));
}
