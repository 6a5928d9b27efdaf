import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { namesCaller } from '@/lib/domain/event/names-caller';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import type { ActorDay } from './actor-days';
import { insertEvents, type Inserted, type Source } from './insert-events';
import { dayOf } from '@/lib/domain/day';
import { noteLoose, readRaws, type RawPlace } from './raw-blocks';
import { redoReplaced } from './redo-replaced';

interface StandingRow extends Record<string, unknown>, ActorDay, RawPlace {
  at: string;
  eventId: string;
  secretId: string | null;
  /** The event of AWS in whose place it stands. */
  place: string;
}
type Standing = StandingRow & { raw: unknown };

interface Replaced {
  /** How many stood there otherwise than AWS tells them. */
  differing: number;
  inserted: Inserted[];
  /** What the old ones counted as. */
  removed: ActorDay[];
  /** Of which secrets the old ones said something. */
  formerSecretIds: string[];
  /** Those that AWS tells as they stood. */
  vouched: Pick<Standing, 'at' | 'eventId'>[];
}

const NOTHING: Replaced = { differing: 0, inserted: [], removed: [], formerSecretIds: [], vouched: [] };

const COLUMNS = sql`e.at, e.event_id as "eventId", e.secret_id as "secretId", k."eventId" as place,
  e.raw, e.raw_block::text as "rawBlock", e.raw_place as "rawPlace",
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD') as day, e.principal_id as "principalId", e.actor_kind as "actorKind",
  e.action_class as "actionClass", e.outcome`;

const keysOf = (events: readonly AccessEvent[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(events.map(({ at, eventId, sharedEventId }) => ({ at, eventId, sharedEventId })))}::jsonb)
    as k (at timestamptz, "eventId" text, "sharedEventId" text)`;

/** Rows that unvouched files left where AWS's own records of this page belong: by id, or as the other half of a call. */
async function findUnvouched(tx: Queryable, events: readonly AccessEvent[]): Promise<StandingRow[]> {
  const { rows } = await tx.execute<StandingRow>(sql`
    select ${COLUMNS} from ${keysOf(events)}
    join keyledger.event e on e.at = k.at and (e.event_id = k."eventId" or e.shared_event_id = k."sharedEventId")
    where e.unvouched order by e.at, e.event_id for update of e`);
  return rows;
}

/** Of calls that two accounts tell of: halves that name the caller's account alone, where this page has the other. */
async function findNameless(tx: Queryable, unvouched: boolean, events: readonly AccessEvent[]): Promise<StandingRow[]> {
  const able = events.filter((event) => event.sharedEventId !== null && namesCaller(event));
  if (able.length === 0) return [];
  // A file takes no place of what AWS told.
  const isTaken = unvouched ? sql`and e.unvouched` : sql``;
  const { rows } = await tx.execute<StandingRow>(sql`
    select ${COLUMNS} from ${keysOf(able)}
    join keyledger.event e on e.at = k.at and e.shared_event_id = k."sharedEventId" and e.event_id <> k."eventId" ${isTaken}
    join keyledger.principal p on p.id = e.principal_id and p.type = 'account'
    order by e.at, e.event_id for update of e`);
  return rows;
}

async function findStanding(tx: Queryable, unvouched: boolean, events: readonly AccessEvent[]): Promise<Standing[]> {
  const vouchedFor = unvouched ? [] : await findUnvouched(tx, events);
  return readRaws(tx, [...vouchedFor, ...(await findNameless(tx, unvouched, events))]);
}

const toKeys = (rows: readonly Standing[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows.map(({ at, eventId }) => ({ at, eventId })))}::jsonb) as k (at timestamptz, "eventId" text)`;

/**
 * AWS's own records in the place of those that only a file told of: somebody may have edited it, or
 * an export have written it in another shape. `events` are those of a page that were there already. What says the same stays, and is vouched for from now on.
 * In whatever order the halves of a call come, the one that names the caller is the one that stays.
 */
export async function replaceUnvouched(
  tx: Queryable,
  source: Source,
  events: readonly AccessEvent[],
): Promise<Replaced> {
  if (events.length === 0) return NOTHING;
  const byId = new Map(events.map((event) => [event.eventId, event]));
  const standing = await findStanding(tx, source.unvouched, [...byId.values()]);
  if (standing.length === 0) return NOTHING;
  const same = standing.filter(
    ({ eventId, place, raw }) => eventId === place && isDeepStrictEqual(raw, byId.get(place)?.raw),
  );
  const sameIds = new Set(same.map(({ eventId }) => eventId));
  await tx.execute(
    sql`update keyledger.event e set unvouched = null from ${toKeys(same)} where e.at = k.at and e.event_id = k."eventId"`,
  );
  const others = standing.filter(({ eventId }) => !sameIds.has(eventId));
  if (others.length === 0) return { ...NOTHING, vouched: same };
  await tx.execute(
    sql`delete from keyledger.event e using ${toKeys(others)} where e.at = k.at and e.event_id = k."eventId"`,
  );
  await noteLoose(tx, others);
  // Both halves of a call may be brought at once, and each of them finds the one row.
  const rows = [...new Map(others.map((row) => [`${row.at} ${row.eventId}`, row])).values()];
  const places = [...new Set(others.map(({ place }) => place))];
  const own = places.flatMap((place) => byId.get(place) ?? []);
  const inserted = await insertEvents(tx, source, own);
  const told = [...rows.map(({ at, secretId }) => ({ at: new Date(at), secretId })), ...inserted];
  const days = told.flatMap(({ at, secretId }) => (secretId === null ? [] : [{ secretId, day: dayOf(at) }]));
  await redoReplaced(tx, days, { removed: rows, inserted });
  return {
    differing: others.filter(({ eventId, place }) => eventId === place).length,
    inserted,
    removed: rows.map(({ day, principalId, actorKind, actionClass, outcome }) => ({
      day,
      principalId,
      actorKind,
      actionClass,
      outcome,
    })),
    formerSecretIds: rows.flatMap(({ secretId }) => secretId ?? []),
    vouched: same,
  };
}
