import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { GroupQuery, InventoryGroup, InventoryGroups, Sight } from '@/lib/domain/ports/inventory-store';
import { ROTATION_STATES } from '@/lib/domain/rotation-state';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { toConditions, toWhere } from './item-filter';

interface Found extends Record<string, unknown>, Omit<InventoryGroups, 'groups'> {
  groups: InventoryGroup[] | null;
}

/** The group of an item, and whether its name has a folder below that. */
function toKey({ by, under }: GroupQuery): { key: SQL; opens: SQL } {
  const no = sql`false`;
  if (by === 'env') return { key: sql`${itemView.environment}`, opens: no };
  if (by === 'service') return { key: sql`${itemView.service}`, opens: no };
  if (by !== 'path') return { key: sql`${itemView.tags} ->> ${by.tag}`, opens: no };
  const rest = sql`substr(${itemView.name}, length(${under}::text) + 1)`;
  const key = sql`(${under}::text || left(${rest}, position('/' in ${rest})))`;
  const opens = sql`position('/' in ${rest}) > 0 and position('/' in substr(${rest}, position('/' in ${rest}) + 1)) > 0`;
  return { key, opens };
}

/** One pass over the items, whatever the number of groups. */
export async function groupItems(db: Queryable, sight: Sight, query: GroupQuery): Promise<InventoryGroups> {
  const { filter, by, under, after, limit, now } = query;
  const { key, opens } = toKey(query);
  const within = by === 'path' ? sql`starts_with(${itemView.name}, ${under})` : sql`true`;
  const { rows } = await db.execute<Found>(sql`
    with found as materialized (
      select ${key} collate "C" as key, array_position(${textArray(ROTATION_STATES)}, ${itemView.rotationState}) as place,
        ${opens} as opens
      from ${itemView} where ${toWhere(toConditions(sight, filter, now))} and ${within}
    ), grouped as (
      select key, count(*)::int as count, (${textArray(ROTATION_STATES)})[min(place)] as worst, bool_or(opens) as opens
      from found where key is not null group by key
    ), page as (
      select * from grouped where ${after === null ? sql`true` : sql`key > ${after}`} order by key limit ${limit}
    )
    select (select json_agg(page order by key) from page) as groups, (select count(*)::int from grouped) as total,
      (select count(*)::int from found) as secrets, (select count(*)::int from found where key is null) as without`);
  const [found] = rows;
  if (!found) throw new Error('PostgreSQL gave no row');
  return { ...found, groups: found.groups ?? [] };
}
