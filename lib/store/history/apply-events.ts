import 'server-only';
import { changesSecret } from '@/lib/domain/event/changes-secret';
import type { AccessEvent, CoverageInterval, Normalised } from '@/lib/domain/event-record';
import type { HistoryStore } from '@/lib/domain/ports/history-store';
import { noteChangedBy } from '@/lib/store/changes/note-changed';
import type { Queryable } from '@/lib/store/connect';
import { isOfData } from '@/lib/store/to-database-error';
import { countActorDays } from './actor-days';
import { keepActorNames } from './actor-names';
import { addCoverage } from './coverage';
import { insertEvents, type Inserted } from './insert-events';
import { observeResolved } from './observe-resolved';
import { observeRuns } from './observe-runs';
import { prepareMonths } from './partitions';
import { divide, keepQuarantined } from './quarantine';
import { noteLateDays, withoutDeleted } from '@/lib/store/retention/deleted-days';
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

type Applied = Awaited<ReturnType<HistoryStore['applyEvents']>>;

const toIds = (rows: readonly Pick<Inserted, 'secretId'>[]) => rows.flatMap(({ secretId }) => secretId ?? []);

/** Those of a page that were there before it. */
function withoutInserted(events: readonly AccessEvent[], inserted: readonly Inserted[]): AccessEvent[] {
  const fresh = new Set(inserted.map(({ eventId }) => eventId));
  return events.filter(({ eventId }) => !fresh.has(eventId));
}

async function applyPage(db: Queryable, page: EventPage): Promise<Applied> {
  const { scopeId, unvouched = false } = page;
  const { events: told, quarantined } = divide(page.records, page.at);
  await prepareMonths(
    db,
    told.map(({ at }) => at),
  );
  return db.transaction(async (tx) => {
    await announceReferences(tx, referredScopes(told));
    await shareRollUps(tx);
    const events = await withoutDeleted(tx, scopeId, told, page.at);
    const added = await insertEvents(tx, { scopeId, unvouched }, events);
    await addToRollUp(tx, added);
    const replaced = await replaceUnvouched(tx, { scopeId, unvouched }, withoutInserted(events, added));
    const inserted = [...added, ...replaced.inserted];
    await countActorDays(tx, inserted, replaced.removed);
    await keepActorNames(tx, events);
    await noteLateDays(tx, inserted, page.at);
    const touched = [...new Set([...toIds(inserted), ...replaced.formerSecretIds])];
    await refreshUsageOf(tx, touched, page.at);
    await touchSecrets(tx, inserted, page.at);
    // A file that nobody vouches for makes no run; what it told is one when AWS tells the same.
    await observeRuns(tx, unvouched ? [] : inserted, page.at);
    await observeResolved(tx, replaced.vouched, page.at);
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
      tooOld: told.length - events.length,
      quarantined: kept,
      touchedSecretIds: touched,
      changedScopeIds,
    };
  });
}

/** What of a record can be kept that the database does not take; null: nothing. */
function setAside(record: Normalised): Normalised | null {
  if (record.ok) return toAside(record.event.raw);
  return record.quarantined.raw === null ? null : toAside(null);
}

const toAside = (raw: unknown): Normalised => ({
  ok: false,
  quarantined: { reason: 'the database does not take it', raw },
});

const join = (one: Applied, other: Applied): Applied => ({
  inserted: one.inserted + other.inserted,
  duplicates: one.duplicates + other.duplicates,
  replaced: one.replaced + other.replaced,
  tooOld: one.tooOld + other.tooOld,
  quarantined: one.quarantined + other.quarantined,
  touchedSecretIds: [...new Set([...one.touchedSecretIds, ...other.touchedSecretIds])],
  changedScopeIds: [...new Set([...one.changedScopeIds, ...other.changedScopeIds])],
});

/**
 * See the port. One record that the database does not take, whatever that is, does not keep the others of its page out for
 * ever: the page is halved until it is found, and what it covers is said once both halves are in.
 */
export async function applyEvents(db: Queryable, page: EventPage): Promise<Applied> {
  try {
    return await applyPage(db, page);
  } catch (error) {
    const { records, covered } = page;
    const [only, ...others] = records;
    if (only === undefined || !isOfData(error)) throw error;
    if (others.length === 0) {
      const aside = setAside(only);
      if (aside === null) throw error;
      return applyEvents(db, { ...page, records: [aside] });
    }
    const half = Math.ceil(records.length / 2);
    const first = await applyEvents(db, { ...page, records: records.slice(0, half), covered: null });
    const second = await applyEvents(db, { ...page, records: records.slice(half), covered: null });
    const done = join(first, second);
    return covered ? join(done, await applyPage(db, { ...page, records: [] })) : done;
  }
}
