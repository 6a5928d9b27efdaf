import 'server-only';
import { sql } from 'drizzle-orm';
import type { InventoryStore } from '@/lib/domain/ports/inventory-store';
import type { RotationDay } from '@/lib/domain/ports/rotation-counts';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { toConditions, toWhere } from './item-filter';

/** Midnight still belongs to the day before: a date is the last moment on which AWS rotates. */
export async function countDays(
  db: Queryable,
  ...[sight, filter, states, now]: Parameters<InventoryStore['rotationDays']>
): Promise<RotationDay[]> {
  const { rows } = await db.execute<{ day: string; count: number; in_states: number }>(sql`
    select to_char((${itemView.nextRotationAt} - interval '1 millisecond') at time zone 'UTC', 'YYYY-MM-DD') as day,
      count(*)::int as count, (count(*) filter (where ${isOneOf(itemView.rotationState, states)}))::int as in_states
    from ${itemView} where ${toWhere(toConditions(sight, filter, now))} group by 1 order by 1`);
  return rows.map(({ day, count, in_states: inStates }) => ({ day, count, inStates }));
}
