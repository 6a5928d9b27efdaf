import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { OutcomeCounts, Top, TopPrincipal, TopQuery } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { findSource } from './count-source';
import { SUMS, toTop, withCut, type Summed } from './summed';

type DayCell = [day: string, succeeded: number, denied: number, failed: number];

interface Row extends Summed {
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  days: DayCell[] | null;
}

const toDayCounts = ([day, succeeded, denied, failed]: DayCell): OutcomeCounts & { day: string } => ({
  day,
  succeeded,
  denied,
  failed,
});

const toPrincipal = ({ id, type, account_id: accountId, label, ...row }: Row): TopPrincipal => ({
  principal: { id, type, accountId, label },
  actorKind: row.actor_kind,
  succeeded: row.succeeded,
  denied: row.denied,
  failed: row.failed,
  days: (row.days ?? []).map(toDayCounts),
});

/** What people did through Keyledger is theirs. */
export const isPerson = (column: SQL): SQL => sql`(${column} in ('person', 'this-dashboard'))`;
const PERSON = isPerson(sql`actor_kind`);

const DAYS = sql`(select jsonb_agg(jsonb_build_array(to_char(c.day, 'YYYY-MM-DD'), c.succeeded, c.denied, c.failed) order by c.day)
  from cell c where c.principal_id = t.principal_id and c.actor_kind = t.actor_kind)`;

/** Who did most of what is asked, people and workloads that act as one principal apart. */
export async function listTopPrincipals(
  db: Queryable,
  sight: Sight,
  { plan, order, limit, withDays }: TopQuery & { withDays: boolean },
): Promise<Top<TopPrincipal>> {
  const { rows: source, by } = await findSource(db, sight, plan, false);
  const { rows } = await db.execute<Row>(sql`
    with ${withCut(source, by)}, cell as materialized (
      select principal_id, actor_kind, ${withDays ? sql`day` : sql`null::date as day`}, ${SUMS} from counted group by 1, 2, 3
      having sum(succeeded + denied + failed) > 0
    ), total as (
      select principal_id, actor_kind, ${SUMS}, sum(sum(succeeded)) over ()::int as all_succeeded,
        sum(sum(denied)) over ()::int as all_denied, sum(sum(failed)) over ()::int as all_failed,
        count(*) over ()::int as found, count(*) filter (where ${PERSON}) over ()::int as people
      from cell group by 1, 2
      order by ${order === 'people' ? sql`${PERSON} desc,` : sql``} sum(succeeded + denied + failed) desc, principal_id, actor_kind
      limit ${limit}
    )
    select p.id, p.type, p.account_id, p.label, t.*, (select since from cut) as since, ${withDays ? DAYS : sql`null`} as days
    from total t join keyledger.principal p on p.id = t.principal_id
    order by ${order === 'people' ? sql`${PERSON} desc,` : sql``} t.succeeded + t.denied + t.failed desc, p.id, actor_kind`);
  return toTop(rows, by, toPrincipal);
}
