import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

const PARTITION = /^event_(\d{4})_(\d{2})$/;

/** The first days of months that ended by then. What is no month's is told here: PostgreSQL may look at other names first. */
async function findMonths(db: Queryable, before: Date): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'keyledger.event'::regclass order by 1`);
  return rows.flatMap(({ name }) => {
    const [, year, month] = PARTITION.exec(name) ?? [];
    return year && month && Date.UTC(Number(year), Number(month), 1) <= before.getTime() ? [`${year}-${month}-01`] : [];
  });
}

/** See the port. Where somebody is in the way, or much is left, a month stays as it is. */
export async function compact(db: Queryable, before: Date, signal: AbortSignal): Promise<number> {
  let done = 0;
  for (const month of await findMonths(db, before)) {
    if (signal.aborted) break;
    const { rows } = await db.execute<{ done: boolean }>(sql`select keyledger.compact_month(${month}::date) as done`);
    if (rows[0]?.done) done += 1;
  }
  return done;
}
