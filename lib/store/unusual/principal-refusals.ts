import 'server-only';
import { sql } from 'drizzle-orm';
import type { ActorKind } from '@/lib/domain/event-record';
import type { UnusualStore } from '@/lib/domain/ports/unusual-store';
import type { PrincipalDay } from '@/lib/domain/unusual/judge-principal';
import { HABIT_DAYS } from '@/lib/domain/unusual/settings';
import type { Queryable } from '@/lib/store/connect';
import { GROUP } from './principal-reads';
import { wantedPrincipals } from './wanted';

interface Row extends Record<string, unknown> {
  principalId: string;
  actorKind: ActorKind;
  day: string;
  secrets: number;
  before: number[];
  environments: string[];
}

/** Of each day and the 30 before it, from the sums of days. */
export async function listPrincipalRefusals(
  db: Queryable,
  days: readonly PrincipalDay[],
): ReturnType<UnusualStore['principalRefusals']> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<Row>(sql`
    with per_day as (
      select w.p, w.k, w.day, d.day as of_day, count(distinct ${GROUP})::int as secrets,
        array_agg(distinct s.environment) as environments
      from ${wantedPrincipals(days)}
      cross join lateral (select * from keyledger.read_day d where d.principal_id = w.p and d.actor_kind = w.k
        and d.day between w.day - ${HABIT_DAYS}::int and w.day and d.denied > 0 offset 0) d
      join keyledger.secret s on s.id = d.secret_id
      group by w.p, w.k, w.day, d.day
    )
    select t.p as "principalId", t.k as "actorKind", t.day::text as day, t.secrets, t.environments,
      array(select b.secrets from per_day b where b.p = t.p and b.k = t.k and b.day = t.day and b.of_day < t.day
        order by b.of_day) as before
    from per_day t where t.of_day = t.day`);
  return rows;
}
