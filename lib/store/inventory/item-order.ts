import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { AppError } from '@/lib/domain/errors';
import type { InventoryQuery, InventorySort, Sight } from '@/lib/domain/ports/inventory-store';
import { itemView } from '@/lib/store/schema/secret';
import { isCovered, isHistoryVisible } from './item-history';

/** Masked like the column itself, so that an order tells nothing that a cell does not. */
function toKey(sort: InventorySort, sight: Sight, now: Date): SQL {
  const visible = isHistoryVisible(sight);
  const keys = {
    name: sql`${itemView.name}`,
    valueAge: sql`coalesce(${itemView.valueNotAfter}, ${itemView.valueNotBefore})`,
    nextRotation: sql`${itemView.nextRotationAt}`,
    rotationSince: sql`${itemView.rotationSince}`,
    lastRead: sql`(case when ${visible} then ${itemView.lastReadAt} end)`,
    reads30d: sql`(case when ${visible} and ${isCovered(now, 30)} then ${itemView.reads30d} end)`,
  } satisfies Record<InventorySort, SQL>;
  return keys[sort];
}

/** The greater the age, the earlier the moment. */
export const isDescending = ({ sort, order }: Pick<InventoryQuery, 'sort' | 'order'>): boolean =>
  (order === 'desc') !== (sort === 'valueAge');

/**
 * Where the page before ended, in the kind of the order: a name, a number of reads or a moment in milliseconds.
 * Throws `invalid` for a cursor of another order.
 */
export function toPosition(
  sort: InventorySort,
  { value, id }: NonNullable<InventoryQuery['after']>,
): { value: string | number | null; id: string } {
  if (value === null) return { value, id };
  if (sort === 'name' && typeof value === 'string') return { value, id };
  if (sort === 'reads30d' && Number.isInteger(value)) return { value, id };
  const at = new Date(value).getTime();
  if (sort !== 'name' && sort !== 'reads30d' && !Number.isNaN(at)) return { value: at, id };
  throw new AppError('invalid', 'The cursor does not belong to this order.', {
    errors: [{ pointer: 'query:cursor', rule: 'is a nextCursor of the same list, sort and order' }],
  });
}

function toParameter(sort: InventorySort, value: string | number): SQL {
  if (sort === 'name') return sql`${value}::text collate "C"`;
  if (sort === 'reads30d') return sql`${value}::bigint`;
  return sql`${new Date(value).toISOString()}::timestamptz`;
}

/** Nulls last in both directions, ties broken by id; `after` is where the page before ended. */
export function toOrder(sight: Sight, query: InventoryQuery): { orderBy: SQL; after: SQL | undefined } {
  const { sort, after, now } = query;
  const key = toKey(sort, sight, now);
  const descending = isDescending(query);
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`<` : sql`>`;
  const orderBy = sql`${key} ${direction} nulls last, ${itemView.id} ${direction}`;
  if (!after) return { orderBy, after: undefined };
  const place = toPosition(sort, after);
  if (place.value === null) return { orderBy, after: sql`(${key} is null and ${itemView.id} ${beyond} ${after.id})` };
  const value = toParameter(sort, place.value);
  return { orderBy, after: sql`((${key}, ${itemView.id}) ${beyond} (${value}, ${after.id}) or ${key} is null)` };
}
