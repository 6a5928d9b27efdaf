import 'server-only';
import { sql } from 'drizzle-orm';
import { dayOf } from '@/lib/domain/day';
import type { AccessEvent } from '@/lib/domain/event-record';
import { NEVER_DELETED_DAYS } from '@/lib/domain/retention/retention';
import type { Queryable } from '@/lib/store/connect';
import { isOneOf, textArray } from '@/lib/store/visibility/to-predicate';

const DAY_MS = 86_400_000;

const isOld = (at: Date, now: Date): boolean => at.getTime() < now.getTime() - NEVER_DELETED_DAYS * DAY_MS;

const toKey = (day: string, action: string): string => `${day} ${action}`;

/**
 * Those that cannot have been deleted: of days of which events of their class were, nobody knows any more which. Under the
 * lock that whoever deletes takes, so that none that it looked past comes in behind it.
 */
export async function withoutDeleted(
  tx: Queryable,
  scopeId: string,
  events: readonly AccessEvent[],
  now: Date,
): Promise<readonly AccessEvent[]> {
  const old = events.filter(({ at }) => isOld(at, now));
  if (old.length === 0) return events;
  const days = [...new Set(old.map(({ at }) => dayOf(at)))];
  const shared = old.flatMap(({ sharedEventId }) => sharedEventId ?? []);
  const { rows } = await tx.execute<{ key: string | null; shared: string | null }>(sql`
    select d.day::text || ' ' || d.action_class as key, null as shared from keyledger.deleted_day d
    where d.scope_id = ${scopeId} and d.day = any(${textArray(days)}::date[])
    union all
    select null, d.shared_event_id from keyledger.event_day d where ${isOneOf(sql`d.shared_event_id`, shared)}`);
  if (rows.length === 0) return events;
  const gone = new Set(rows.flatMap(({ key }) => key ?? []));
  const counted = new Set(rows.flatMap((row) => row.shared ?? []));
  return events.filter(
    ({ at, actionClass, sharedEventId }) =>
      !isOld(at, now) ||
      (!gone.has(toKey(dayOf(at), actionClass)) && (sharedEventId === null || !counted.has(sharedEventId))),
  );
}

/** Says that old days are being filled in, in the transaction that does. */
export async function noteLateDays(
  tx: Queryable,
  inserted: readonly { at: Date; scopeId: string }[],
  now: Date,
): Promise<void> {
  const late = inserted.filter(({ at }) => isOld(at, now)).map(({ at, scopeId }) => ({ day: dayOf(at), scopeId }));
  if (late.length === 0) return;
  await tx.execute(sql`
    insert into keyledger.late_day as l (day, scope_id, at)
    select distinct d.day, d."scopeId", ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(late)}::jsonb) as d (day date, "scopeId" text) order by 1, 2
    on conflict (day, scope_id) do update set at = greatest(l.at, excluded.at)`);
}
