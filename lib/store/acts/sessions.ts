import 'server-only';
import { and, desc, eq, gt, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { SessionStore } from '@/lib/domain/ports/act-stores';
import type { Queryable } from '@/lib/store/connect';
import { sessionTable } from '@/lib/store/schema/act';
import { toStorable } from '@/lib/store/storable';

/** How long an ended session can still be looked up by hand. */
const KEPT = 30 * 86_400_000;

const isLive = (now: Date, idleSeconds: number): SQL | undefined =>
  and(
    isNull(sessionTable.revokedAt),
    gt(sessionTable.endsAt, now),
    gt(sessionTable.lastSeenAt, new Date(now.getTime() - idleSeconds * 1000)),
  );

export const createSessionStore = (db: Queryable): SessionStore => ({
  async create(session) {
    await db.insert(sessionTable).values(toStorable(session));
    await db.delete(sessionTable).where(lt(sessionTable.endsAt, new Date(session.createdAt.getTime() - KEPT)));
  },
  async findLive(id, now, idleSeconds) {
    const [session] = await db
      .update(sessionTable)
      // Requests overtake each other; the time that was last seen does not go back.
      .set({ lastSeenAt: sql`greatest(${sessionTable.lastSeenAt}, ${now.toISOString()}::timestamptz)` })
      .where(and(eq(sessionTable.id, id), isLive(now, idleSeconds)))
      .returning();
    return session ?? null;
  },
  async peekLive(id, now, idleSeconds) {
    const [session] = await db
      .select()
      .from(sessionTable)
      .where(and(eq(sessionTable.id, id), isLive(now, idleSeconds)));
    return session ?? null;
  },
  listLive: (now, idleSeconds) =>
    db
      .select()
      .from(sessionTable)
      .where(isLive(now, idleSeconds))
      .orderBy(desc(sessionTable.lastSeenAt), sessionTable.id),
  async revoke(id, at) {
    const revoked = await db
      .update(sessionTable)
      .set({ revokedAt: at })
      .where(and(eq(sessionTable.id, id), isNull(sessionTable.revokedAt)))
      .returning({ id: sessionTable.id });
    return revoked.length > 0;
  },
});
