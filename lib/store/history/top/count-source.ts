import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import { isOfReads, type CountPlan } from '@/lib/domain/access/plan-count';
import type { TopQuery } from '@/lib/domain/ports/access-queries';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { findWholeActors } from '@/lib/store/history/find-actors';
import { seesAll } from '@/lib/store/history/find-subjects';
import { ALWAYS, isOneOf } from '@/lib/store/visibility/to-predicate';
import { fromEvents } from './event-rows';
import { fromReadDays, inDays } from './read-days';
import type { CountSource } from './summed';

/** What the sums are narrowed by, beside their days; null: they cannot be. */
async function narrow(db: Queryable, { actorKind, principal, principalKey }: EventFilter): Promise<SQL | null> {
  const principals = principal?.length ? await findWholeActors(db, principal) : undefined;
  if (principals === null) return null;
  return (
    and(
      actorKind?.length ? isOneOf(sql`d.actor_kind`, actorKind) : undefined,
      principals && isOneOf(sql`d.principal_id`, principals),
      principalKey === undefined
        ? undefined
        : sql`d.principal_id = (select p.id from keyledger.principal p where p.key = ${principalKey})`,
    ) ?? ALWAYS
  );
}

/** Whatever the events are about, so that it is for who sees all of them alone. */
function fromActorDays(plan: CountPlan, narrowed: SQL, most: number): CountSource {
  const { action, outcome } = plan.filter;
  const condition = and(
    inDays(plan),
    narrowed,
    action?.length ? isOneOf(sql`d.action_class`, action) : undefined,
    outcome?.length ? isOneOf(sql`d.outcome`, outcome) : undefined,
  );
  const of = (name: string): SQL => sql`case when d.outcome = ${name} then d.events else 0 end`;
  const rows = sql`
    select null::text as secret_id, d.principal_id, d.actor_kind, ${of('success')} as succeeded,
      ${of('denied')} as denied, ${of('failed')} as failed, null::timestamptz as at, d.day
    from keyledger.actor_day d where ${condition}`;
  return { rows, sums: null, by: 'days', most };
}

/** The smallest rows that can tell. `ofSecrets`: by secret, too. */
export async function findSource(
  db: Queryable,
  sight: Sight,
  { plan, most }: Pick<TopQuery, 'plan' | 'most'>,
  ofSecrets: boolean,
): Promise<CountSource> {
  const { filter } = plan;
  const narrowed = plan.days ? await narrow(db, filter) : null;
  if (!narrowed) return fromEvents(db, sight, plan, most);
  const ofAll = !ofSecrets && seesAll(sight) && !filter.secret?.length && !filter.env?.length;
  if (ofAll) return fromActorDays(plan, narrowed, most);
  const found = isOfReads(filter) ? await fromReadDays(db, sight, plan, narrowed, most) : null;
  return found ?? fromEvents(db, sight, plan, most);
}
