import 'server-only';
import { sql } from 'drizzle-orm';
import type { TrailHealth } from '@/lib/domain/ports/trail-store';
import type { Queryable } from '@/lib/store/connect';
import type { KeptProblem } from '@/lib/store/schema/scope';

interface Row extends Record<string, unknown> {
  total: number;
  answered: number;
  troubled: number;
  oldest: string | null;
  problems: { scopeId: string; problem: KeptProblem }[];
}

/** See the port. */
export async function findHealth(db: Queryable, reading: string): Promise<TrailHealth | null> {
  const { rows } = await db.execute<Row>(sql`
    select count(*)::int as total, count(t.as_of)::int as answered, min(t.as_of) as oldest,
      count(t.problem)::int as troubled,
      coalesce(jsonb_agg(jsonb_build_object('scopeId', t.scope_id, 'problem', t.problem) order by t.scope_id collate "C")
        filter (where t.problem is not null and t.as_of is distinct from t.looked_at), '[]') as problems
    from keyledger.trail_scope t join keyledger.scope s on s.id = t.scope_id
    where t.reading = ${reading} and s.configured and s.gone_since is null`);
  const [row] = rows;
  if (!row || row.total === 0) return null;
  const { total, answered, troubled, oldest, problems } = row;
  return {
    total,
    troubled,
    oldestAt: oldest !== null && answered === total ? new Date(oldest) : null,
    problems: problems.map(({ scopeId, problem }) => ({
      scopeId,
      problem: { ...problem, since: new Date(problem.since) },
    })),
  };
}
