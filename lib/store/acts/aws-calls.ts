import 'server-only';
import { sql } from 'drizzle-orm';
import type { AwsCall } from '@/lib/domain/ports/aws';
import type { CallStore, ScopeCalls } from '@/lib/domain/ports/call-store';
import type { ScopeState } from '@/lib/domain/scope';
import type { Queryable } from '@/lib/store/connect';
import { IS_DOUBTED, IS_NAMED, IS_UNBROKEN, LAST_READ } from '@/lib/store/changes/followed';

const DAY = 86_400_000;
const HOUR = 3_600_000;

async function add(db: Queryable, calls: readonly AwsCall[], now: Date): Promise<void> {
  if (calls.length === 0) return;
  const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR).toISOString();
  await db.execute(sql`
    insert into keyledger.aws_call as c (scope_id, hour, operation, calls)
    select x."scopeId", ${hour}::timestamptz, x.operation, x.calls
    from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as x ("scopeId" text, operation text, calls integer)
    order by 1, 3
    on conflict (hour, scope_id, operation) do update set calls = c.calls + excluded.calls`);
  await db.execute(sql`
    delete from keyledger.aws_call where hour < ${new Date(now.getTime() - 2 * DAY).toISOString()}::timestamptz`);
}

type Row = Record<string, unknown> & {
  id: string;
  accountId: string;
  accountName: string;
  region: string;
  partition: string;
  state: ScopeState | null;
  readTo: string | null;
  listed: boolean;
  unbroken: boolean;
  doubted: boolean;
  refused: number;
  secrets: number;
  events: number;
  measured: Record<string, number> | null;
  since: string | null;
};

const toDate = (at: string | null): Date | null => (at === null ? null : new Date(at));

async function list(db: Queryable, now: Date): Promise<ScopeCalls[]> {
  const from = sql`${new Date(now.getTime() - DAY).toISOString()}::timestamptz`;
  const { rows } = await db.execute<Row>(sql`
    with counted as (select scope_id, count(*)::int as n from keyledger.secret where removed_at is null group by 1),
      happened as (select scope_id, count(*)::int as n from keyledger.event where at >= ${from} group by 1),
      refused as (select scope_id, count(*)::int as n from keyledger.changed_secret c
        where c.problem <> 'not_found' and ${IS_NAMED} group by 1),
      listed as (select distinct scope_id from keyledger.listing where finished_at is not null),
      summed as (select scope_id, operation, sum(calls)::int as calls, min(hour) as since
        from keyledger.aws_call where hour >= ${from} group by 1, 2),
      asked as (select scope_id, jsonb_object_agg(operation, calls) as measured, min(since) as since from summed group by 1)
    select sc.id, sc.account_id as "accountId", sc.account_name as "accountName", sc.region, sc.partition, h.state,
      upper(${LAST_READ}) as "readTo", l.scope_id is not null as listed, ${IS_UNBROKEN} as unbroken, ${IS_DOUBTED} as doubted,
      coalesce(r.n, 0) as refused, coalesce(c.n, 0) as secrets, coalesce(e.n, 0) as events, a.measured, a.since
    from keyledger.scope sc
    left join keyledger.scope_health h on h.scope_id = sc.id and h.kind = 'history'
    left join counted c on c.scope_id = sc.id left join happened e on e.scope_id = sc.id
    left join refused r on r.scope_id = sc.id left join listed l on l.scope_id = sc.id
    left join asked a on a.scope_id = sc.id
    where sc.configured and sc.gone_since is null order by sc.position, sc.id`);
  return rows.map(
    ({ state, readTo, listed, unbroken, doubted, refused, secrets, events, measured, since, ...scope }) => ({
      scope,
      secrets,
      events,
      followed: { state: state ?? 'waiting', readTo: toDate(readTo), listed, unbroken, doubted, refused },
      measured: measured ?? {},
      since: toDate(since),
    }),
  );
}

export const createCallStore = (db: Queryable): CallStore => ({
  add: (calls, now) => add(db, calls, now),
  list: (now) => list(db, now),
});
