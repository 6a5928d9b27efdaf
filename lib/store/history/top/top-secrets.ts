import 'server-only';
import { sql } from 'drizzle-orm';
import type { Top, TopQuery, TopSecret } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { primaryOf, seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { findSource } from './count-source';
import { isPersonal, OF_ALL, SUMS, toTop, withCut, type Summed } from './summed';

interface Row extends Summed {
  id: string;
  name: string;
  environment: string;
  secret_ids: string[];
  by_people: number;
  principals: number;
  persons: number;
}

const toSecret = ({ id, name, environment, ...row }: Row): TopSecret => ({
  secret: { id, name, environment },
  secretIds: row.secret_ids,
  succeeded: row.succeeded,
  denied: row.denied,
  failed: row.failed,
  byPeople: row.by_people,
  principals: row.principals,
  people: row.persons,
});

const SUMS_OF_ROWS = sql`
  select secret_id, ${SUMS}, coalesce(sum(succeeded + denied + failed) filter (where ${isPersonal(sql`actor_kind`)}), 0)::int as by_people
  from counted where secret_id is not null group by 1`;

/**
 * What most of what is asked was done to, each with its replicas; by people first, where they come first. Who they were is
 * asked of those alone that are listed: a sum by both takes three times as long.
 */
export async function listTopSecrets(
  db: Queryable,
  sight: Sight,
  { plan, order, limit, most }: TopQuery,
): Promise<Top<TopSecret>> {
  const source = await findSource(db, sight, { plan, most }, true);
  const { id, name, environment, arn, primaryArn } = secretTable;
  const first = (column: typeof id | typeof name | typeof environment) => sql`(array_agg(${column} order by ${id}))[1]`;
  const inOrder = sql`${order === 'people' ? sql`by_people desc,` : sql``} succeeded + denied + failed desc, group_arn`;
  const { rows } = await db.execute<Row>(sql`
    with ${withCut(source)}, summed as materialized (${source.sums ?? SUMS_OF_ROWS}
    ), total as (
      select coalesce(${primaryArn}, ${arn}) as group_arn, array_agg(${id}) as secret_ids,
        ${first(id)} as id, ${first(name)} as name, ${first(environment)} as environment, ${SUMS}, sum(by_people)::int as by_people
      from summed join ${secretTable} on ${id} = summed.secret_id
      where summed.succeeded + summed.denied + summed.failed > 0 and ${seesHistory(sight)} group by 1
    ), listed as materialized (
      select *, ${OF_ALL} from total order by ${inOrder} limit ${limit}
    ), actors as (
      select l.group_arn, count(distinct c.principal_id)::int as principals,
        (count(distinct c.principal_id) filter (where ${isPersonal(sql`c.actor_kind`)}))::int as persons
      from listed l cross join unnest(l.secret_ids) as m (secret_id) join counted c on c.secret_id = m.secret_id
      where c.succeeded + c.denied + c.failed > 0 group by 1
    )
    select listed.*, coalesce(main.id, listed.id) as id, coalesce(main.name, listed.name) as name,
      coalesce(main.environment, listed.environment) as environment,
      case when main.id = any(listed.secret_ids) then array[main.id] else listed.secret_ids end as secret_ids,
      principals, persons, cut.since
    from cut left join (listed join actors using (group_arn)) on true left join lateral ${primaryOf(sql`group_arn`, sight)} main on true order by ${inOrder}`);
  return toTop(rows, source.by, toSecret);
}
