import 'server-only';
import { and, eq, or, sql } from 'drizzle-orm';
import type { LookOutcome } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { followerTable } from '@/lib/store/schema/anchor';
import { noteTable } from '@/lib/store/schema/notification';
import { enqueue } from './outbox';

export const FOLLOWER = 'notifications';

/** A statement takes 65,535 parameters at most. */
const AT_ONCE = 500;
const toPortions = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, place) =>
    all.slice(place * AT_ONCE, (place + 1) * AT_ONCE),
  );

/** Thrown to take back what was written. */
class Overtaken extends Error {}

/** The messages, what is noted with them and how far the ledger was followed: in one transaction, or not at all. */
export async function recordLook(
  db: Queryable,
  { deliveries, noted, ended, heard }: LookOutcome,
  now: Date,
): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      // One look at a time writes: a worker whose job was taken over may still be at it.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.notification'))`);
      for (const some of toPortions(ended))
        await tx
          .delete(noteTable)
          .where(
            or(
              ...some.map(({ occasion, subject }) =>
                and(eq(noteTable.occasion, occasion), eq(noteTable.subject, subject)),
              ),
            ),
          );
      for (const some of toPortions(noted)) {
        const rows = some.map(({ occasion, subject }) => ({ occasion, subject, at: now }));
        const added = await tx.insert(noteTable).values(rows).onConflictDoNothing().returning({ at: noteTable.at });
        if (added.length < some.length) throw new Overtaken();
      }
      if (heard) {
        const moved = await tx
          .update(followerTable)
          .set({ seq: heard.to })
          .where(and(eq(followerTable.name, FOLLOWER), eq(followerTable.seq, heard.from)))
          .returning({ seq: followerTable.seq });
        if (moved.length === 0) throw new Overtaken();
      }
      await enqueue(tx, deliveries, now);
    });
    return true;
  } catch (error) {
    if (error instanceof Overtaken) return false;
    throw error;
  }
}
