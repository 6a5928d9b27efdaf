import 'server-only';
import { and, not, sql, type SQL } from 'drizzle-orm';
import type { CountPlan } from '@/lib/domain/access/plan-count';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { isSecretless, whichSecret } from '@/lib/store/history/find-subjects';
import { dayOf } from '@/lib/domain/day';
import { PEOPLE_KINDS } from '@/lib/domain/event-record';
import { eventTable } from '@/lib/store/schema/event';
import { ALWAYS, isOneOf } from '@/lib/store/visibility/to-predicate';
import { findAthenaDays, isAtOneOf, isNoneOf, type DayRange } from './athena-days';
import { EVENT_COLUMNS, selectEvents } from './event-rows';
import type { CountSource } from './summed';

export const inDays = ({ days }: CountPlan): SQL =>
  days ? sql`d.day between ${dayOf(days.from)}::date and ${dayOf(days.to)}::date` : ALWAYS;

/** Reads that name something which no secret was found for, where they are asked for by that name. */
function secretless(sight: Sight, plan: CountPlan, narrowed: SQL, told: readonly DayRange[]): SQL {
  const condition = plan.filter.secret?.length ? isSecretless(sight, plan.filter) : undefined;
  if (!condition || !plan.days) return sql``;
  const { from, to } = plan.days;
  const { outcome = [] } = plan.filter;
  return sql` union all
    select d.* from (
      select ${EVENT_COLUMNS}
      from ${eventTable} where ${condition} and ${eventTable.actionClass} = 'read' and ${isOneOf(eventTable.outcome, outcome)}
        and ${eventTable.at} between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
        and ${not(isAtOneOf(told, eventTable.at))}) d where ${narrowed}`;
}

/** What is stored of those days; null: too much to be counted one by one. */
async function eventsOfDays(
  db: Queryable,
  sight: Sight,
  { filter }: CountPlan,
  told: readonly DayRange[],
  most: number,
) {
  if (told.length === 0) return sql``;
  const rows = await selectEvents(db, sight, filter, isAtOneOf(told, eventTable.at));
  const { rows: counted } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${rows} limit ${most + 1}) e`,
  );
  return (counted[0]?.count ?? 0) > most ? null : sql` union all ${rows}`;
}

/** By secret alone, where no principal is asked for: a part of the rows. */
function sumSecretDays({ filter }: CountPlan, condition: SQL | undefined): SQL | null {
  const { actorKind = [], principal = [], principalKey, outcome = [] } = filter;
  if (principal.length > 0 || principalKey !== undefined) return null;
  const [read, denied] = [outcome.includes('success'), outcome.includes('denied')];
  const count = (column: SQL, isAsked: boolean): SQL => (isAsked ? column : sql`0`);
  const [reads, refused] = [count(sql`d.reads`, read), count(sql`d.denied`, denied)];
  const ofKinds = actorKind.length > 0 ? isOneOf(sql`d.actor_kind`, actorKind) : undefined;
  return sql`
    select d.secret_id, sum(${reads})::int as succeeded, sum(${refused})::int as denied, 0 as failed,
      coalesce(sum(${reads} + ${refused}) filter (where ${isOneOf(sql`d.actor_kind`, PEOPLE_KINDS)}), 0)::int as by_people
    from keyledger.secret_day d where ${and(condition, ofKinds)} group by 1`;
}

/** Each secret's reads; null: of days that Athena tells of there are too many events. */
export async function fromReadDays(
  db: Queryable,
  sight: Sight,
  plan: CountPlan,
  narrowed: SQL,
  most: number,
): Promise<CountSource | null> {
  const { outcome = [] } = plan.filter;
  const told = plan.days ? await findAthenaDays(db, plan.days) : [];
  const ofTold = await eventsOfDays(db, sight, plan, told, most);
  if (!ofTold) return null;
  const which = await whichSecret(db, sight, plan.filter, sql`d.secret_id`);
  const condition = and(inDays(plan), isNoneOf(told, sql`d.day`), which);
  const rows = sql`
    select d.secret_id, d.principal_id, d.actor_kind, ${outcome.includes('success') ? sql`d.reads` : sql`0`} as succeeded,
      ${outcome.includes('denied') ? sql`d.denied` : sql`0`} as denied, 0 as failed, null::timestamptz as at, d.day
    from keyledger.read_day d where ${condition} and ${narrowed}${secretless(sight, plan, narrowed, told)}${ofTold}`;
  const sums = told.length === 0 ? sumSecretDays(plan, condition) : null;
  return { rows, sums, by: 'days', most };
}
