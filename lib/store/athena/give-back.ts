import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import type { SecretDay } from '@/lib/store/history/roll-up';
import { holdRollUps } from '@/lib/store/history/reference-lock';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { findSecretDays, workOut } from './apply-days';

/** See the port. */
export async function giveBack(db: Queryable, scopeId: string, days: readonly string[], at: Date): Promise<void> {
  if (days.length === 0) return;
  await db.transaction(async (tx) => {
    await holdRollUps(tx);
    const told: SecretDay[] = [];
    for (const day of days) told.push(...(await findSecretDays(tx, { scopeId, from: day, to: day })));
    const those = sql`scope_id = ${scopeId} and to_char(day, 'YYYY-MM-DD') = any(${textArray(days)})`;
    await tx.execute(sql`delete from keyledger.roll_up_group where ${those}`);
    await tx.execute(sql`update keyledger.roll_up_owner set owner = 'events' where ${those}`);
    await workOut(tx, told, at);
  });
}
