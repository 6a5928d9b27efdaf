import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { CountedEvent } from '@/lib/domain/access/fold-reads';
import { namesCaller } from '@/lib/domain/event/names-caller';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { EVENT_COLUMNS } from './event-row';
import { inBatches } from './in-batches';
import { keepPrincipals } from './keep-principals';
import { isPacked, keepRaws, newBlockId } from './raw-blocks';

/** Whose history they are, and whether a file says so that nobody vouches for. */
export interface Source {
  scopeId: string;
  unvouched: boolean;
}

interface InsertedRow extends Record<string, unknown> {
  milliseconds: number;
  eventId: string;
  secretId: string | null;
}

const toKey = (milliseconds: number, eventId: string): string => `${milliseconds} ${eventId}`;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * In the order of their keys, so that two writers of the same events do not wait for each other in a ring; of a call that two
 * accounts tell of, what both halves have alike comes before what each has of its own, and the half that names the caller first.
 */
const inOrder = (one: AccessEvent, other: AccessEvent): number =>
  one.at.getTime() - other.at.getTime() ||
  compare(one.sharedEventId ?? '', other.sharedEventId ?? '') ||
  (one.sharedEventId === null ? 0 : Number(namesCaller(other)) - Number(namesCaller(one))) ||
  compare(one.eventId, other.eventId);

/** An array for each column: what a parameter of each field costs is ten times as much. */
const toArrays = (events: readonly AccessEvent[]): SQL =>
  sql.join(
    EVENT_COLUMNS.map(({ type, valueOf }) => sql`${sql.param(events.map(valueOf))}::${sql.raw(type)}[]`),
    sql`, `,
  );

const NAMES = sql.raw(EVENT_COLUMNS.map(({ name }) => name).join(', '));
/** What a change names stays with it, as its record does. */
const OWN_VALUES = sql.raw(
  EVENT_COLUMNS.map(({ name, ofSecret }) =>
    ofSecret ? `case when s.id is null or e.action_class <> 'read' then e.${name} end` : `e.${name}`,
  ).join(', '),
);

/** Its secret at that time; most are named by ARN, which is looked up once for all, and is what `secret_at` tries first. */
const SECRET = sql`case when e.ref_kind is not null then
  coalesce(s.id, keyledger.secret_at(e.ref_arn, e.ref_account_id, e.ref_region, e.ref_name, e.at)) end`;

/** Where among the packed of a batch an event's record is to be found; null: with the event. */
function toPlaces(events: readonly AccessEvent[]): (number | null)[] {
  let packed = 0;
  return events.map((event) => (isPacked(event) ? packed++ : null));
}

async function insertBatch(tx: Queryable, { scopeId, unvouched }: Source, events: readonly AccessEvent[]) {
  const [places, block] = [toPlaces(events), newBlockId()];
  const { rows } = await tx.execute<InsertedRow>(sql`
    insert into keyledger.event (scope_id, unvouched, secret_id, raw_block, raw_place, ${NAMES})
    select ${scopeId}::text, ${unvouched || null}::boolean, ${SECRET},
      case when e.raw_place is not null then ${block}::bigint end, e.raw_place, ${OWN_VALUES}
    from unnest(${toArrays(events)}, ${sql.param(places)}::smallint[]) with ordinality e (${NAMES}, raw_place, place)
      left join keyledger.secret s on s.arn = e.ref_arn
    order by e.place
    on conflict do nothing
    returning (extract(epoch from at) * 1000)::float8 as milliseconds, event_id as "eventId", secret_id as "secretId"`);
  const byKey = new Map<string, [AccessEvent, number | null]>();
  for (const [index, event] of events.entries()) {
    const key = toKey(event.at.getTime(), event.eventId);
    // Of two with one key the first is kept, by the statement as here.
    if (!byKey.has(key)) byKey.set(key, [event, places[index] ?? null]);
  }
  const packed = new Map<number, AccessEvent>();
  const inserted = rows.flatMap(({ milliseconds, eventId, secretId }) => {
    const [event, place = null] = byKey.get(toKey(milliseconds, eventId)) ?? [];
    if (!event) return [];
    if (place !== null) packed.set(place, event);
    return toInserted(scopeId, event, secretId);
  });
  await keepRaws(tx, block, packed);
  return inserted;
}

export interface Inserted extends CountedEvent {
  event: AccessEvent;
}

/** Those that are not there yet, with the secrets that they were resolved to. */
export async function insertEvents(tx: Queryable, source: Source, events: readonly AccessEvent[]): Promise<Inserted[]> {
  if (events.length === 0) return [];
  const ordered = events.toSorted(inOrder);
  await keepPrincipals(
    tx,
    ordered.map(({ principal }) => principal),
    { renew: true },
  );
  const inserted: Inserted[] = [];
  for (const batch of inBatches(ordered)) inserted.push(...(await insertBatch(tx, source, batch)));
  return inserted;
}

const toInserted = (scopeId: string, event: AccessEvent, secretId: string | null): Inserted => ({
  event,
  at: event.at,
  eventId: event.eventId,
  secretId,
  scopeId,
  principalId: event.principal.id,
  actorKind: event.actorKind,
  actionClass: event.actionClass,
  outcome: event.outcome,
  sharedEventId: event.sharedEventId,
});
