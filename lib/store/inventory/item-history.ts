import 'server-only';
import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { itemView } from '@/lib/store/schema/secret';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** CloudTrail is minutes late and polls are minutes apart: history that reaches this far is up to date. */
const LAG = 2 * HOUR;
/** A source that keeps 90 days keeps a little less by the time it is read. */
const EDGE = HOUR;

/** How long AWS keeps CloudTrail's event history: what "never" is said of. */
export const HISTORY_DAYS = 90;

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY);

/** Whether history was read without a gap over the last `days`, in every scope of the item. */
export function isCovered(now: Date, days: number, covered: SQLWrapper = itemView.covered): SQL<boolean> {
  const to = new Date(now.getTime() - LAG);
  const from = new Date(Math.min(daysBefore(now, days).getTime() + EDGE, to.getTime()));
  return sql<boolean>`(${covered} @> tstzrange(${from.toISOString()}, ${to.toISOString()}, '[]'))`;
}

/** Whether the actor may know who read the item. */
export const isHistoryVisible = (sight: Sight): SQL<boolean> => sql<boolean>`${toPredicate(sight.history, itemView)}`;
