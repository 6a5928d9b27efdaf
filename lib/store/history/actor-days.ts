import 'server-only';
import { sql } from 'drizzle-orm';
import type { CountedEvent } from '@/lib/domain/access/fold-reads';
import { dayOf } from '@/lib/domain/day';
import type { Queryable } from '@/lib/store/connect';

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
  added: readonly CountedEvent[],
  removed: readonly ActorDay[] = [],
): Promise<void> {
  if (added.length + removed.length === 0) return;
  const changed = JSON.stringify(sum(added, removed));
  await tx.execute(sql`
    insert into keyledger.actor_day as d (day, principal_id, actor_kind, action_class, outcome, events)
    select r.day, r."principalId", r."actorKind", r."actionClass", r.outcome, r.events
    from jsonb_to_recordset(${changed}::jsonb) as r (day date, "principalId" text collate "C", "actorKind" text,
      "actionClass" text, outcome text, events integer)
    where r.events <> 0 order by 1, 2, 3, 4, 5
    on conflict (day, principal_id, actor_kind, action_class, outcome) do update set events = d.events + excluded.events`);
}

/** How many more there are of each, or fewer. */
function sum(added: readonly CountedEvent[], removed: readonly ActorDay[]): (ActorDay & { events: number })[] {
  const days = new Map<string, ActorDay & { events: number }>();
  const count = (by: number, { day, principalId, actorKind, actionClass, outcome }: ActorDay): void => {
    const key = JSON.stringify([day, principalId, actorKind, actionClass, outcome]);
    const events = (days.get(key)?.events ?? 0) + by;
    days.set(key, { day, principalId, actorKind, actionClass, outcome, events });
  };
  for (const event of added) count(1, { ...event, day: dayOf(event.at) });
  for (const event of removed) count(-1, event);
  return [...days.values()];
}
