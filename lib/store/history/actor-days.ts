import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import type { EventKey } from './roll-up';

/** What a row of the sums is of. */
export interface ActorDay {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  principalId: string;
  actorKind: string;
  actionClass: string;
  outcome: string;
}

/**
 * Adds events to the sums of who did what on which day, and takes away those in whose place they stand. Once for a
 * transaction, and in one order, so that two of them wait for each other and never in a ring.
 */
export async function countActorDays(
  tx: Queryable,
  added: readonly EventKey[],
  removed: readonly ActorDay[] = [],
): Promise<void> {
  if (added.length + removed.length === 0) return;
  const keys = added.map(({ at, eventId }) => ({ at, eventId }));
  await tx.execute(sql`
    insert into keyledger.actor_day as d (day, principal_id, actor_kind, action_class, outcome, events)
    select day, principal_id, actor_kind, action_class, outcome, sum(times)::int from (
      select (e.at at time zone 'UTC')::date as day, e.principal_id, e.actor_kind, e.action_class, e.outcome, 1 as times
      from keyledger.event e join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k (at timestamptz, "eventId" text)
        on e.at = k.at and e.event_id = k."eventId"
      union all
      select r.day, r."principalId" collate "C", r."actorKind", r."actionClass", r.outcome, -1
      from jsonb_to_recordset(${JSON.stringify(removed)}::jsonb)
        as r (day date, "principalId" text, "actorKind" text, "actionClass" text, outcome text)
    ) changed group by 1, 2, 3, 4, 5 having sum(times) <> 0 order by 1, 2, 3, 4, 5
    on conflict (day, principal_id, actor_kind, action_class, outcome) do update set events = d.events + excluded.events`);
}
