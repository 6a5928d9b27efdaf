import 'server-only';
import { and, sql } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { FirstReadRow, PresetFilter } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS, isOneOf } from '@/lib/store/visibility/to-predicate';
import { primaryOf, seesHistory } from './sight-of-event';

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

/**
 * Pairs of a principal and a secret (with its replicas) whose earliest known read lies in the period.
 * Of the replicas, too, only those in sight have a part in it.
 */
export async function listFirstReads(
  db: Queryable,
  sight: Sight,
  { from, to, env, actorKind }: PresetFilter,
  limit: number,
): Promise<FirstReadRow[]> {
  const { id, name, environment, arn, primaryArn } = secretTable;
  const isAsked = and(
    env?.length ? isOneOf(environment, env) : undefined,
    actorKind?.length ? isOneOf(sql`f.actor_kind`, actorKind) : undefined,
  );
  const { rows } = await db.execute<Row>(sql`
    with first as (
      select f.*, ${id} as id, ${name} as name, ${environment} as environment, coalesce(${primaryArn}, ${arn}) as group_arn
      from keyledger.first_read f join ${secretTable} on ${id} = f.secret_id
      where f.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
        and ${seesHistory(sight)} and ${isAsked ?? ALWAYS}
    ), page as (
      select first.* from first
      where not exists (
        select from ${secretTable} join keyledger.first_read o on o.secret_id = ${id}
        where (${arn} = first.group_arn or ${primaryArn} = first.group_arn) and ${id} <> first.secret_id
          and o.principal_id = first.principal_id and (o.at, o.secret_id) < (first.at, first.secret_id) and ${seesHistory(sight)})
      order by first.at desc, first.principal_id, first.id limit ${limit}
    )
    select page.principal_id, page.actor_kind, page.at as first_at, p.type, p.account_id, p.label,
      coalesce(main.id, page.id) as id, coalesce(main.name, page.name) as name,
      coalesce(main.environment, page.environment) as environment,
      array(select distinct m.scope_id from keyledger.secret m where m.arn = page.group_arn or m.primary_arn = page.group_arn) as scope_ids,
      (select coalesce(sum(d.reads), 0)::int from ${secretTable} join keyledger.read_day d on d.secret_id = ${id}
        where (${arn} = page.group_arn or ${primaryArn} = page.group_arn) and d.principal_id = page.principal_id and ${seesHistory(sight)}) as reads
    from page join keyledger.principal p on p.id = page.principal_id
    left join lateral ${primaryOf(sql`page.group_arn`, sight)} main on true
    order by page.at desc, page.principal_id, page.id`);
  return rows.map(toFirstRead);
}
