import 'server-only';
import { randomUUID } from 'node:crypto';
import { asc, eq, isNotNull } from 'drizzle-orm';
import { toSessionEnd } from '@/lib/domain/ledger/session-end';
import type { Queryable } from '@/lib/store/connect';
import { appendLocked, lockLedger } from '@/lib/store/ledger/append';
import { sessionTable } from '@/lib/store/schema/act';

const AT_ONCE = 100;

/**
 * Enters the ends of sessions that are owed to the ledger. Under its lock, so that each is entered once; past the limits
 * of an hour, since nobody ends more sessions than they began.
 */
export async function enterEnds(db: Queryable, at: Date): Promise<number> {
  let entered = 0;
  for (;;) {
    const found = await db.transaction(async (tx) => {
      await lockLedger(tx);
      const owing = await tx
        .select()
        .from(sessionTable)
        .where(isNotNull(sessionTable.owedEnd))
        .orderBy(asc(sessionTable.revokedAt), asc(sessionTable.id))
        .limit(AT_ONCE);
      for (const { owedEnd, ...session } of owing) {
        if (owedEnd) await appendLocked(tx, toSessionEnd(session, owedEnd, randomUUID(), at), at);
        await tx.update(sessionTable).set({ owedEnd: null }).where(eq(sessionTable.id, session.id));
      }
      return owing.length;
    });
    entered += found;
    if (found < AT_ONCE) return entered;
  }
}
