import 'server-only';
import { sql } from 'drizzle-orm';
import { toWorst } from '@/lib/domain/athena/worst-problem';
import type { AthenaOutcome, AthenaStatus } from '@/lib/domain/ports/athena-store';
import type { Queryable } from '@/lib/store/connect';
import type { KeptProblem } from '@/lib/store/schema/scope';
import { toStorable } from '@/lib/store/storable';

interface Row extends Record<string, unknown> {
  scopeId: string;
  asOf: string | null;
  lookedAt: string;
  problem: KeptProblem | null;
}

const toLatest = (times: readonly (string | null)[]): Date | null => {
  const known = times.flatMap((time) => (time === null ? [] : Date.parse(time)));
  return known.length === 0 ? null : new Date(Math.max(...known));
};

/** See the port. */
export async function findStatus(db: Queryable): Promise<AthenaStatus | null> {
  const { rows } = await db.execute<Row>(
    sql`select scope_id as "scopeId", as_of as "asOf", looked_at as "lookedAt", problem
      from keyledger.athena_scope join keyledger.scope s on s.id = scope_id where s.configured and s.gone_since is null`,
  );
  const lookedAt = toLatest(rows.map((row) => row.lookedAt));
  if (lookedAt === null) return null;
  const problems = rows.flatMap(({ scopeId, problem }) =>
    problem === null ? [] : [{ ...problem, since: new Date(problem.since), scopeId }],
  );
  return {
    asOf: toLatest(rows.map(({ asOf }) => asOf)),
    lookedAt,
    problem: toWorst(problems),
    troubled: problems.length,
  };
}

/** See the port. */
export async function recordOutcome(
  db: Queryable,
  scopeId: string,
  { problem, answered }: AthenaOutcome,
  at: Date,
): Promise<void> {
  const now = at.toISOString();
  const kept = problem && JSON.stringify(toStorable({ ...problem, since: now }));
  await db.execute(sql`
    insert into keyledger.athena_scope as a (scope_id, as_of, looked_at, problem)
    values (${scopeId}, ${answered ? now : null}::timestamptz, ${now}::timestamptz, ${kept}::jsonb)
    on conflict (scope_id) do update set as_of = coalesce(excluded.as_of, a.as_of), looked_at = excluded.looked_at,
      problem = case when a.problem ->> 'code' = excluded.problem ->> 'code'
        then excluded.problem || jsonb_build_object('since', a.problem ->> 'since') else excluded.problem end`);
}
