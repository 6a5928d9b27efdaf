import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import type { CountPlan } from '@/lib/domain/access/plan-count';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { toEventCondition } from '@/lib/store/history/event-filter';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import type { CountSource } from './summed';

const is = (outcome: string): SQL => sql`(${eventTable.outcome} = ${outcome})::int`;

/** One event each, in the columns of a source. */
export const EVENT_COLUMNS = sql`${eventTable.secretId} as secret_id, ${eventTable.principalId} as principal_id,
  ${eventTable.actorKind} as actor_kind, ${is('success')} as succeeded, ${is('denied')} as denied, ${is('failed')} as failed,
  ${eventTable.at} as at, null::date as day`;

export async function selectEvents(db: Queryable, sight: Sight, filter: EventFilter, inTime?: SQL): Promise<SQL> {
  const condition = and(inTime, await toEventCondition(db, sight, filter));
  const joinPrincipal = filter.principal?.length
    ? sql`join ${principalTable} on ${principalTable.id} = ${eventTable.principalId}`
    : sql``;
  return sql`
    select ${EVENT_COLUMNS}
    from ${eventTable} ${joinPrincipal} left join ${secretTable} on ${secretTable.id} = ${eventTable.secretId}
    where ${condition}`;
}

/** The newest, and one too many. */
export async function fromEvents(
  db: Queryable,
  sight: Sight,
  { filter, exact }: CountPlan,
  most: number,
): Promise<CountSource> {
  const rows = await selectEvents(db, sight, { ...filter, ...exact });
  return { rows: sql`${rows} order by ${eventTable.at} desc limit ${most + 1}`, sums: null, by: 'events', most };
}
