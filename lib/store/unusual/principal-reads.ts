import 'server-only';
import { sql } from 'drizzle-orm';
import { UNKNOWN_ENVIRONMENT, PROD } from '@/lib/domain/environment-verdict';
import type { ActorKind } from '@/lib/domain/event-record';
import type { UnusualStore } from '@/lib/domain/ports/unusual-store';
import type { PrincipalDay } from '@/lib/domain/unusual/judge-principal';
import { HABIT_DAYS } from '@/lib/domain/unusual/settings';
import type { Queryable } from '@/lib/store/connect';
import { IS_OF_DAY, wantedPrincipals } from './wanted';

interface Row extends Record<string, unknown> {
  principalId: string;
  actorKind: ActorKind;
  day: string;
  scopeIds: string[];
  secrets: number;
  mostBefore: number;
  environments: string[];
  firstAt: string;
  lastAt: string;
  reads: number;
  prodToday: boolean;
  prodBefore: boolean;
  otherToday: boolean;
  otherBefore: boolean;
}

/** As `toGuardedEnvironment` has it. */
const IS_PROD = sql`(s.environment = ${PROD} or s.environment = ${UNKNOWN_ENVIRONMENT} or jsonb_array_length(s.environment_disagrees) > 0)`;
/** A replica counts as its primary. */
export const GROUP = sql`coalesce(s.primary_arn, s.arn)`;

/** Of each day and the 30 before it, from the sums of days. A replica counts as its primary. */
export async function listPrincipalReads(
  db: Queryable,
  days: readonly PrincipalDay[],
): ReturnType<UnusualStore['principalReads']> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<Row>(sql`
    with per_day as (
      select w.p, w.k, w.day, d.day = w.day as today, count(distinct ${GROUP})::int as secrets, sum(d.reads)::int as reads,
        bool_or(${IS_PROD}) as prod, bool_or(not ${IS_PROD}) as other, min(d.first_at) as first_at, max(d.last_read_at) as last_at,
        array_agg(distinct s.environment) as environments, array_agg(distinct s.scope_id) as scope_ids
      from ${wantedPrincipals(days)}
      cross join lateral (select * from keyledger.read_day d where d.principal_id = w.p and d.actor_kind = w.k
        and d.day between w.day - ${HABIT_DAYS}::int and w.day and d.reads > 0 offset 0) d
      join keyledger.secret s on s.id = d.secret_id
      group by w.p, w.k, w.day, d.day
    )
    select t.p as "principalId", t.k as "actorKind", t.day::text as day, t.secrets, t.reads, t.environments,
      t.scope_ids as "scopeIds", t.first_at as "firstAt", t.last_at as "lastAt", t.prod as "prodToday", t.other as "otherToday",
      coalesce(b.secrets, 0) as "mostBefore", coalesce(b.prod, false) as "prodBefore", coalesce(b.other, false) as "otherBefore"
    from per_day t left join (
      select p, k, day, max(secrets) as secrets, bool_or(prod) as prod, bool_or(other) as other
      from per_day where not today group by 1, 2, 3
    ) b on b.p = t.p and b.k = t.k and b.day = t.day
    where t.today`);
  return rows.map((row) => ({ ...row, firstAt: new Date(row.firstAt), lastAt: new Date(row.lastAt) }));
}

interface MinuteRow extends Record<string, unknown> {
  principalId: string;
  actorKind: ActorKind;
  day: string;
  minute: string;
  secretIds: string[];
  reads: number;
}

/** Literal, so that the index of the few that are refused is one for them. */
const WITH = { success: sql`e.outcome = 'success'`, denied: sql`e.outcome <> 'success' and e.outcome = 'denied'` };

/** Reads of known secrets by minute. */
export async function listMinutes(
  db: Queryable,
  days: readonly PrincipalDay[],
  outcome: keyof typeof WITH,
): ReturnType<UnusualStore['minutes']> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<MinuteRow>(sql`
    select w.p as "principalId", w.k as "actorKind", w.day::text as day, date_trunc('minute', e.at, 'UTC') as minute,
      array_agg(distinct ${GROUP}) as "secretIds", count(*)::int as reads
    from ${wantedPrincipals(days)}
    join keyledger.event e on e.principal_id = w.p and e.actor_kind = w.k and ${IS_OF_DAY}
      and e.action_class = 'read' and ${WITH[outcome]}
    join keyledger.secret s on s.id = e.secret_id
    group by 1, 2, 3, 4`);
  return rows.map((row) => ({ ...row, minute: new Date(row.minute), principalKey: row.principalId, batches: 0 }));
}
