import 'server-only';
import { sql } from 'drizzle-orm';
import { takeDays } from '@/lib/domain/athena/take-days';
import type { AnsweredDays } from '@/lib/domain/ports/athena-store';
import type { Queryable } from '@/lib/store/connect';
import { announceReferences, holdRollUps } from '@/lib/store/history/reference-lock';
import { referredScopes } from '@/lib/store/history/to-reference';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { coverScope } from './cover-scope';
import { giveUp } from './give-up';
import { insertGroups } from './insert-groups';
import { findSecretDays, workOut } from './secret-days';

/** Reads of each day that are known of the scope, by the events that are stored or were, or by what Athena told before, whichever has more. */
async function countKnown(tx: Queryable, { scopeId, from, to }: AnsweredDays): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ day: string; reads: string }>(sql`
    select day, max(reads) as reads from (
      select day, sum(reads) as reads from (
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as reads from keyledger.event
      where at >= (${from}::date::timestamp at time zone 'UTC') and at < ((${to}::date + 1)::timestamp at time zone 'UTC')
        and scope_id = ${scopeId} and ref_kind is not null and action_class = 'read' and outcome in ('success', 'denied')
      group by 1
      union all
      select to_char(day, 'YYYY-MM-DD'), sum(events) from keyledger.event_day
      where scope_id = ${scopeId} and day between ${from}::date and ${to}::date and ref_kind is not null
        and action_class = 'read' and outcome in ('success', 'denied') group by 1
      ) stored group by day
      union all
      select to_char(day, 'YYYY-MM-DD'), sum(events) from keyledger.roll_up_group
      where scope_id = ${scopeId} and day between ${from}::date and ${to}::date
        and action_class = 'read' and outcome in ('success', 'denied') group by 1
    ) known group by day`);
  return new Map(rows.map(({ day, reads }) => [day, Number(reads)]));
}

/** A day that was taken before and is not now stays as it was told then. */
async function keepOwners(tx: Queryable, { scopeId, from, to, records, at }: AnsweredDays, taken: readonly string[]) {
  const counted = JSON.stringify(Object.fromEntries(records));
  await tx.execute(sql`
    insert into keyledger.roll_up_owner as o (scope_id, day, owner, asked_at, records)
    select ${scopeId}, d::date, case when d.name = any(${textArray(taken)}) then 'athena' else 'events' end,
      ${at.toISOString()}::timestamptz, coalesce((${counted}::jsonb ->> d.name)::bigint, 0)
    from (select d, to_char(d, 'YYYY-MM-DD') as name
      from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d) d
    on conflict (scope_id, day) do update set asked_at = excluded.asked_at,
      owner = case when excluded.owner = 'athena' then 'athena' else o.owner end,
      records = case when excluded.owner = 'events' and o.owner = 'athena' then o.records else excluded.records end`);
}

/** See the port. */
export async function applyDays(db: Queryable, answer: AnsweredDays): Promise<void> {
  const { scopeId, groups, claims, at } = answer;
  await db.transaction(async (tx) => {
    await announceReferences(tx, referredScopes(groups.map(({ event }) => event)));
    await holdRollUps(tx);
    const taken = takeDays(answer, await countKnown(tx, answer));
    const before = await findSecretDays(tx, scopeId, taken);
    await tx.execute(
      sql`delete from keyledger.roll_up_group where scope_id = ${scopeId} and day = any(${textArray(taken)}::date[])`,
    );
    const isTaken = new Set(taken);
    await insertGroups(
      tx,
      scopeId,
      groups.filter(({ day }) => isTaken.has(day)),
    );
    await keepOwners(tx, answer, taken);
    await giveUp(tx, scopeId);
    await workOut(tx, [...before, ...(await findSecretDays(tx, scopeId, taken))], at);
    await coverScope(tx, scopeId, claims);
  });
}
