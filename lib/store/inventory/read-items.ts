import 'server-only';
import { and, eq, ne, sql, type SQL } from 'drizzle-orm';
import type { Visibility } from '@/lib/domain/grant';
import type {
  InventoryFilter,
  InventoryQuery,
  InventoryRow,
  ListedSecret,
  Matching,
  Sight,
  WholeQuery,
} from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { together } from '@/lib/store/together';
import { isOneOf, textArray, toPredicate } from '@/lib/store/visibility/to-predicate';
import { toConditions, toWhere } from './item-filter';
import { selectListed, selectWhole } from './item-columns';
import { toOrder } from './item-order';
import { toInventoryRow, toListedSecret, type ItemRecord, type ListedRecord } from './to-inventory-row';

/** Whole rows; what comes after `from`. */
async function readRows(db: Queryable, sight: Sight, now: Date, rest: SQL): Promise<InventoryRow[]> {
  const { rows } = await db.execute<ItemRecord & Record<string, unknown>>(sql`${selectWhole(sight, now)} ${rest}`);
  return rows.map(toInventoryRow);
}

const BATCH = 1000;

// oxlint-disable-next-line typescript/require-await -- what is read in batches is read as a stream
async function* inBatches(ids: readonly string[]): AsyncGenerator<string[]> {
  for (let from = 0; from < ids.length; from += BATCH) yield ids.slice(from, from + BATCH);
}

const seen = (sight: Sight): SQL => toPredicate(sight.inventory, itemView);

export async function listItems(db: Queryable, sight: Sight, query: InventoryQuery): Promise<InventoryRow[]> {
  const { orderBy, after } = toOrder(sight, query);
  const where = and(toWhere(toConditions(sight, query.filter, query.now)), after);
  return readRows(db, sight, query.now, sql`where ${where} order by ${orderBy} limit ${query.limit}`);
}

/** The ids of all that matches are few bytes each: one statement, so that they are of one moment. */
export async function findMatching(db: Queryable, sight: Sight, query: WholeQuery): Promise<Matching> {
  const rows = await db
    .select({ id: itemView.id })
    .from(itemView)
    .where(toWhere(toConditions(sight, query.filter, query.now)))
    .orderBy(toOrder(sight, { ...query, limit: 0, after: null }).orderBy);
  return { total: rows.length, batches: inBatches(rows.map(({ id }) => id)) };
}

/** The items of these ids in sight, in the order of the ids. */
export async function readInOrder(
  db: Queryable,
  sight: Sight,
  ids: readonly string[],
  now: Date,
): Promise<ListedSecret[]> {
  const { rows } = await db.execute<ListedRecord & Record<string, unknown>>(
    sql`${selectListed(sight, now)} where ${isOneOf(itemView.id, ids)} and ${seen(sight)}`,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = known.get(id);
    return row ? [toListedSecret(row)] : [];
  });
}

/** The items of these ids in sight, in no order. */
export async function readItemsById(
  db: Queryable,
  sight: Sight,
  ids: readonly string[],
  now: Date,
): Promise<InventoryRow[]> {
  return readRows(db, sight, now, sql`where ${isOneOf(itemView.id, ids)} and ${seen(sight)}`);
}

export async function countItems(db: Queryable, sight: Sight, filter: InventoryFilter, now: Date): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(itemView)
    .where(toWhere(toConditions(sight, filter, now)));
  return row?.count ?? 0;
}

export async function findScopesInSight(db: Queryable, visibility: Visibility): Promise<ReadonlySet<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct unnest(${itemView.scopeId} || array(select r.scope_id from keyledger.secret r
      where r.primary_arn = ${itemView.arn} and r.removed_at is null)) as id
    from ${itemView} where ${toPredicate(visibility, itemView)}`);
  return new Set(rows.map(({ id }) => id));
}

export async function findItem(db: Queryable, sight: Sight, id: string, now: Date): Promise<InventoryRow | null> {
  const [row] = await readRows(db, sight, now, sql`where ${itemView.id} = ${id} and ${seen(sight)}`);
  return row ?? null;
}

interface Sought {
  sight: Sight;
  id: string;
  now: Date;
}

/** What several of the same sight ask for at once is one question, whose plan costs more than its answer. */
export function findItemsTogether(
  db: Queryable,
): (sight: Sight, id: string, now: Date) => Promise<InventoryRow | null> {
  const ask = together<Sought, InventoryRow | null>(async (sought) => {
    const found = new Map<string, InventoryRow>();
    const alike = Map.groupBy(sought, ({ sight }) => JSON.stringify(sight));
    for (const [key, some] of alike) {
      const [{ sight }] = some as [Sought];
      const now = new Date(Math.max(...some.map((one) => one.now.getTime())));
      const ids = [...new Set(some.map(({ id }) => id))];
      for (const row of await readItemsById(db, sight, ids, now)) found.set(`${key} ${row.id}`, row);
    }
    return sought.map(({ sight, id }) => found.get(`${JSON.stringify(sight)} ${id}`) ?? null);
  });
  return async (sight, id, now) => ask({ sight, id, now });
}

/** The same logical secret elsewhere; one that the actor may not see has no siblings to tell of either. */
export async function listSiblings(db: Queryable, sight: Sight, id: string, now: Date): Promise<InventoryRow[]> {
  const item = await findItem(db, sight, id, now);
  if (!item) return [];
  const service = item.service === null ? sql`${itemView.service} is null` : eq(itemView.service, item.service);
  const elsewhere = ne(itemView.environment, item.environment.value);
  const where = and(service, eq(itemView.leaf, item.leaf), elsewhere, seen(sight));
  const order = sql`${itemView.environment}, ${itemView.name}, ${itemView.id}`;
  return readRows(db, sight, now, sql`where ${where} order by ${order} limit 100`);
}

/** Of one logical secret, taken in turns from its environments: what it is like elsewhere shows in fewer. */
const MOST_ALIKE = 100;

/** Rows of the logical secrets that these are of, up to so many of each. */
export async function listLogical(
  db: Queryable,
  sight: Sight,
  of: readonly Pick<InventoryRow, 'service' | 'leaf'>[],
  now: Date,
): Promise<InventoryRow[]> {
  const pairs = new Map(of.map(({ service, leaf }) => [`${service ?? ''}\n${leaf}`, { service: service ?? '', leaf }]));
  const [services, leaves] = [
    [...pairs.values()].map(({ service }) => service),
    [...pairs.values()].map(({ leaf }) => leaf),
  ];
  const { environment, id, leaf, name, service } = itemView;
  const turn = sql`row_number() over (partition by ${environment} order by ${name}, ${id})`;
  // Each with its service, or with none: the index of logical secrets has both, and a coalesce would pass it by.
  const { rows } = await db.execute<{ id: string }>(sql`
    select found.id from unnest(${textArray(services)}, ${textArray(leaves)}) as asked (service, leaf)
    cross join lateral (
      select one.id, one.turn from (
        select ${id} as id, ${turn} as turn from ${itemView}
        where ${service} = asked.service and ${leaf} = asked.leaf and ${seen(sight)}
        union all
        select ${id}, ${turn} from ${itemView}
        where asked.service = '' and ${service} is null and ${leaf} = asked.leaf and ${seen(sight)}
      ) one order by one.turn, one.id limit ${MOST_ALIKE}
    ) found`);
  return readItemsById(
    db,
    sight,
    rows.map((row) => row.id),
    now,
  );
}
