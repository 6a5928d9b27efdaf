import 'server-only';
import { sql } from 'drizzle-orm';
import type { TrailOutcome, TrailScopeStatus, TrailTrouble, TrailUse } from '@/lib/domain/ports/trail-store';
import type { Queryable } from '@/lib/store/connect';
import type { KeptProblem } from '@/lib/store/schema/scope';
import { toStorable } from '@/lib/store/storable';

const MOST = 100;
const MOST_TROUBLES = 20;

const toTime = (at: Date | null) => sql`${at && at.toISOString()}::timestamptz`;

/** See the port. */
export async function recordOutcome(
  db: Queryable,
  scopeId: string,
  reading: string,
  { problem, answered, newestAt, missing }: TrailOutcome,
  at: Date,
): Promise<void> {
  const kept = problem && JSON.stringify(toStorable({ ...problem, since: at.toISOString() }));
  const { days, first, last } = missing;
  await db.execute(sql`
    insert into keyledger.trail_scope as t (scope_id, reading, looked_at, as_of, newest_at, missing_days, first_missing,
      last_missing, problem)
    values (${scopeId}, ${reading}, ${toTime(at)}, ${toTime(answered ? at : null)}, ${toTime(newestAt)}, ${days}::int,
      ${first}::date, ${last}::date, ${kept}::jsonb)
    on conflict (scope_id) do update set reading = excluded.reading, looked_at = excluded.looked_at,
      as_of = case when t.reading = excluded.reading then coalesce(excluded.as_of, t.as_of) else excluded.as_of end,
      newest_at = case when t.reading = excluded.reading then greatest(excluded.newest_at, t.newest_at)
        else excluded.newest_at end,
      missing_days = excluded.missing_days, first_missing = excluded.first_missing, last_missing = excluded.last_missing,
      problem = case when t.problem ->> 'code' = excluded.problem ->> 'code'
        then excluded.problem || jsonb_build_object('since', t.problem ->> 'since') else excluded.problem end`);
}

interface Row extends Record<string, unknown> {
  scopeId: string;
  lookedAt: string;
  asOf: string | null;
  newestAt: string | null;
  files: string;
  broken: string;
  days: number;
  first: string | null;
  last: string | null;
  problem: KeptProblem | null;
}

const toStatus = ({ days, first, last, problem, files, broken, ...row }: Row): TrailScopeStatus => ({
  scopeId: row.scopeId,
  lookedAt: new Date(row.lookedAt),
  asOf: row.asOf === null ? null : new Date(row.asOf),
  newestAt: row.newestAt === null ? null : new Date(row.newestAt),
  files: Number(files),
  broken: Number(broken),
  missing: { days, first, last },
  problem: problem && { ...problem, since: new Date(problem.since) },
});

function toOldest(all: readonly TrailScopeStatus[]): Date | null {
  const times = all.flatMap(({ asOf }) => (asOf === null ? [] : [asOf.getTime()]));
  return times.length < all.length || times.length === 0 ? null : new Date(Math.min(...times));
}

async function listTroubles(db: Queryable, reading: string): Promise<TrailTrouble[]> {
  const { rows } = await db.execute<TrailTrouble & Record<string, unknown>>(sql`
    select t."scopeId", to_char(t.day, 'YYYY-MM-DD') as day, t.name, t.what from (
      (select scope_id as "scopeId", day, null as name, jsonb_array_elements_text(troubles) as what
        from keyledger.trail_day where reading = ${reading} and troubles <> '[]'
        order by day desc, scope_id limit ${MOST_TROUBLES})
      union all
      (select scope_id, day, name, reason from keyledger.trail_file where reading = ${reading} and reason is not null
        order by day desc, scope_id, name limit ${MOST_TROUBLES})) t
    join keyledger.scope s on s.id = t."scopeId" where s.configured and s.gone_since is null
    order by t.day desc, t."scopeId", t.name nulls first limit ${MOST_TROUBLES}`);
  return rows.map(({ scopeId, day, name, what }) => ({ scopeId, day, name, what }));
}

/** See the port. */
export async function findUse(db: Queryable, reading: string): Promise<TrailUse | null> {
  const { rows } = await db.execute<Row>(sql`
    select t.scope_id as "scopeId", looked_at as "lookedAt", as_of as "asOf", newest_at as "newestAt",
      missing_days as days, to_char(first_missing, 'YYYY-MM-DD') as first, to_char(last_missing, 'YYYY-MM-DD') as last,
      problem, coalesce(d.files, 0) as files, coalesce(d.broken, 0) as broken
    from keyledger.trail_scope t join keyledger.scope s on s.id = t.scope_id
    left join (select scope_id, sum(files) as files, sum(broken) as broken from keyledger.trail_day
      where reading = ${reading} group by scope_id) d on d.scope_id = t.scope_id
    where t.reading = ${reading} and s.configured and s.gone_since is null
    order by problem is null, coalesce(d.broken, 0) = 0, t.scope_id collate "C"`);
  if (rows.length === 0) return null;
  const all = rows.map(toStatus);
  return {
    scopes: all.slice(0, MOST),
    total: all.length,
    troubled: all.filter(({ problem }) => problem !== null).length,
    oldestAt: toOldest(all),
    files: all.reduce((sum, { files }) => sum + files, 0),
    troubles: await listTroubles(db, reading),
  };
}
