import 'server-only';
import { sql } from 'drizzle-orm';
import type { PrincipalDays, TopQuery, TopWithDays } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { findSource } from './count-source';
import { OF_ALL, SUMS, toTop, withCut } from './summed';
import { orderOf, PERSON, toTopPrincipal, type PrincipalRow } from './top-principals';

interface Row extends PrincipalRow {
  /** `[day, succeeded, denied, failed]` */
  days: [string, number, number, number][];
}

const toPrincipalDays = (row: Row): PrincipalDays => ({
  ...toTopPrincipal(row),
  days: row.days.map(([day, succeeded, denied, failed]) => ({ day, succeeded, denied, failed })),
});

/**
 * Those who did most of what is asked, and on which days (UTC). The days are asked of those alone
 * that are listed: a sum of everybody's takes three times as long.
 */
export async function listPrincipalDays(
  db: Queryable,
  sight: Sight,
  { plan, order, limit, most }: TopQuery,
): Promise<TopWithDays> {
  const source = await findSource(db, sight, { plan, most }, false);
  const { rows } = await db.execute<Row>(sql`
    with ${withCut(source)}, total as (
      select principal_id, actor_kind, ${SUMS} from counted group by 1, 2 having sum(succeeded + denied + failed) > 0
    ), listed as materialized (
      select *, ${OF_ALL}, (count(*) filter (where ${PERSON}) over ())::int as people from total order by ${orderOf(order)} limit ${limit}
    ), by_day as (
      select c.principal_id, c.actor_kind, coalesce(c.day, (c.at at time zone 'UTC')::date) as day,
        sum(c.succeeded)::int as succeeded, sum(c.denied)::int as denied, sum(c.failed)::int as failed
      from counted c where (c.principal_id, c.actor_kind) in (select l.principal_id, l.actor_kind from listed l)
      group by 1, 2, 3 having sum(c.succeeded + c.denied + c.failed) > 0
    ), cells as (
      select principal_id, actor_kind, jsonb_agg(jsonb_build_array(day, succeeded, denied, failed) order by day) as days
      from by_day group by 1, 2
    )
    select p.id, p.type, p.account_id, p.label, listed.*, cells.days, cut.since
    from cut left join (listed join cells using (principal_id, actor_kind)
      join keyledger.principal p on p.id = principal_id) on true order by ${orderOf(order)}`);
  return { ...toTop(rows, source.by, toPrincipalDays), people: rows[0]?.people ?? 0 };
}
