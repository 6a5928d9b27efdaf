import 'server-only';
import { sql } from 'drizzle-orm';
import { LATE_DAYS } from '@/lib/domain/athena/roll-up-query';
import type { Queryable } from '@/lib/store/connect';
import { textArray } from '@/lib/store/visibility/to-predicate';

/** See the port. */
export async function ownedDays(db: Queryable, ids: readonly string[], from: string, to: string) {
  const { rows } = await db.execute<{ scopeId: string; days: string[] }>(sql`
    select scope_id as "scopeId", array_agg(day::text order by day) as days from keyledger.roll_up_owner
    where scope_id = any(${textArray(ids)}) and owner = 'athena' and day between ${from}::date and ${to}::date
    group by scope_id`);
  return new Map(rows.map(({ scopeId, days }) => [scopeId, days]));
}

/** See the port. */
export async function countOwnedDays(db: Queryable, ids: readonly string[], from: string, to: string) {
  const { rows } = await db.execute<{ days: number; scopes: number }>(sql`
    select count(distinct day)::int as days, count(distinct scope_id)::int as scopes from keyledger.roll_up_owner
    where scope_id = any(${textArray(ids)}) and owner = 'athena' and day between ${from}::date and ${to}::date`);
  return rows[0] ?? { days: 0, scopes: 0 };
}

/** See the port: as for one scope, of its latest queries. */
export async function bytesOfDays(db: Queryable, ids: readonly string[], since: Date): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ scopeId: string; bytes: number }>(sql`
    select s.id as "scopeId", (sum(q.bytes) / sum(q.to_day - q.from_day + 1 + ${LATE_DAYS}::int))::float8 as bytes
    from unnest(${textArray(ids)}) as s (id) cross join lateral (
      select bytes, from_day, to_day from keyledger.athena_query
      where scope_id = s.id and (state = 'succeeded' or state = 'stopped' and token is not null) and began_at >= ${since.toISOString()}::timestamptz
      order by began_at desc limit 10) q
    group by s.id`);
  return new Map(rows.map(({ scopeId, bytes }) => [scopeId, bytes]));
}
