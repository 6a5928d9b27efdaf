import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { RotationState } from '@/lib/domain/rotation-state';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { isOneOf, toPredicate } from '@/lib/store/visibility/to-predicate';
import { daysBefore } from './item-history';

/** What is said where no failure is known; the others have a sign of their own. */
const QUIET: readonly RotationState[] = ['stuck', 'due', 'healthy', 'managed'];
const DAYS = 30;
const HOUR = 3_600_000;
/** CloudTrail is minutes late and polls are minutes apart. */
const LAG = 2 * HOUR;

/**
 * Whether a failed rotation may have gone unseen: since the last success (of the last 30 days), the history of the
 * secret's own scope has a gap. Rotation happens on the primary, so that its replicas' regions do not matter.
 */
export function isUnsure(now: Date): SQL<boolean> {
  const to = new Date(now.getTime() - LAG).toISOString();
  // A source that keeps so many days keeps a little less by the time it is read.
  const from = new Date(daysBefore(now, DAYS).getTime() + HOUR).toISOString();
  const since = sql`least(greatest(${itemView.lastRotatedAt}, ${from}::timestamptz), ${to}::timestamptz)`;
  return sql<boolean>`(${isOneOf(itemView.rotationState, QUIET)} and not coalesce((select sc.events_covered @> tstzrange(${since}, ${to}::timestamptz, '[]')
    from keyledger.scope sc where sc.id = ${itemView.scopeId}), false))`;
}

export async function findUnsure(db: Queryable, sight: Sight, ids: readonly string[], now: Date): Promise<Set<string>> {
  const rows = await db
    .select({ id: itemView.id })
    .from(itemView)
    .where(and(isOneOf(itemView.id, ids), toPredicate(sight.inventory, itemView), isUnsure(now)));
  return new Set(rows.map(({ id }) => id));
}
