import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { foldReads, foldSeen, type CountedEvent, type ReaderDay } from '@/lib/domain/access/fold-reads';
import { dayOf } from '@/lib/domain/day';
import type { Queryable } from '@/lib/store/connect';
import { forgetHabits, isRecent, noteDue } from '@/lib/store/unusual/note-due';
import { isOneOf, textArray } from '@/lib/store/visibility/to-predicate';

/** Of a day that Athena tells of, the events that happen to be stored are in what it counted; so is a call's other half. */
const IS_COUNTED = sql`not exists (select from keyledger.roll_up_owner o where o.owner = 'athena'
    and o.scope_id = e.scope_id and o.day = e.day)
  and not (e.shared_event_id is not null
    and exists (select from keyledger.roll_up_group g where g.shared_event_id = e.shared_event_id))`;

const OF_READS = sql`action_class = 'read' and outcome in ('success', 'denied')`;

/**
 * Reads of secrets by day; others than successful and denied ones (a name that nothing has) are no reads. By one statement:
 * whoever deletes events moves them from the one table into the other meanwhile.
 */
const folded = (wanted: SQL): SQL => sql`
  select e.secret_id, e.principal_id, e.actor_kind, e.day,
    coalesce(sum(e.events) filter (where e.outcome = 'success'), 0)::int,
    coalesce(sum(e.events) filter (where e.outcome = 'denied'), 0)::int,
    min(e.first_at), max(e.last_at), max(e.last_at) filter (where e.outcome = 'success')
  from (
    select secret_id, principal_id, actor_kind, outcome, scope_id, shared_event_id, w.day, 1 as events, at as first_at, at as last_at
    from keyledger.event join ${wanted} on secret_id = w."secretId"
      and at >= (w.day::timestamp at time zone 'UTC') and at < ((w.day + 1)::timestamp at time zone 'UTC')
    where ${OF_READS}
    union all
    select secret_id, principal_id, actor_kind, outcome, scope_id, shared_event_id, w.day, events, first_at, last_at
    from keyledger.event_day g join ${wanted} on secret_id = w."secretId" and g.day = w.day where ${OF_READS}
  ) e
  where ${IS_COUNTED} group by 1, 2, 3, 4 order by 1, 4, 2, 3`;

/** The same of groups that Athena gave; of a call that two accounts tell of, one is taken: that which names the caller, where one does. */
const foldedGroups = (wanted: SQL): SQL => sql`
  select g.secret_id, g.principal_id, g.actor_kind, g.day,
    coalesce(sum(g.events) filter (where g.outcome = 'success'), 0)::int,
    coalesce(sum(g.events) filter (where g.outcome = 'denied'), 0)::int,
    min(g.first_at), max(g.last_at), max(g.last_at) filter (where g.outcome = 'success')
  from keyledger.roll_up_group g join ${wanted} on g.secret_id = w."secretId" and g.day = w.day
  where g.action_class = 'read' and g.outcome in ('success', 'denied')
    and not (g.shared_event_id is not null and exists (select from keyledger.roll_up_group o
      where o.shared_event_id = g.shared_event_id
        and (starts_with(o.principal_id, 'account '), o.scope_id) < (starts_with(g.principal_id, 'account '), g.scope_id)))
  group by 1, 2, 3, 4 order by 1, 4, 2, 3`;

/** What is there already is more of the same day. */
const ADDED = sql`on conflict (secret_id, day, principal_id, actor_kind) do update set
  reads = d.reads + excluded.reads, denied = d.denied + excluded.denied,
  first_at = least(d.first_at, excluded.first_at), last_at = greatest(d.last_at, excluded.last_at),
  last_read_at = greatest(d.last_read_at, excluded.last_read_at)`;

/** The first success of each reader, of those reads. */
export const firstReads = (from: SQL): SQL => sql`
  insert into keyledger.first_read as f (secret_id, principal_id, actor_kind, at)
  select distinct on (e.secret_id, e.principal_id) e.secret_id, e.principal_id, e.actor_kind, e.at from ${from}
  where e.secret_id is not null and e.action_class = 'read' and e.outcome = 'success'
  order by e.secret_id, e.principal_id, e.at
  on conflict (secret_id, principal_id) do update set at = excluded.at, actor_kind = excluded.actor_kind
  where excluded.at < f.at`;

const COLUMNS = sql`(secret_id, principal_id, actor_kind, day, reads, denied, first_at, last_at, last_read_at)`;

interface Elsewhere extends Record<string, unknown> {
  scopeId: string | null;
  day: string | null;
  sharedEventId: string | null;
}

/** Without those that something else tells of: `IS_COUNTED`, of events that are at hand. */
async function onlyCounted(tx: Queryable, events: readonly CountedEvent[]): Promise<readonly CountedEvent[]> {
  const scopes = [...new Set(events.map(({ scopeId }) => scopeId))];
  const days = [...new Set(events.map(({ at }) => dayOf(at)))];
  const shared = events.flatMap(({ sharedEventId }) => sharedEventId ?? []);
  const { rows } = await tx.execute<Elsewhere>(sql`
    select o.scope_id as "scopeId", o.day::text as day, null as "sharedEventId" from keyledger.roll_up_owner o
    where o.owner = 'athena' and ${isOneOf(sql`o.scope_id`, scopes)} and o.day = any(${textArray(days)}::date[])
    union all
    select null, null, g.shared_event_id from keyledger.roll_up_group g where ${isOneOf(sql`g.shared_event_id`, shared)}`);
  if (rows.length === 0) return events;
  const owned = new Set(rows.map(({ scopeId, day }) => `${scopeId} ${day}`));
  const counted = new Set(rows.map(({ sharedEventId }) => sharedEventId));
  return events.filter(
    ({ scopeId, at, sharedEventId }) =>
      !owned.has(`${scopeId} ${dayOf(at)}`) && (sharedEventId === null || !counted.has(sharedEventId)),
  );
}

/** Rows of what was folded here, as a table `r`. In the order of the tables' keys, as whoever writes them keeps it. */
const toRows = (days: readonly object[], columns: SQL): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as r (
    "secretId" text collate "C", "principalId" text collate "C", "actorKind" text, ${columns})`;

const addDays = (days: readonly ReaderDay[]): SQL => sql`
  with added ${COLUMNS} as (
    select "secretId", "principalId", "actorKind", day, reads, denied, "firstAt", "lastAt", "lastReadAt"
    from ${toRows(
      days,
      sql`day date, reads integer, denied integer, "firstAt" timestamptz, "lastAt" timestamptz, "lastReadAt" timestamptz`,
    )}
  ), kept as (insert into keyledger.read_day as d ${COLUMNS} select * from added order by 1, 4, 2, 3 ${ADDED})
  ${summedUp(sql`added`)}
  on conflict (day, secret_id, actor_kind) do update set reads = d.reads + excluded.reads, denied = d.denied + excluded.denied`;

export const addFirstOf = (days: readonly ReaderDay[]): SQL =>
  firstReads(sql`(select "secretId" as secret_id, "principalId" as principal_id, "actorKind" as actor_kind,
    'read' as action_class, 'success' as outcome, "firstReadAt" as at
    from ${toRows(days, sql`"firstReadAt" timestamptz`)} where "firstReadAt" is not null) e`);

/** Adds events to the roll-ups. To be called once for each event, in the transaction that gave it its secret. */
export async function addToRollUp(tx: Queryable, events: readonly CountedEvent[]): Promise<void> {
  const all = foldReads(events);
  if (all.length > 0) {
    const counted = await onlyCounted(tx, events);
    await tx.execute(addDays(counted.length === events.length ? all : foldReads(counted)));
    await tx.execute(addFirstOf(all));
  }
  await noteDue(tx, foldSeen(events.filter(({ at }) => isRecent(at))));
}

/** Of rows of `read_day`, whoever it was. */
const summedUp = (from: SQL): SQL => sql`
  insert into keyledger.secret_day as d (day, secret_id, actor_kind, reads, denied)
  select day, secret_id, actor_kind, sum(reads), sum(denied) from ${from} group by 1, 2, 3 order by 2, 1, 3`;

export interface SecretDay {
  secretId: string;
  day: string;
}

export const toWanted = (days: readonly SecretDay[]): SQL => sql`(select distinct "secretId", day
  from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as w ("secretId" text, day date)) w`;

/** Works whole days of secrets out again, from whoever tells of them. */
export async function redoDays(tx: Queryable, days: readonly SecretDay[]): Promise<void> {
  if (days.length === 0) return;
  const wanted = toWanted(days);
  const isWanted = sql`d.secret_id = w."secretId" and d.day = w.day`;
  await tx.execute(sql`delete from keyledger.secret_day d using ${wanted} where ${isWanted}`);
  await tx.execute(sql`delete from keyledger.read_day d using ${wanted} where ${isWanted}`);
  await tx.execute(sql`insert into keyledger.read_day ${COLUMNS} ${folded(wanted)}`);
  await tx.execute(sql`insert into keyledger.read_day as d ${COLUMNS} ${foldedGroups(wanted)} ${ADDED}`);
  await tx.execute(summedUp(sql`(select d.* from keyledger.read_day d join ${wanted} on ${isWanted}) d`));
}

/** The first successes among what Athena told. */
export const firstOfGroups = (from: SQL): SQL =>
  firstReads(sql`(select g.secret_id, g.principal_id, g.actor_kind, g.action_class, g.outcome, g.first_at as at
    from keyledger.roll_up_group g ${from}) e`);

/** The same among what events that are no longer kept came to. To be looked at after the events, which move here. */
export const firstOfDays = (from: SQL): SQL =>
  firstReads(sql`(select g.secret_id, g.principal_id, g.actor_kind, g.action_class, g.outcome, g.first_at as at
    from keyledger.event_day g ${from}) e`);

/** What was told of these days otherwise than by events may be the first that is known of a reader. */
export async function addFirstReads(tx: Queryable, days: readonly SecretDay[]): Promise<void> {
  const ofDays = sql`join ${toWanted(days)} on g.secret_id = w."secretId" and g.day = w.day`;
  await tx.execute(firstOfDays(ofDays));
  await tx.execute(firstOfGroups(ofDays));
}

/** The same for events that changed their secret: what was the first read may be another's by now. */
export async function redoRollUp(tx: Queryable, days: readonly SecretDay[]): Promise<void> {
  if (days.length === 0) return;
  await redoDays(tx, days);
  await forgetHabits(tx, toWanted(days));
  const secretIds = [...new Set(days.map(({ secretId }) => secretId))];
  await tx.execute(sql`delete from keyledger.first_read where ${isOneOf(sql`secret_id`, secretIds)}`);
  await tx.execute(firstReads(sql`(select * from keyledger.event where ${isOneOf(sql`secret_id`, secretIds)}) e`));
  await tx.execute(firstOfDays(sql`where ${isOneOf(sql`g.secret_id`, secretIds)}`));
  await tx.execute(firstOfGroups(sql`where ${isOneOf(sql`g.secret_id`, secretIds)}`));
}
