import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import { dayOf } from '@/lib/domain/day';
import type { Outcome } from '@/lib/domain/event-record';
import type { BucketPlan } from '@/lib/domain/history/plan-buckets';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { READS_KEPT_FROM } from '@/lib/store/retention/unkept';
import { eventTable } from '@/lib/store/schema/event';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { findWholeActors } from './find-actors';
import { whichSecret } from './find-subjects';

const DAY_MS = 86_400_000;

/** Whole days in UTC of which the sums of reads are those of the stored events. */
export interface SummedDays {
  start: Date;
  /** Not in it; `timestamptz`. */
  end: SQL;
  /** Whose reads; null: anybody's. */
  principalIds: readonly string[] | null;
}

/** Events that `read_day` and `secret_day` do not sum up; as the index of them says it. */
export const IS_UNSUMMED = sql`(${eventTable.actionClass} <> 'read' or ${eventTable.outcome} = 'failed' or ${eventTable.secretId} is null)`;

interface Whole {
  start: Date;
  end: Date;
  /** The end of the day that the range ends in. */
  next: Date;
}

const findWhole = ({ from, to }: EventFilter): Whole | null => {
  if (!from || !to) return null;
  const start = new Date(Math.ceil(from.getTime() / DAY_MS) * DAY_MS);
  // Times have milliseconds, and the end is in the range.
  const end = new Date(Math.floor((to.getTime() + 1) / DAY_MS) * DAY_MS);
  return end > start ? { start, end, next: new Date(end.getTime() + DAY_MS) } : null;
};

const moment = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** A day of which nothing is known after the end of the range, as of today, is whole as it is. Asked within the statement that counts. */
const toEnd = ({ end, next }: Whole, to: Date): SQL => sql`(select case when exists (
    select from keyledger.event later where later.at > ${moment(to)} and later.at < ${moment(next)})
  then ${moment(end)} else ${moment(next)} end)`;

/** What the sums cannot be asked for. */
const asksMore = ({ secretId, principalKey, eventName, address, requestId, outsideLedger }: EventFilter): boolean =>
  secretId !== undefined ||
  principalKey !== undefined ||
  requestId !== undefined ||
  outsideLedger === true ||
  (eventName?.length ?? 0) + (address?.length ?? 0) > 0;

/** Null: all has to be counted one by one. Where Athena tells of a day, or reads are deleted, sums know of more than the events do. */
export async function findSummedDays(
  db: Queryable,
  filter: EventFilter,
  { stepMs }: BucketPlan,
): Promise<SummedDays | null> {
  const whole = findWhole(filter);
  if (!whole || stepMs % DAY_MS !== 0 || asksMore(filter)) return null;
  const principalIds = filter.principal?.length ? await findWholeActors(db, filter.principal) : null;
  if (filter.principal?.length && !principalIds) return null;
  const { start, next } = whole;
  const { rows } = await db.execute<{ exact: boolean }>(sql`
    select ${READS_KEPT_FROM} <= ${moment(start)} and not exists (select from keyledger.roll_up_owner o
      where o.owner = 'athena' and o.day >= ${dayOf(start)}::date and o.day < ${dayOf(next)}::date) as exact`);
  return rows[0]?.exact === true ? { start, end: toEnd(whole, filter.to ?? next), principalIds } : null;
}

const isAsked = (asked: readonly string[] | undefined, one: string): boolean => !asked?.length || asked.includes(one);

/** `(begins, actor_kind, outcome, count)` of the reads of those days. */
export async function toSummedReads(
  db: Queryable,
  sight: Sight,
  filter: EventFilter,
  { start, end, principalIds }: SummedDays,
  toBegin: (at: SQL) => SQL,
): Promise<SQL> {
  const outcomes: Outcome[] = isAsked(filter.action, 'read')
    ? (['success', 'denied'] as const).filter((outcome) => isAsked(filter.outcome, outcome))
    : [];
  const condition = and(
    sql`d.day >= ${dayOf(start)}::date and d.day < (${end} at time zone 'UTC')::date`,
    await whichSecret(db, sight, filter, sql`d.secret_id`),
    filter.actorKind?.length ? isOneOf(sql`d.actor_kind`, filter.actorKind) : undefined,
    principalIds ? isOneOf(sql`d.principal_id`, principalIds) : undefined,
  );
  return sql`
    select ${toBegin(sql`d.day::timestamp at time zone 'UTC'`)} as begins, d.actor_kind, o.outcome, sum(o.count)::int as count
    from (
      select d.day, d.actor_kind, sum(d.reads) as reads, sum(d.denied) as denied
      from ${principalIds ? sql`keyledger.read_day` : sql`keyledger.secret_day`} d where ${condition} group by 1, 2
    ) d cross join lateral (values ('success', d.reads), ('denied', d.denied)) o (outcome, count)
    where ${isOneOf(sql`o.outcome`, outcomes)} and o.count > 0 group by 1, 2, 3`;
}
