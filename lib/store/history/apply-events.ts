import 'server-only';
import { changesSecret } from '@/lib/domain/event/changes-secret';
import type { AccessEvent, CoverageInterval, Normalised } from '@/lib/domain/event-record';
import { noteChangedBy } from '@/lib/store/changes/note-changed';
import type { Queryable } from '@/lib/store/connect';
import { countActorDays } from './actor-days';
import { keepActorNames } from './actor-names';
import { addCoverage } from './coverage';
import { insertEvents, type Inserted } from './insert-events';
import { prepareMonths } from './partitions';
import { divide, keepQuarantined } from './quarantine';
import { announceReferences, shareRollUps } from './reference-lock';
import { replaceUnvouched } from './replace-unvouched';
import { addToRollUp } from './roll-up';
import { referredScopes } from './to-reference';
import { recheckRotation, touchSecrets } from './touch-secrets';
import { refreshUsageOf } from './usage';

export interface EventPage {
  scopeId: string;
  records: readonly Normalised[];
  covered: CoverageInterval | null;
  at: Date;
  unvouched?: boolean;
}

const toIds = (rows: readonly Pick<Inserted, 'secretId'>[]) => rows.flatMap(({ secretId }) => secretId ?? []);

/** Those of a page that were there before it. */
function withoutInserted(events: readonly AccessEvent[], inserted: readonly Inserted[]): AccessEvent[] {
  const fresh = new Set(inserted.map(({ eventId }) => eventId));
  return events.filter(({ eventId }) => !fresh.has(eventId));
}

export async function applyEvents(db: Queryable, page: EventPage) {
  const { scopeId, unvouched = false } = page;
  const { events, quarantined } = divide(page.records, page.at);
  await prepareMonths(
    db,
    events.map(({ at }) => at),
  );
  return db.transaction(async (tx) => {
    await announceReferences(tx, referredScopes(events));
    await shareRollUps(tx);
    const added = await insertEvents(tx, { scopeId, unvouched }, events);
    await addToRollUp(tx, added);
    const known = unvouched ? [] : withoutInserted(events, added);
    const replaced = await replaceUnvouched(tx, scopeId, known);
    const inserted = [...added, ...replaced.inserted];
    await countActorDays(tx, inserted, replaced.removed);
    await keepActorNames(tx, events);
    const touched = [...new Set([...toIds(inserted), ...replaced.formerSecretIds])];
    await refreshUsageOf(tx, touched, page.at);
    await touchSecrets(tx, inserted, page.at);
    await recheckRotation(tx, replaced.formerSecretIds, page.at);
    const changedScopeIds = await noteChangedBy(
      tx,
      inserted.filter(({ event }) => changesSecret(event)),
      page.at,
    );
    const kept = await keepQuarantined(tx, scopeId, quarantined, page.at);
    if (page.covered) await addCoverage(tx, scopeId, page.covered);
    return {
      inserted: added.length,
      duplicates: events.length - added.length,
      replaced: replaced.differing,
      quarantined: kept,
      touchedSecretIds: touched,
      changedScopeIds,
    };
  });
}
