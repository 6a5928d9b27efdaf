import 'server-only';
import { and, desc, eq, ne, sql, type SQL } from 'drizzle-orm';
import type { Person, SavedViewStore, SeenView } from '@/lib/domain/ports/saved-view-store';
import type { Queryable } from '@/lib/store/connect';
import { savedViewTable } from '@/lib/store/schema/saved-view';
import { toStorable } from '@/lib/store/storable';

const { id: viewId, name, shared, savedAt } = savedViewTable;

const isOf = ({ issuer, subject }: Person): SQL | undefined =>
  and(eq(savedViewTable.issuer, issuer), eq(savedViewTable.subject, subject));

const isTheirs = (id: string, person: Person | null): SQL | undefined =>
  and(eq(viewId, id), person ? isOf(person) : shared);

const isAsSeen = (view: SeenView, seen: SeenView): boolean =>
  view.name === seen.name && view.shared === seen.shared && view.savedAt.getTime() === seen.savedAt.getTime();

/** Two tabs at once: one after the other, so that neither passes the limit nor the name that is taken. */
const lockViewsOf = (tx: Queryable, { issuer, subject }: Person) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify([issuer, subject])}, 28))`);

export const createSavedViewStore = (db: Queryable): SavedViewStore => ({
  async list(person, mostShared) {
    const own = await db.select().from(savedViewTable).where(isOf(person)).orderBy(name, shared);
    const others = await db
      .select()
      .from(savedViewTable)
      .where(and(shared, sql`not (${isOf(person)})`))
      .orderBy(desc(savedAt), viewId)
      .limit(mostShared);
    return [...own, ...others.toSorted((left, right) => (left.name < right.name ? -1 : 1))];
  },
  save: (given, { replace, most }) =>
    db.transaction(async (tx) => {
      const view = toStorable(given);
      await lockViewsOf(tx, view);
      const named = await tx
        .select({ id: viewId, shared })
        .from(savedViewTable)
        .where(and(isOf(view), eq(name, view.name)));
      const known = named.find((one) => one.shared === view.shared) ?? named[0];
      if (known && !replace) return 'taken';
      if (!known && (await tx.$count(savedViewTable, isOf(view))) >= most) return 'full';
      const { id: _, ...set } = view;
      const [saved] = known
        ? await tx.update(savedViewTable).set(set).where(eq(viewId, known.id)).returning()
        : await tx.insert(savedViewTable).values(view).returning();
      return saved ?? view;
    }),
  async findOwn(id, person) {
    const [view] = await db.select().from(savedViewTable).where(isTheirs(id, person));
    return view ?? null;
  },
  writeOver: (id, person, seen, set) =>
    db.transaction(async (tx) => {
      await lockViewsOf(tx, person);
      const [view] = await tx.select().from(savedViewTable).where(isTheirs(id, person));
      if (!view || !isAsSeen(view, seen)) return view ? { view, written: false } : null;
      const [written] = await tx.update(savedViewTable).set(toStorable(set)).where(isTheirs(id, person)).returning();
      return written ? { view: written, written: true } : null;
    }),
  async findShared(id) {
    const [view] = await db
      .select()
      .from(savedViewTable)
      .where(and(eq(viewId, id), shared));
    return view ?? null;
  },
  rename: (id, given, person) =>
    db.transaction(async (tx) => {
      const [found] = await tx.select().from(savedViewTable).where(isTheirs(id, person));
      if (!found) return null;
      await lockViewsOf(tx, found);
      const wanted = toStorable(given);
      // Who renames another's is told of no name but those that they see.
      const isTaken = and(isOf(found), eq(name, wanted), ne(viewId, id), person ? undefined : shared);
      if ((await tx.$count(savedViewTable, isTaken)) > 0) return 'taken';
      const [renamed] = await tx.update(savedViewTable).set({ name: wanted }).where(isTheirs(id, person)).returning();
      return renamed ?? null;
    }),
  async delete(id, person) {
    const gone = await db.delete(savedViewTable).where(isTheirs(id, person)).returning({ id: viewId });
    return gone.length > 0;
  },
});
