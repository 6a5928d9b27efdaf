import 'server-only';
import { sql } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { FirstReadRow, PresetFilter } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS, isOneOf } from '@/lib/store/visibility/to-predicate';
import { toDay } from './reads-by-day';
import { seesHistory } from './sight-of-event';

interface Row extends Record<string, unknown> {
  principal_id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  id: string;
  name: string;
  environment: string;
  scope_ids: string[];
  first_at: string;
  reads: number;
}

const toFirstRead = (row: Row): FirstReadRow => ({
  principal: { id: row.principal_id, type: row.type, accountId: row.account_id, label: row.label },
  actorKind: row.actor_kind,
  secret: { id: row.id, name: row.name, environment: row.environment },
  scopeIds: row.scope_ids,
  firstAt: new Date(row.first_at),
  reads: row.reads,
});

/** Pairs of a principal and a secret whose earliest known read lies in the range; the roll-ups lead to its day. */
export async function listFirstReads(
  db: Queryable,
  sight: Sight,
  { from, to, env, actorKind }: PresetFilter,
  limit: number,
): Promise<FirstReadRow[]> {
  const { id, name, environment, arn, primaryArn } = secretTable;
  const { rows } = await db.execute<Row>(sql`
    with pair as (
      select d.principal_id, coalesce(${primaryArn}, ${arn}) as group_arn, min(d.day) as day, sum(d.reads)::int as reads,
        array_agg(distinct ${id}) as member_ids, (array_agg(d.actor_kind order by d.day))[1] as actor_kind,
        (array_agg(${id} order by ${primaryArn} nulls first))[1] as id,
        (array_agg(${name} order by ${primaryArn} nulls first))[1] as name,
        (array_agg(${environment} order by ${primaryArn} nulls first))[1] as environment
      from keyledger.read_day d join ${secretTable} on ${id} = d.secret_id
      where d.reads > 0 and ${seesHistory(sight)} and ${env?.length ? isOneOf(environment, env) : ALWAYS}
      group by 1, 2 having min(d.day) between ${toDay(from)}::date and ${toDay(to)}::date
    )
    select pair.*, first.at as first_at, p.type, p.account_id, p.label,
      array(select distinct m.scope_id from keyledger.secret m where m.arn = pair.group_arn or m.primary_arn = pair.group_arn) as scope_ids
    from pair join keyledger.principal p on p.id = pair.principal_id
    cross join lateral (
      select min(e.at) as at from keyledger.event e
      where e.secret_id = any(pair.member_ids) and e.principal_id = pair.principal_id and e.action_class = 'read' and e.outcome = 'success'
        and e.at >= pair.day::timestamp at time zone 'UTC' and e.at < (pair.day + 1)::timestamp at time zone 'UTC') first
    where first.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
      and ${actorKind?.length ? isOneOf(sql`pair.actor_kind`, actorKind) : ALWAYS}
    order by first.at desc, pair.principal_id, pair.id limit ${limit}`);
  return rows.map(toFirstRead);
}
