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

const PERSON = isPersonal(sql`r.actor_kind`);

/** What most of what is asked was done to, each with its replicas; by people first, where they come first. */
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
    with ${withCut(source)}, r as materialized (
      select secret_id, principal_id, actor_kind, ${SUMS} from counted where secret_id is not null group by 1, 2, 3
      having sum(succeeded + denied + failed) > 0
    ), total as (
      select coalesce(${primaryArn}, ${arn}) as group_arn, array_agg(distinct ${id}) as secret_ids,
        ${first(id)} as id, ${first(name)} as name, ${first(environment)} as environment, ${SUMS},
        coalesce(sum(succeeded + r.denied + failed) filter (where ${PERSON}), 0)::int as by_people,
        count(distinct r.principal_id)::int as principals, (count(distinct r.principal_id) filter (where ${PERSON}))::int as persons
      from r join ${secretTable} on ${id} = r.secret_id where ${seesHistory(sight)} group by 1
    ), listed as (
      select *, ${OF_ALL}
      from total order by ${inOrder} limit ${limit}
    )
    select listed.*, coalesce(main.id, listed.id) as id, coalesce(main.name, listed.name) as name,
      coalesce(main.environment, listed.environment) as environment, cut.since
    from cut left join listed on true left join lateral ${primaryOf(sql`listed.group_arn`, sight)} main on true order by ${inOrder}`);
  return toTop(rows, source.by, toSecret);
}
