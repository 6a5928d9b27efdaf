import 'server-only';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { refreshUsageOf } from '@/lib/store/history/usage';
import { secretTable } from '@/lib/store/schema/secret';

/**
 * A secret that AWS did not find at that moment; false where a newer answer named it, or nothing was known. It
 * counts as described then, so that no listing that is minutes old brings it back.
 */
export async function markGone(db: Queryable, arn: string, at: Date): Promise<boolean> {
  const { removedAt, observedAt, describedAt } = secretTable;
  return db.transaction(async (tx) => {
    const gone = await tx
      .update(secretTable)
      .set({ removedAt: at, observedAt: at, describedAt: at })
      .where(
        and(
          eq(secretTable.arn, arn),
          isNull(removedAt),
          lt(observedAt, at),
          or(isNull(describedAt), lt(describedAt, at)),
        ),
      )
      .returning({ primaryArn: secretTable.primaryArn });
    const primary = gone[0]?.primaryArn;
    if (primary) {
      // Its usage was that of its replicas, too.
      const { rows } = await tx.execute<{ id: string }>(
        sql`select id from keyledger.secret where arn = ${primary} and removed_at is null`,
      );
      await refreshUsageOf(
        tx,
        rows.map(({ id }) => id),
        at,
      );
    }
    return gone.length > 0;
  });
}
