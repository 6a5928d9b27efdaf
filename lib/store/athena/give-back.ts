import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { replaceAthenaCoverage } from '@/lib/store/history/coverage';
import { holdRollUps } from '@/lib/store/history/reference-lock';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { coverScope, listAskedDays } from './cover-scope';
import { giveUp } from './give-up';
import { findSecretDays, workOutAgain } from './secret-days';

async function release(tx: Queryable, scopeId: string, days: readonly string[], at: Date): Promise<void> {
  if (days.length === 0) return;
  await holdRollUps(tx);
  const told = await findSecretDays(tx, scopeId, days);
  const those = sql`scope_id = ${scopeId} and day = any(${textArray(days)}::date[])`;
  await tx.execute(sql`delete from keyledger.roll_up_group where ${those}`);
  await tx.execute(sql`delete from keyledger.roll_up_owner where ${those}`);
  await workOutAgain(tx, told, at);
}

/** See the port. */
export async function giveBack(
  db: Queryable,
  scopeId: string,
  days: readonly string[],
  claims: boolean,
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await release(tx, scopeId, days, at);
    await coverScope(tx, scopeId, claims);
  });
}

/** See the port. */
export async function forget(db: Queryable, scopeId: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const asked = await listAskedDays(tx, scopeId);
    await release(
      tx,
      scopeId,
      asked.map(({ day }) => day),
      at,
    );
    await replaceAthenaCoverage(tx, scopeId, []);
    await giveUp(tx, scopeId);
    await tx.execute(sql`delete from keyledger.athena_scope where scope_id = ${scopeId}`);
  });
}

/** See the port. */
export async function knownScopes(db: Queryable): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select s.id from keyledger.scope s where exists (select from keyledger.roll_up_owner o where o.scope_id = s.id)
      or exists (select from keyledger.athena_scope a where a.scope_id = s.id)`);
  return rows.map(({ id }) => id);
}
