import 'server-only';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { IdempotencyStore } from '@/lib/domain/ports/act-stores';
import type { Queryable } from '@/lib/store/connect';
import { idempotencyTable } from '@/lib/store/schema/act';

/** A client that repeats a request does so within minutes; after a day the key is free again. */
const KEPT = 86_400_000;

export const createIdempotencyStore = (db: Queryable): IdempotencyStore => ({
  async claim(actorId, key, fingerprint, at) {
    const { at: claimedAt } = idempotencyTable;
    const mine = and(eq(idempotencyTable.actorId, actorId), eq(idempotencyTable.key, key));
    await db.delete(idempotencyTable).where(lt(claimedAt, new Date(at.getTime() - KEPT)));
    const claimed = await db
      .insert(idempotencyTable)
      .values({ actorId, key, fingerprint, result: null, at })
      .onConflictDoNothing()
      .returning({ key: idempotencyTable.key });
    if (claimed.length > 0) return { outcome: 'new' };
    const [standing] = await db.select().from(idempotencyTable).where(mine);
    if (standing?.fingerprint !== fingerprint) return { outcome: 'different' };
    return { outcome: 'same', result: standing.result };
  },
  async finish(actorId, key, result) {
    await db
      .update(idempotencyTable)
      .set({ result })
      .where(and(eq(idempotencyTable.actorId, actorId), eq(idempotencyTable.key, key)));
  },
  async release(actorId, key) {
    const { actorId: actor, key: own, result } = idempotencyTable;
    await db.delete(idempotencyTable).where(and(eq(actor, actorId), eq(own, key), isNull(result)));
  },
});
