import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import { isOfReads, type CountPlan } from '@/lib/domain/access/plan-count';
import type { TopQuery } from '@/lib/domain/ports/access-queries';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { findWholeActors } from '@/lib/store/history/find-actors';
import { isSecretless, seesAll, whichSecret } from '@/lib/store/history/find-subjects';
import { toEventCondition } from '@/lib/store/history/event-filter';
import { toDay } from '@/lib/store/history/reads-by-day';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS, isOneOf } from '@/lib/store/visibility/to-predicate';
import { findAthenaDays, isAtOneOf, isNoneOf, type DayRange } from './athena-days';

/** Rows `(secret_id, principal_id, actor_kind, day, succeeded, denied, failed, at)` that add up to what is asked. */
export interface CountSource {
  rows: SQL;
  by: 'days' | 'events';
  /** So many events are counted one by one. */
  most: number;
}

const DAY = sql`(${eventTable.at} at time zone 'UTC')::date`;
const is = (outcome: string): SQL => sql`(${eventTable.outcome} = ${outcome})::int`;
const COUNTS = sql`${is('success')} as succeeded, ${is('denied')} as denied, ${is('failed')} as failed`;

async function selectEvents(db: Queryable, sight: Sight, filter: EventFilter, inTime?: SQL): Promise<SQL> {
  const condition = and(inTime, await toEventCondition(db, sight, filter));
  const joinPrincipal = filter.principal?.length
    ? sql`join ${principalTable} on ${principalTable.id} = ${eventTable.principalId}`
    : sql``;
  return sql`
    select ${eventTable.secretId} as secret_id, ${eventTable.principalId} as principal_id, ${eventTable.actorKind} as actor_kind,
      ${DAY} as day, ${COUNTS}, ${eventTable.at} as at
    from ${eventTable} ${joinPrincipal} left join ${secretTable} on ${secretTable.id} = ${eventTable.secretId}
    where ${condition}`;
}

async function fromEvents(
  db: Queryable,
  sight: Sight,
  { filter, exact }: CountPlan,
  most: number,
): Promise<CountSource> {
  const rows = await selectEvents(db, sight, { ...filter, ...exact });
  return { rows: sql`${rows} order by ${eventTable.at} desc limit ${most + 1}`, by: 'events', most };
}

/** What the sums are narrowed by, beside their days; null: they cannot be. */
async function narrow(db: Queryable, { actorKind, principal, principalKey }: EventFilter): Promise<SQL | null> {
  const principals = principal?.length ? await findWholeActors(db, principal) : undefined;
  if (principals === null) return null;
  return (
    and(
      actorKind?.length ? isOneOf(sql`d.actor_kind`, actorKind) : undefined,
      principals && isOneOf(sql`d.principal_id`, principals),
      principalKey === undefined
        ? undefined
        : sql`d.principal_id = (select p.id from keyledger.principal p where p.key = ${principalKey})`,
    ) ?? ALWAYS
  );
}

const inDays = ({ days }: CountPlan): SQL =>
  days ? sql`d.day between ${toDay(days.from)}::date and ${toDay(days.to)}::date` : ALWAYS;

/** Whatever the events are about, so that it is for who sees all of them alone. */
function fromActorDays(plan: CountPlan, narrowed: SQL, most: number): CountSource {
  const { action, outcome } = plan.filter;
  const condition = and(
    inDays(plan),
    narrowed,
    action?.length ? isOneOf(sql`d.action_class`, action) : undefined,
    outcome?.length ? isOneOf(sql`d.outcome`, outcome) : undefined,
  );
  const of = (name: string): SQL => sql`case when d.outcome = ${name} then d.events else 0 end`;
  const rows = sql`
    select null::text as secret_id, d.principal_id, d.actor_kind, d.day, ${of('success')} as succeeded,
      ${of('denied')} as denied, ${of('failed')} as failed, null::timestamptz as at
    from keyledger.actor_day d where ${condition}`;
  return { rows, by: 'days', most };
}

/** Reads that name something which no secret was found for, where they are asked for by that name. */
function secretless(sight: Sight, plan: CountPlan, narrowed: SQL, told: readonly DayRange[]): SQL {
  const condition = plan.filter.secret?.length ? isSecretless(sight, plan.filter) : undefined;
  if (!condition || !plan.days) return sql``;
  const { from, to } = plan.days;
  const { outcome } = plan.filter;
  return sql` union all
    select d.secret_id, d.principal_id, d.actor_kind, d.day, d.succeeded, d.denied, 0, null::timestamptz from (
      select ${eventTable.secretId} as secret_id, ${eventTable.principalId} as principal_id,
        ${eventTable.actorKind} as actor_kind, ${DAY} as day, ${COUNTS}
      from ${eventTable} where ${condition} and ${eventTable.actionClass} = 'read' and ${isOneOf(eventTable.outcome, outcome ?? [])}
        and ${eventTable.at} between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz) d where ${narrowed} and ${isNoneOf(told, sql`d.day`)}`;
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

/** Each secret's reads; null: of days that Athena tells of there are too many events. */
async function fromReadDays(
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
  const condition = and(inDays(plan), isNoneOf(told, sql`d.day`), narrowed, which);
  const rows = sql`
    select d.secret_id, d.principal_id, d.actor_kind, d.day, ${outcome.includes('success') ? sql`d.reads` : sql`0`} as succeeded,
      ${outcome.includes('denied') ? sql`d.denied` : sql`0`} as denied, 0 as failed, null::timestamptz as at
    from keyledger.read_day d where ${condition}${secretless(sight, plan, narrowed, told)}${ofTold}`;
  return { rows, by: 'days', most };
}

/** The smallest rows that can tell. `ofSecrets`: by secret, too. */
export async function findSource(
  db: Queryable,
  sight: Sight,
  { plan, most }: Pick<TopQuery, 'plan' | 'most'>,
  ofSecrets: boolean,
): Promise<CountSource> {
  const { filter } = plan;
  const narrowed = plan.days ? await narrow(db, filter) : null;
  if (!narrowed) return fromEvents(db, sight, plan, most);
  const ofAll = !ofSecrets && seesAll(sight) && !filter.secret?.length && !filter.env?.length;
  if (ofAll) return fromActorDays(plan, narrowed, most);
  const found = isOfReads(filter) ? await fromReadDays(db, sight, plan, narrowed, most) : null;
  return found ?? fromEvents(db, sight, plan, most);
}
