import 'server-only';
import type { Db, PgBoss } from 'pg-boss';
import type { JobKind } from './queues';

/**
 * Runs changes to the jobs of one key in one transaction, one after another over all processes: what is
 * asked while a job ends is seen either by that job or by the one that asks.
 */
export async function withKey<T>(
  boss: PgBoss,
  kind: JobKind,
  about: string,
  change: (db: Db) => Promise<T>,
): Promise<T> {
  const transaction = await boss.getDb().beginTransaction?.();
  if (!transaction) throw new Error('the job database has no transactions');
  try {
    await transaction.db.executeSql('select pg_advisory_xact_lock(hashtext($1))', [`job ${kind} ${about}`]);
    const result = await change(transaction.db);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
