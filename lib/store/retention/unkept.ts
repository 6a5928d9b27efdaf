import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ActionClass } from '@/lib/domain/event-record';
import type { Unkept } from '@/lib/domain/ports/retention-store';
import type { Queryable } from '@/lib/store/connect';

interface Row extends Record<string, unknown> {
  action: ActionClass;
  before: string;
  deleted: string;
  deletedAt: string;
}

/** See the port. */
export async function listUnkept(db: Queryable): Promise<Unkept[]> {
  const { rows } = await db.execute<Row>(sql`
    select action_class as action, before_at as before, deleted, deleted_at as "deletedAt" from keyledger.unkept order by 1`);
  return rows.map(({ action, before, deleted, deletedAt }) => ({
    action,
    before: new Date(before),
    deleted: Number(deleted),
    deletedAt: new Date(deletedAt),
  }));
}

/** Before it single reads are not kept, so that sums tell more than they; none: since ever. */
export const READS_KEPT_FROM: SQL = sql`coalesce((select u.before_at from keyledger.unkept u where u.action_class = 'read'), '-infinity')`;
