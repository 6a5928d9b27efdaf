import 'server-only';
import { and, desc, eq, gt, gte, isNotNull, isNull } from 'drizzle-orm';
import type { DoubtedWay } from '@/lib/domain/listing/listing-state';
import type { ListingsBefore, OpenListing } from '@/lib/domain/ports/listing-store';
import type { Queryable } from '@/lib/store/connect';
import { listingTable } from '@/lib/store/schema/scope';
import { secretTable } from '@/lib/store/schema/secret';

const { id, scopeId, startedAt, finishedAt, toldAt, progress, place, doubted } = listingTable;

const NONE = { state: null, toldAt: null };

export async function listingsBefore(db: Queryable, scope: string, since: Date): Promise<ListingsBefore> {
  const ofScope = eq(scopeId, scope);
  const [whole] = await db
    .select({ id })
    .from(listingTable)
    .where(and(ofScope, isNotNull(finishedAt)))
    .limit(1);
  const [last] = await db
    .select({ id, startedAt, finishedAt, toldAt, state: place })
    .from(listingTable)
    .where(ofScope)
    .orderBy(desc(startedAt), desc(id))
    .limit(1);
  const ways = await db
    .selectDistinct({ way: doubted })
    .from(listingTable)
    .where(and(ofScope, isNotNull(doubted), gte(startedAt, since)));
  const { state, toldAt: told } = last?.finishedAt ? NONE : (last ?? NONE);
  return {
    isFirst: !whole,
    open: last && state && told ? { id: last.id, startedAt: last.startedAt, toldAt: told, state } : null,
    doubted: ways.flatMap(({ way }) => way ?? []),
  };
}

export async function leaveListing(db: Queryable, listingId: string, way: DoubtedWay | null): Promise<void> {
  await db.update(listingTable).set({ progress: null, place: null, doubted: way }).where(eq(id, listingId));
}

export async function openListings(db: Queryable, since: Date): Promise<OpenListing[]> {
  const rows = await db
    .selectDistinctOn([scopeId], { scopeId, startedAt, finishedAt, progress })
    .from(listingTable)
    .where(gt(toldAt, since))
    .orderBy(scopeId, desc(startedAt));
  return rows.flatMap(({ finishedAt: end, progress: told, ...listing }) =>
    end === null && told ? [{ ...listing, progress: told }] : [],
  );
}

export async function sampleNames(db: Queryable, scope: string, most: number): Promise<string[]> {
  const rows = await db
    .select({ name: secretTable.name })
    .from(secretTable)
    .where(and(eq(secretTable.scopeId, scope), isNull(secretTable.removedAt)))
    // An id is a hash: its order is that of chance.
    .orderBy(secretTable.id)
    .limit(most);
  return rows.map(({ name }) => name);
}
