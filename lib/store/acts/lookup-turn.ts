import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

/**
 * Gives every caller the next moment that keeps the interval, by the database's clock. A turn that a
 * dead process took is simply passed over.
 */
export async function takeLookupTurn(db: Queryable, scopeId: string, intervalMilliseconds: number): Promise<number> {
  const interval = sql`make_interval(secs => ${intervalMilliseconds}::float8 / 1000)`;
  const { rows } = await db.execute<{ wait: number }>(sql`
    insert into keyledger.lookup_turn as t (scope_id, next_at)
    values (${scopeId}, clock_timestamp() + ${interval})
    on conflict (scope_id) do update set next_at = greatest(t.next_at, clock_timestamp()) + ${interval}
    returning (extract(epoch from next_at - ${interval} - clock_timestamp()) * 1000)::float8 as wait`);
  return Math.max(0, Math.ceil(rows[0]?.wait ?? 0));
}
