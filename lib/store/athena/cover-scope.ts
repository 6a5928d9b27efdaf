import 'server-only';
import { sql } from 'drizzle-orm';
import { toAthenaCoverage, type AskedDay, type RollUpOwner } from '@/lib/domain/athena/plan-days';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { Queryable } from '@/lib/store/connect';
import { listCoverage, lockCoverage, replaceAthenaCoverage } from '@/lib/store/history/coverage';

/** See the port. */
export async function listAskedDays(db: Queryable, scopeId: string): Promise<AskedDay[]> {
  const { rows } = await db.execute<{ day: string; owner: RollUpOwner; asked: string; records: string }>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, owner, asked_at as asked, records from keyledger.roll_up_owner
    where scope_id = ${scopeId} order by day`);
  return rows.map(({ day, owner, asked, records }) => ({
    day,
    owner,
    askedAt: new Date(asked),
    records: Number(records),
  }));
}

/**
 * What is known from Athena by now, in the transaction that changes who tells of which day. Without somebody's word that
 * the trail records reads (`claims`), a day without any is not known to be one.
 */
export async function coverScope(tx: Queryable, scopeId: string, claims: boolean): Promise<void> {
  await lockCoverage(tx, scopeId);
  const coverage = (await listCoverage(tx, [scopeId])).get(scopeId) ?? [];
  const intervals = claims ? toAthenaCoverage(await listAskedDays(tx, scopeId), ofEvents(coverage)) : [];
  await replaceAthenaCoverage(tx, scopeId, intervals);
}
