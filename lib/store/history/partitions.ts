import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { textArray } from '@/lib/store/visibility/to-predicate';

export async function preparePartitions(db: Queryable, from: Date, to: Date): Promise<void> {
  await db.execute(sql`select keyledger.prepare_partitions(${from.toISOString()}, ${to.toISOString()})`);
}

/** Only the months that the moments fall into, however far apart they are. */
export async function prepareMonths(db: Queryable, moments: readonly Date[]): Promise<void> {
  const months = [...new Set(moments.map((at) => `${at.toISOString().slice(0, 7)}-15T00:00:00Z`))];
  if (months.length === 0) return;
  await db.execute(
    sql`select keyledger.prepare_partitions(at::timestamptz, at::timestamptz) from unnest(${textArray(months)}) at`,
  );
}
