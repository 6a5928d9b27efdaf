import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { SeenDay } from '@/lib/domain/access/fold-reads';
import { HABIT_DAYS, JUDGED_DAYS } from '@/lib/domain/unusual/settings';
import type { Queryable } from '@/lib/store/connect';

const DAY_MS = 86_400_000;
const KNOWN_DAYS = HABIT_DAYS + JUDGED_DAYS;

/** Older events are of no habit that anything is judged by: an import of years leaves nothing to look at. */
export const isRecent = (at: Date): boolean => at.getTime() > Date.now() - KNOWN_DAYS * DAY_MS;

const isKnown = (day: SQL): SQL => sql`${day} >= (now() at time zone 'UTC')::date - ${KNOWN_DAYS}::int`;

/** Says of which readers, and when, events tell. In the transaction that gave them their secret. */
export async function noteDue(tx: Queryable, seen: readonly SeenDay[]): Promise<void> {
  if (seen.length === 0) return;
  await tx.execute(sql`
    insert into keyledger.unusual_due (secret_id, principal_id, actor_kind, from_at, to_at)
    select r."secretId", r."principalId", r."actorKind", r."from", r."to"
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb)
      as r ("secretId" text, "principalId" text, "actorKind" text, "from" timestamptz, "to" timestamptz)`);
}

/**
 * For days whose events were taken away or given to another secret: what is known of their readers is worked out anew,
 * where anything is judged by it: years of others would be looked at before what came today.
 * `wanted`: rows `w` of "secretId" and day.
 */
export async function forgetHabits(tx: Queryable, wanted: SQL): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from keyledger.read_habit t using ${wanted} where t.secret_id = w."secretId" and t.day = w.day
      returning t.secret_id, t.principal_id, t.actor_kind, t.day
    ), there as (
      select e.secret_id, e.principal_id, e.actor_kind, (e.at at time zone 'UTC')::date as day
      from keyledger.event e join ${wanted} on e.secret_id = w."secretId"
        and e.at >= (w.day::timestamp at time zone 'UTC') and e.at < ((w.day + 1)::timestamp at time zone 'UTC')
      where e.action_class = 'read' and ${isKnown(sql`w.day`)}
    )
    insert into keyledger.unusual_due (secret_id, principal_id, actor_kind, from_at, to_at, how)
    select secret_id, principal_id, actor_kind, day::timestamp at time zone 'UTC',
      (day + 1)::timestamp at time zone 'UTC' - interval '1 millisecond', 'anew'
    from (select * from gone union select * from there) t where ${isKnown(sql`t.day`)}`);
}
