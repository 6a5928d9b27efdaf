import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, eq, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import { AppError } from '@/lib/domain/errors';
import type { ListingMark } from '@/lib/domain/ports/listing-store';
import type { Queryable } from '@/lib/store/connect';
import { noteReplicated } from '@/lib/store/changes/note-replicated';
import { refreshUsageOf } from '@/lib/store/history/usage';
import { listingTable, scopeHealthTable } from '@/lib/store/schema/scope';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { observe } from './plan-write';
import { LISTING_LAG } from './value-bounds';
import { writeSecrets } from './write-secrets';

/** How long the record of a listing is of interest. */
const KEPT_DAYS = 30;

export async function startListing(db: Queryable, scopeId: string, at: Date): Promise<string> {
  const id = randomUUID();
  await db.insert(listingTable).values({ id, scopeId, startedAt: at });
  const old = new Date(at.getTime() - KEPT_DAYS * 86_400_000);
  await db.delete(listingTable).where(and(eq(listingTable.scopeId, scopeId), lt(listingTable.startedAt, old)));
  return id;
}

async function lockListing(tx: Queryable, listingId: string) {
  const { id, scopeId, startedAt, finishedAt, added, updated, removed } = listingTable;
  const [listing] = await tx
    .select({ id, scopeId, startedAt, finishedAt, added, updated, removed })
    .from(listingTable)
    .where(eq(listingTable.id, listingId))
    .for('update');
  if (!listing) throw new AppError('conflict', 'This listing is not known.');
  return listing;
}

/** Counts what was written; refuses what comes after the end. Locked for as short as that takes: others write beside it. */
async function countWritten(tx: Queryable, id: string, { added, updated }: { added: number; updated: number }) {
  const { rowCount } = await tx
    .update(listingTable)
    .set({ added: sql`${listingTable.added} + ${added}`, updated: sql`${listingTable.updated} + ${updated}` })
    .where(and(eq(listingTable.id, id), isNull(listingTable.finishedAt)));
  if (rowCount !== 1) throw new AppError('conflict', 'This listing has ended.');
}

async function writePage(db: Queryable, listingId: string, secrets: readonly DecidedSecret[]): Promise<void> {
  const observations = secrets.map(observe);
  await db.transaction(async (tx) => {
    const { id, startedAt } = listingTable;
    const [listing] = await tx.select({ id, startedAt }).from(listingTable).where(eq(id, listingId));
    if (!listing) throw new AppError('conflict', 'This listing is not known.');
    await countWritten(tx, listingId, await writeSecrets(tx, { listing }, observations));
  });
}

/** See the port. */
export async function applyPage(
  db: Queryable,
  listingId: string,
  secrets: readonly DecidedSecret[],
  mark?: ListingMark,
  after?: Promise<void>,
): Promise<void> {
  // Heard below, once these are written.
  after?.catch(() => undefined);
  await writePage(db, listingId, secrets);
  await after;
  if (!mark) return;
  const { at, progress, place } = mark;
  await db
    .update(listingTable)
    .set({ toldAt: at, progress, ...(place && { place }) })
    .where(and(eq(listingTable.id, listingId), isNull(listingTable.finishedAt)));
}

/** Not named by this listing, and by no answer since five minutes before it began. */
const isGone = (listing: { id: string; scopeId: string; startedAt: Date }) =>
  and(
    eq(secretTable.scopeId, listing.scopeId),
    isNull(secretTable.removedAt),
    or(isNull(secretTable.listingId), ne(secretTable.listingId, listing.id)),
    lt(secretTable.observedAt, listing.startedAt),
    or(
      isNull(secretTable.describedAt),
      lt(secretTable.describedAt, new Date(listing.startedAt.getTime() - LISTING_LAG)),
    ),
  );

export async function listUnnamed(db: Queryable, listingId: string, limit: number) {
  const [listing] = await db.select().from(listingTable).where(eq(listingTable.id, listingId));
  if (!listing) return [];
  const { id, arn } = secretTable;
  return db
    .select({ id, arn })
    .from(secretTable)
    .where(isGone(listing))
    .orderBy(sql`random()`)
    .limit(limit);
}

/** Primaries whose replicas this listing touched: their usage is that of all of them. */
async function refreshPrimaries(tx: Queryable, listingId: string, at: Date): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct p.id from keyledger.secret r join keyledger.secret p on p.arn = r.primary_arn
    where (r.listing_id = ${listingId} or r.removed_at = ${at.toISOString()}::timestamptz)
      and exists (select 1 from keyledger.read_day d where d.secret_id = r.id)`);
  await refreshUsageOf(
    tx,
    rows.map(({ id }) => id),
    at,
  );
}

export async function finishListing(db: Queryable, listingId: string, at: Date) {
  return db.transaction(async (tx) => {
    const listing = await lockListing(tx, listingId);
    const { scopeId, added, updated } = listing;
    // Asked again after an answer that got lost.
    if (listing.finishedAt) return { added, updated, removed: listing.removed };
    const gone = await tx
      .select({ id: secretTable.id })
      .from(secretTable)
      .where(isGone(listing))
      .orderBy(secretTable.id)
      .for('update');
    const ids = gone.map(({ id }) => id);
    // One array parameter: a scope may lose more secrets at once than a statement has room for.
    if (ids.length > 0) await tx.update(secretTable).set({ removedAt: at }).where(isOneOf(secretTable.id, ids));
    await tx
      .update(listingTable)
      .set({ finishedAt: at, removed: ids.length, progress: null, place: null })
      .where(eq(listingTable.id, listingId));
    await refreshPrimaries(tx, listingId, at);
    await noteReplicated(tx, listingId, at);
    // Its first pages are as old as its beginning.
    const asOf = listing.startedAt;
    await tx
      .insert(scopeHealthTable)
      .values({ scopeId, kind: 'inventory', state: 'fresh', asOf, problem: null })
      .onConflictDoUpdate({
        target: [scopeHealthTable.scopeId, scopeHealthTable.kind],
        set: { state: 'fresh', asOf, problem: null },
      });
    return { added, updated, removed: ids.length };
  });
}
