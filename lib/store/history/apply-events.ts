import 'server-only';
import { and, gt, isNull, or, sql } from 'drizzle-orm';
import { changesSecret } from '@/lib/domain/event/changes-secret';
import type { AccessEvent, CoverageInterval, Normalised } from '@/lib/domain/event-record';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { noteChangedBy } from '@/lib/store/changes/note-changed';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { tightenValueBounds, VALUE_EVENTS } from '@/lib/store/inventory/tighten-value-bounds';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { keepActorNames } from './actor-names';
import { addCoverage } from './coverage';
import { applyDeletionEnds, isDeletion } from './deletion-end';
import { prepareMonths } from './partitions';
import { divide, keepQuarantined } from './quarantine';
import { addToRollUp } from './roll-up';
import { announceReferences } from './reference-lock';
import { referredScopes, toEventRecord } from './to-event-record';
import { refreshUsageOf } from './usage';

/** So that a statement stays far below PostgreSQL's 65,535 parameters. */
const BATCH = 1000;

export interface EventPage {
  scopeId: string;
  records: readonly Normalised[];
  covered: CoverageInterval | null;
  at: Date;
}

async function insertEvents(tx: Queryable, scopeId: string, events: readonly AccessEvent[]) {
  const named = new Map(events.map(({ principal }) => [principal.id, principal]));
  const principals = [...named.values()].map((principal) => ({ ...principal, key: toPrincipalKey(principal.id) }));
  await tx
    .insert(principalTable)
    .values(principals.toSorted((left, right) => (left.id < right.id ? -1 : 1)))
    .onConflictDoUpdate({
      target: principalTable.id,
      set: { label: sql`excluded.label`, accountId: sql`excluded.account_id` },
      setWhere: sql`(${principalTable.label}, ${principalTable.accountId}) is distinct from (excluded.label, excluded.account_id)`,
    });
  return tx
    .insert(eventTable)
    .values(events.map((event) => toEventRecord(scopeId, event)))
    .onConflictDoNothing()
    .returning({ at: eventTable.at, eventId: eventTable.eventId, secretId: eventTable.secretId });
}

type Inserted = Awaited<ReturnType<typeof insertEvents>>[number];

/** What events change on secrets: a verdict to look at again, the end of a deletion. */
async function touchSecrets(tx: Queryable, inserted: readonly Inserted[], events: readonly AccessEvent[], at: Date) {
  const byId = new Map(events.map((event) => [event.eventId, event]));
  const rotated = new Set<string>();
  const deleted = new Set<string>();
  const written = new Set<string>();
  for (const { eventId, secretId } of inserted) {
    const event = byId.get(eventId);
    if (!event || secretId === null) continue;
    if (event.actionClass === 'rotation') rotated.add(secretId);
    if (isDeletion(event)) deleted.add(secretId);
    if (VALUE_EVENTS.has(event.eventName)) written.add(secretId);
  }
  await applyDeletionEnds(tx, [...deleted]);
  await tightenValueBounds(tx, [...written]);
  if (rotated.size === 0) return;
  const isLater = or(isNull(secretTable.rotationRecheckAt), gt(secretTable.rotationRecheckAt, at));
  await tx
    .update(secretTable)
    .set({ rotationRecheckAt: at, digest: '' })
    .where(and(isOneOf(secretTable.id, [...rotated]), isLater));
}

export async function applyEvents(db: Queryable, page: EventPage) {
  const { events, quarantined } = divide(page.records, page.at);
  await prepareMonths(
    db,
    events.map(({ at }) => at),
  );
  return db.transaction(async (tx) => {
    await announceReferences(tx, referredScopes(events));
    const inserted: Inserted[] = [];
    for (let from = 0; from < events.length; from += BATCH)
      inserted.push(...(await insertEvents(tx, page.scopeId, events.slice(from, from + BATCH))));
    await keepActorNames(tx, events);
    await addToRollUp(tx, inserted);
    const touched = [...new Set(inserted.map(({ secretId }) => secretId))].filter((id) => id !== null);
    await refreshUsageOf(tx, touched, page.at);
    await touchSecrets(tx, inserted, events, page.at);
    const changing = new Set(events.filter(changesSecret).map(({ eventId }) => eventId));
    const changedScopeIds = await noteChangedBy(
      tx,
      inserted.filter(({ eventId }) => changing.has(eventId)),
      page.at,
    );
    const kept = await keepQuarantined(tx, page.scopeId, quarantined, page.at);
    if (page.covered) await addCoverage(tx, page.scopeId, page.covered);
    return {
      inserted: inserted.length,
      duplicates: events.length - inserted.length,
      quarantined: kept,
      touchedSecretIds: touched,
      changedScopeIds,
    };
  });
}
