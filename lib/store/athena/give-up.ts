import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

/** See the port. */
export async function giveUp(db: Queryable, scopeId: string): Promise<void> {
  await db.execute(
    sql`update keyledger.athena_query set token = null where scope_id = ${scopeId} and token is not null`,
  );
}
