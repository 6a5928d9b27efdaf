import 'server-only';
import { and, desc, eq, getTableColumns, gt, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Session } from '@/lib/domain/actor';
import type { EndedAtProvider, SessionStore } from '@/lib/domain/ports/act-stores';
import type { SessionEnd } from '@/lib/domain/ledger/session-end';
import type { Queryable } from '@/lib/store/connect';
import { sessionTable } from '@/lib/store/schema/act';
import { toStorable } from '@/lib/store/storable';
import { enterEnds } from './enter-ends';
import { isEndedMeanwhile, lockLogouts, takeLogout } from './provider-logouts';

/** How long an ended session can still be looked up by hand. */
const KEPT = 30 * 86_400_000;

/** How exactly it is known when a session was last seen; it idles out that much earlier at most. */
const NOTED_EVERY_SECONDS = 15;

const { sealedIdToken: _, providerSid: __, owedEnd: ___, ...columns } = getTableColumns(sessionTable);

const isLive = (now: Date, idleSeconds: number): SQL | undefined =>
  and(
    isNull(sessionTable.revokedAt),
    gt(sessionTable.endsAt, now),
    gt(sessionTable.lastSeenAt, new Date(now.getTime() - idleSeconds * 1000)),
  );

/** Sessions that no word of the provider's names are none, so that an empty one ends nothing. */
function isMeant({ issuer, subject, sid, before }: EndedAtProvider): SQL | undefined {
  const { issuer: vouching, subject: whose, providerSid, createdAt } = sessionTable;
  const bySid = sid === null ? undefined : eq(providerSid, sid);
  const bySubject = subject === null ? undefined : eq(whose, subject);
  const byEither = bySid && bySubject ? and(bySubject, or(bySid, isNull(providerSid))) : (bySid ?? bySubject);
  return and(eq(vouching, issuer), lte(createdAt, before), byEither ?? sql`false`);
}

export const createSessionStore = (db: Queryable): SessionStore => {
  const revoke = async (id: string, at: Date, owedEnd: SessionEnd | null = null): Promise<boolean> => {
    const revoked = await db
      .update(sessionTable)
      .set({ revokedAt: at, sealedIdToken: null, owedEnd })
      .where(and(eq(sessionTable.id, id), isNull(sessionTable.revokedAt)))
      .returning({ id: sessionTable.id });
    return revoked.length > 0;
  };
  const peekLive = async (id: string, now: Date, idleSeconds: number): Promise<Session | null> => {
    const [session] = await db
      .select(columns)
      .from(sessionTable)
      .where(and(eq(sessionTable.id, id), isLive(now, idleSeconds)));
    return session ?? null;
  };
  return {
    create: (session, beside) =>
      db.transaction(async (tx) => {
        const { sealedIdToken = null, providerSid = null, leftAt = session.createdAt, requestId = null } = beside ?? {};
        await lockLogouts(tx, session.issuer, 'to read');
        const isOver = await isEndedMeanwhile(tx, session, { providerSid, leftAt });
        const over = {
          revokedAt: session.createdAt,
          sealedIdToken: null,
          owedEnd: { how: 'byProvider', requestId },
        } as const;
        const row = { ...toStorable(session), providerSid, sealedIdToken };
        await tx.insert(sessionTable).values(isOver ? { ...row, ...over } : row);
        const forgotten = lt(sessionTable.endsAt, new Date(session.createdAt.getTime() - KEPT));
        await tx.delete(sessionTable).where(and(forgotten, isNull(sessionTable.owedEnd)));
        return !isOver;
      }),
    async findLive(id, now, idleSeconds) {
      const session = await peekLive(id, now, idleSeconds);
      // To be noted with every request it would be written with every request, one after the other.
      const grain = Math.min(NOTED_EVERY_SECONDS, idleSeconds / 20);
      if (!session || now.getTime() - session.lastSeenAt.getTime() < grain * 1000) return session;
      const [noted] = await db
        .update(sessionTable)
        // Requests overtake each other; the time that was last seen does not go back.
        .set({ lastSeenAt: sql`greatest(${sessionTable.lastSeenAt}, ${now.toISOString()}::timestamptz)` })
        .where(and(eq(sessionTable.id, id), isLive(now, idleSeconds)))
        .returning(columns);
      return noted ?? null;
    },
    peekLive,
    listLive: (now, idleSeconds) =>
      db
        .select(columns)
        .from(sessionTable)
        .where(isLive(now, idleSeconds))
        .orderBy(desc(sessionTable.lastSeenAt), sessionTable.id),
    revoke: (id, at) => revoke(id, at),
    async signOut(id, at, requestId) {
      const [found] = await db
        .select({ session: columns, sealedIdToken: sessionTable.sealedIdToken })
        .from(sessionTable)
        .where(and(eq(sessionTable.id, id), isNull(sessionTable.revokedAt)));
      // Of two who sign out at once, one ends it.
      return found && (await revoke(id, at, { how: 'signedOut', requestId })) ? found : null;
    },
    endAtProvider: (ended, at, requestId) =>
      db.transaction(async (tx) => {
        await lockLogouts(tx, ended.issuer, 'to write');
        if (!(await takeLogout(tx, ended, at))) return null;
        const over = await tx
          .update(sessionTable)
          .set({ revokedAt: at, sealedIdToken: null, owedEnd: { how: 'byProvider', requestId } })
          .where(and(isMeant(ended), isNull(sessionTable.revokedAt), gt(sessionTable.endsAt, at)))
          .returning({ id: sessionTable.id });
        return over.length;
      }),
    enterEnds: (at) => enterEnds(db, at),
  };
};
