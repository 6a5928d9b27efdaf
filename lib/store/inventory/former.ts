import 'server-only';
import { and, desc, eq, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { FormerSecret, GoneSecret } from '@/lib/domain/ports/former-secret';
import type { InventoryRow, Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { itemView, secretTable } from '@/lib/store/schema/secret';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

/** The newest: a stack may make a secret anew every night. */
const MOST = 10;

/** Each was what it was when it was seen last, and is in sight by that. */
export async function listFormer(
  db: Queryable,
  sight: Sight,
  of: Pick<InventoryRow, 'id' | 'accountId' | 'region' | 'name'>,
): Promise<FormerSecret[]> {
  const { id, arn, accountId, region, name, createdAt, observedAt, removedAt } = secretTable;
  const historyVisible = sql<boolean>`${toPredicate(sight.history, secretTable)}`;
  const rows = await db
    .select({ id, arn, createdAt, observedAt, removedAt, historyVisible })
    .from(secretTable)
    .where(
      and(
        eq(accountId, of.accountId),
        eq(region, of.region),
        eq(name, of.name),
        ne(id, of.id),
        isNotNull(removedAt),
        toPredicate(sight.inventory, secretTable),
      ),
    )
    .orderBy(desc(removedAt), id)
    .limit(MOST);
  return rows.flatMap(({ observedAt: seen, removedAt: goneBy, ...row }) =>
    // What AWS did not find was looked at when it was gone.
    goneBy ? [{ ...row, goneBy, lastSeenAt: seen < goneBy ? seen : null }] : [],
  );
}

/** As it was when it was seen last, it is in sight or not. */
export async function findGone(db: Queryable, sight: Sight, of: string): Promise<GoneSecret | null> {
  const { id, accountId, region, name, primaryArn, observedAt, removedAt } = secretTable;
  const historyVisible = sql<boolean>`${toPredicate(sight.history, secretTable)}`;
  const [row] = await db
    .select({ accountId, region, name, primaryArn, observedAt, removedAt, historyVisible })
    .from(secretTable)
    .where(and(eq(id, of), toPredicate(sight.inventory, secretTable)));
  if (!row) return null;
  const hasItsName = and(
    eq(itemView.accountId, row.accountId),
    eq(itemView.region, row.region),
    eq(itemView.name, row.name),
  );
  const [item] = await db
    .select({ id: itemView.id })
    .from(itemView)
    .where(
      and(
        row.primaryArn === null ? hasItsName : or(eq(itemView.arn, row.primaryArn), hasItsName),
        toPredicate(sight.inventory, itemView),
      ),
    )
    .limit(1);
  const goneBy = row.removedAt ?? row.observedAt;
  const lastSeenAt = row.observedAt < goneBy ? row.observedAt : null;
  return { standsFor: item?.id ?? null, lastSeenAt, goneBy, historyVisible: row.historyVisible };
}
