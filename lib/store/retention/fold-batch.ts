import 'server-only';
import { sql } from 'drizzle-orm';
import { addDays } from '@/lib/domain/day';
import type { ActionClass } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { shareRollUps } from '@/lib/store/history/reference-lock';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { alike, KEPT } from './event-days';

/** Some tenths of a second, so that nobody waits long for a row, and a process that stops has not far to go. */
export const BATCH = 10_000;

export interface Place {
  at: string;
  eventId: string;
}

interface Batch {
  day: string;
  action: ActionClass;
  scopes: readonly string[];
  after: Place;
  now: Date;
  most: number;
}

/**
 * Takes the next events away and adds them to what their day came to, by one statement. Those that somebody else holds are
 * passed over, and found by the next pass.
 */
export async function foldBatch(
  db: Queryable,
  { day, action, scopes, after, now, most }: Batch,
): Promise<{ deleted: number; last: Place | null }> {
  const [from, until] = [`${day}T00:00:00Z`, `${addDays(day, 1)}T00:00:00Z`];
  const ofDay = sql`e.at >= ${from}::timestamptz and e.at < ${until}::timestamptz`;
  const taken = sql`
    with next as materialized (
      select e.at, e.event_id from keyledger.event e
      where ${ofDay} and (e.at, e.event_id) > (${after.at}::timestamptz, ${after.eventId})
        and e.action_class = ${action} and e.scope_id = any(${textArray(scopes)})
      order by e.at, e.event_id limit ${most} for update skip locked
    ), gone as (
      delete from keyledger.event e using next n where ${ofDay} and e.at = n.at and e.event_id = n.event_id
      returning e.scope_id, ${day}::date as day, e.event_name, e.action_class, e.outcome, e.principal_id, e.actor_kind,
        e.ref_kind, e.ref_arn, e.ref_account_id, e.ref_region, e.ref_name, e.shared_event_id, e.secret_id, e.at
    ), alike as (
      ${alike(sql`count(*)::int`, sql`at`, sql`at`)}
    ), kept as (${KEPT}), told as (
      update keyledger.unkept u set deleted = u.deleted + (select count(*) from gone), deleted_at = ${now.toISOString()}::timestamptz
      where u.action_class = ${action} and exists (select from gone)
    )
    select (select count(*)::int from gone) as deleted, l.at, l.event_id as "eventId"
    from (select 1) one left join (select at, event_id from next order by at desc, event_id desc limit 1) l on true`;
  const row = await db.transaction(async (tx) => {
    // Whoever works out anew what two tables tell of a day, or moves what one of them tells, does so with none of these under way.
    await shareRollUps(tx);
    return (await tx.execute<{ deleted: number; at: string | null; eventId: string | null }>(taken)).rows[0];
  });
  const last = row?.at && row.eventId !== null ? { at: new Date(row.at).toISOString(), eventId: row.eventId } : null;
  return { deleted: row?.deleted ?? 0, last };
}
