import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { hasNoValue } from '@/lib/store/inventory/item-age';
import { intervalOf, isRotating, keyOf, owningServiceOf } from '@/lib/store/inventory/item-filter';
import { ownerOf } from '@/lib/store/inventory/item-owner';
import { itemView } from '@/lib/store/schema/secret';
import type { IndexedItem, KeptOfItem } from './item-index';

/** As many as are read and put into the index at once, so that no request waits long for that. */
const BATCH = 2000;

/** Before the scope of a replica that its primary tells of, and that need be listed nowhere: what happens there is not known. */
export const TOLD = '~';

/** What the index asks of the view, in milliseconds where it is a moment. */
interface ItemRow extends Omit<IndexedItem, 'scopeIds'>, Record<string, unknown> {
  scopeId: string;
  replicaScopes: string[];
}

const milliseconds = (column: SQL | typeof itemView.nextRotationAt | typeof itemView.lastAccessedOn): SQL =>
  sql`(extract(epoch from ${column}) * 1000)::float8`;

const COLUMNS = sql`${itemView.id} as id, ${itemView.name} as name, ${itemView.search} as search,
  ${itemView.keptSearch} as "keptSearch",  ${itemView.environment} as environment, ${itemView.accountId} as "accountId",
  ${itemView.rotationState} as "rotationState", ${itemView.service} as service, ${itemView.leaf} as leaf, ${ownerOf} as owner,
  ${owningServiceOf} as "owningService", ${keyOf} as key, ${isRotating} as "isRotating", ${hasNoValue} as "hasNoValue", ${intervalOf} as interval, ${itemView.deletedAt} is not null as "isPending", ${itemView.tags} as tags,
  ${itemView.regions} as regions, ${itemView.scopeId} as "scopeId",
  array(select r.scope_id from keyledger.secret r where r.primary_arn = ${itemView.arn} and r.removed_at is null
    union select ${TOLD} || ${itemView.accountId} || ':' || (r ->> 'region') from jsonb_array_elements(${itemView.replicas}) r)
    as "replicaScopes",
  ${milliseconds(itemView.valueNotBefore)} as "valueNotBefore", ${milliseconds(itemView.valueNotAfter)} as "valueNotAfter",
  ${milliseconds(itemView.nextRotationAt)} as "nextRotationAt", ${milliseconds(itemView.rotationSince)} as "rotationSince",
  ${milliseconds(itemView.lastReadAt)} as "lastReadAt", ${milliseconds(itemView.lastAccessedOn)} as "lastAccessedOn",
  ${itemView.reads30d} as "reads30d"`;

const toIndexed = ({ scopeId, replicaScopes, ...row }: ItemRow): IndexedItem => ({
  ...row,
  scopeIds: [...new Set([scopeId, ...replicaScopes])],
});

/** How much room the index will need, for a start. */
export async function countSecrets(db: Queryable): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from keyledger.secret where removed_at is null`,
  );
  return rows[0]?.count ?? 0;
}

/** Every item there is, in batches by id. */
export async function* readAllItems(db: Queryable): AsyncGenerator<IndexedItem[]> {
  let after = '';
  for (;;) {
    const { rows } = await db.execute<ItemRow>(
      sql`select ${COLUMNS} from ${itemView} where ${itemView.id} > ${after} order by ${itemView.id} limit ${BATCH}`,
    );
    yield rows.map(toIndexed);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}

/**
 * What changed in a transaction at or after `horizon`: items as they are now, and the ids of those that are none any
 * more. A secret that changed can make or unmake an item of its primary and of its replicas.
 */
export async function readChangedItems(
  db: Queryable,
  horizon: string,
): Promise<{ items: IndexedItem[]; gone: string[] }> {
  const { rows } = await db.execute<{ touched: string } & ({ id: null } | ItemRow)>(sql`
    with changed as (
      select id, arn, primary_arn from keyledger.secret where changed_in >= ${horizon}::bigint
      union select s.id, s.arn, s.primary_arn from keyledger.usage u join keyledger.secret s on s.id = u.secret_id
        where u.changed_in >= ${horizon}::bigint
    ), touched as (
      select id from changed
      union select p.id from changed c join keyledger.secret p on p.arn = c.primary_arn
      union select r.id from changed c join keyledger.secret r on r.primary_arn = c.arn
    )
    select touched.id as touched, ${COLUMNS} from touched left join ${itemView} on ${itemView.id} = touched.id`);
  const gone = rows.filter(({ id }) => id === null).map(({ touched }) => touched);
  const items = rows.flatMap((row) => (row.id === null ? [] : [toIndexed(row)]));
  return { items, gone };
}

/** Of the items whose annotations changed: an annotation of a prefix may change all there are, so this is all it reads. */
export async function readChangedKept(db: Queryable, horizon: string): Promise<KeptOfItem[]> {
  const { rows } = await db.execute<Record<string, unknown> & KeptOfItem>(sql`
    select ${itemView.id} as id, ${ownerOf} as owner, ${itemView.keptSearch} as "keptSearch"
    from keyledger.secret_annotation k join ${itemView} on ${itemView.id} = k.secret_id
    where k.changed_in >= ${horizon}::bigint`);
  return rows;
}
