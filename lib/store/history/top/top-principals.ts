import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { TopPrincipal, TopPrincipals, TopQuery } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { findSource } from './count-source';
import { isPersonal, OF_ALL, SUMS, toTop, withCut, type Summed } from './summed';

export interface PrincipalRow extends Summed {
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  people: number | null;
}

export const toTopPrincipal = ({ id, type, account_id: accountId, label, ...row }: PrincipalRow): TopPrincipal => ({
  principal: { id, type, accountId, label },
  actorKind: row.actor_kind,
  succeeded: row.succeeded,
  denied: row.denied,
  failed: row.failed,
});

export const PERSON = isPersonal(sql`actor_kind`);

export const orderOf = (order: TopQuery['order']): SQL =>
  sql`${order === 'people' ? sql`${PERSON} desc,` : sql``} succeeded + denied + failed desc, principal_id, actor_kind`;

/** Who did most of what is asked, people and workloads that act as one principal apart. */
export async function listTopPrincipals(
  db: Queryable,
  sight: Sight,
  { plan, order, limit, most }: TopQuery,
): Promise<TopPrincipals> {
  const source = await findSource(db, sight, { plan, most }, false);
  const inOrder = orderOf(order);
  const { rows } = await db.execute<PrincipalRow>(sql`
    with ${withCut(source)}, total as (
      select principal_id, actor_kind, ${SUMS} from counted group by 1, 2 having sum(succeeded + denied + failed) > 0
    ), listed as (
      select *, ${OF_ALL}, (count(*) filter (where ${PERSON}) over ())::int as people from total order by ${inOrder} limit ${limit}
    )
    select p.id, p.type, p.account_id, p.label, listed.*, cut.since
    from cut left join (listed join keyledger.principal p on p.id = principal_id) on true order by ${inOrder}`);
  return { ...toTop(rows, source.by, toTopPrincipal), people: rows[0]?.people ?? 0 };
}
