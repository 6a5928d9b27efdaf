import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import { seesEverything } from '@/lib/domain/grant';
import type { PresetFilter, ReaderMinute } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf, NEVER } from '@/lib/store/visibility/to-predicate';
import { dayOf } from '@/lib/domain/day';
import { seesHistory } from './sight-of-event';

interface Row extends Record<string, unknown> {
  key: string;
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  minute: string;
  secrets: string[];
  environments: string[];
  reads: number;
  batches: number;
}

const toMinute = (row: Row): ReaderMinute => ({
  principalKey: row.key,
  principal: { id: row.id, type: row.type, accountId: row.account_id, label: row.label },
  actorKind: row.actor_kind,
  minute: new Date(row.minute),
  secretIds: row.secrets,
  environments: row.environments,
  reads: row.reads,
  batches: row.batches,
});

const GROUP = sql`coalesce(${secretTable.primaryArn}, ${secretTable.arn})`;

/** A batch call that names no single secret is about no known one. */
const isBatch = (sight: Sight, { env }: PresetFilter): SQL =>
  env?.length || !seesEverything(sight.inventory) || !seesEverything(sight.history)
    ? NEVER
    : sql`(e.event_name = 'BatchGetSecretValue' and e.secret_id is null)`;

/** Successful reads by minute and principal. A replica counts as its primary. */
export async function listMinutesOfReads(
  db: Queryable,
  sight: Sight,
  filter: PresetFilter,
  least: number,
  limit: number,
): Promise<ReaderMinute[]> {
  const { from, to, env, actorKind } = filter;
  const sees = and(seesHistory(sight), env?.length ? isOneOf(secretTable.environment, env) : undefined);
  const isRead = sql`e.outcome = 'success' and e.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz`;
  const isKind = actorKind?.length ? sql`and ${isOneOf(sql`e.actor_kind`, actorKind)}` : sql``;
  const columns = sql`e.principal_id, date_trunc('minute', e.at, 'UTC') as minute, e.actor_kind`;
  const { rows } = await db.execute<Row>(sql`
    with busy as (
      select d.principal_id from keyledger.read_day d join ${secretTable} on ${secretTable.id} = d.secret_id
      where d.reads > 0 and ${sees} and d.day between ${dayOf(from)}::date and ${dayOf(to)}::date
      group by 1 having count(distinct ${GROUP}) >= ${least}::int
    ), read as (
      select ${columns}, ${GROUP} as secret, ${secretTable.environment} as environment
      from keyledger.event e join ${secretTable} on ${secretTable.id} = e.secret_id
      where ${isRead} ${isKind} and e.action_class = 'read' and e.principal_id in (select principal_id from busy) and ${sees}
      union all
      select ${columns}, null, null from keyledger.event e where ${isRead} ${isKind} and ${isBatch(sight, filter)}
    )
    select p.key, p.id, p.type, p.account_id, p.label, r.minute, max(r.actor_kind) as actor_kind, count(*)::int as reads,
      array_remove(array_agg(distinct r.secret), null) as secrets,
      array_remove(array_agg(distinct r.environment), null) as environments,
      (count(*) filter (where r.secret is null))::int as batches
    from read r join keyledger.principal p on p.id = r.principal_id
    group by p.id, r.minute order by r.minute desc, p.id limit ${limit}`);
  return rows.map(toMinute);
}
