import 'server-only';
import { sql } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { SecretUser, UsersQuery } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { groupOf, seesHistory } from './sight-of-event';

interface UserRow extends Record<string, unknown> {
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  names: string[] | null;
  unnamed: boolean;
  reads: number;
  first_at: string | null;
  last_at: string | null;
  median: number | null;
  failed: number;
  denied: number;
  refused_at: string | null;
}

const MOST_NAMES = 20;
const toDate = (at: string | null): Date | null => (at === null ? null : new Date(at));

const toUser = (row: UserRow): SecretUser => ({
  principal: { id: row.id, type: row.type, accountId: row.account_id, label: row.label },
  actorKind: row.actor_kind,
  names: row.names ?? [],
  unnamed: row.unnamed,
  reads: row.reads,
  firstAt: toDate(row.first_at),
  lastAt: toDate(row.last_at),
  medianIntervalSeconds: row.reads < 3 ? null : row.median,
  failed: row.failed,
  denied: row.denied,
  refusedAt: toDate(row.refused_at),
});

/** The latest reader first; whoever only tried comes last. */
export async function listUsers(
  db: Queryable,
  sight: Sight,
  secretId: string,
  { from, to, refusedSince }: UsersQuery,
): Promise<SecretUser[]> {
  const since = (refusedSince ?? to).toISOString();
  const { rows } = await db.execute<UserRow>(sql`
    with tries as (
      select e.principal_id, e.actor_kind, e.at, e.outcome, coalesce(e.person, e.workload) as who,
        e.outcome <> 'success' and e.at > ${since}::timestamptz as refused,
        extract(epoch from e.at - lag(e.at) over (
          partition by e.principal_id, e.actor_kind, e.outcome = 'success' order by e.at, e.event_id))::float8 as gap
      from keyledger.event e
      where e.secret_id in ${groupOf(secretId)} and e.action_class = 'read'
        and e.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
        and exists (select 1 from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)})
    ), folded as (
      select principal_id, actor_kind,
        (array_agg(distinct who order by who) filter (where who is not null))[1:${sql.raw(String(MOST_NAMES))}] as names,
        bool_or(who is null) as unnamed,
        count(*) filter (where outcome = 'success')::int as reads,
        min(at) filter (where outcome = 'success') as first_at, max(at) filter (where outcome = 'success') as last_at,
        percentile_cont(0.5) within group (order by gap) filter (where outcome = 'success') as median,
        count(*) filter (where refused and outcome = 'failed')::int as failed,
        count(*) filter (where refused and outcome = 'denied')::int as denied,
        max(at) filter (where refused) as refused_at
      from tries group by principal_id, actor_kind
    )
    select p.id, p.type, p.account_id, p.label, f.* from folded f join keyledger.principal p on p.id = f.principal_id
    where f.reads > 0 or f.failed + f.denied > 0
    order by f.last_at desc nulls last, f.refused_at desc nulls last, p.id, f.actor_kind`);
  return rows.map(toUser);
}
