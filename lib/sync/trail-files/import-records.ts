import 'server-only';
import { cutDeep } from '@/lib/domain/event/cut-deep';
import type { Normalised } from '@/lib/domain/event-record';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import type { HistoryStore } from '@/lib/domain/ports/history-store';
import { toScopeId } from '@/lib/domain/scope';
import type { FilePlace } from '@/lib/domain/trail/file-place';
import { isOfAnotherService, isRecord, NOWHERE, placeRecord } from '@/lib/domain/trail/place-record';

interface Amount {
  records: number;
  /** Of their text, of which a parsed record takes up to fifteen times as much. */
  size: number;
}

const MB = 1024 * 1024;
/** Written at once: of one scope, and of all before any is. */
const BATCH: Amount = { records: 2000, size: 4 * MB };
const MOST_WAITING: Amount = { records: 6000, size: 8 * MB };
const isFull = (there: Amount, most: Amount): boolean => there.records >= most.records || there.size >= most.size;

export interface ImportTally {
  records: number;
  /** Calls of other services, which are passed over. */
  others: number;
  inserted: number;
  duplicates: number;
  /** Of the duplicates: those that unvouched files had told otherwise before. */
  replaced: number;
  /** Of days of which such events were deleted by retention; not taken. */
  tooOld: number;
  /** Not understood; those included that were kept before. */
  quarantined: number;
  /** Records of Secrets Manager by scope, those included that were there before. */
  scopes: Map<string, number>;
}

interface Deps {
  history: Pick<HistoryStore, 'applyEvents'>;
  /** Roles of this installation in a scope, so that their calls are known as its own. */
  ownRoles: (place: FilePlace) => readonly string[];
  now: () => Date;
}

/** Where records come from. */
interface TrailFile {
  place: FilePlace | null;
  /** CloudTrail signed for what the file holds. */
  vouched: boolean;
  /** How long the text of each record is, in their order. */
  sizes: readonly number[];
}

interface Waiting {
  scopeId: string;
  vouched: boolean;
  records: Normalised[];
  size: number;
}

export interface TrailImport {
  /** Rejects where the store cannot take them; all before may be given again and count once. */
  take(records: readonly unknown[], file: TrailFile): Promise<void>;
  /** So many records of other services that nobody parsed. */
  pass(records: number): void;
  /** Writes what waits still. */
  end(): Promise<ImportTally>;
}

/** Takes the records of trail files in any order, however often, a batch of a scope at a time. Claims no coverage. */
export function createTrailImport({ history, ownRoles, now }: Deps): TrailImport {
  const tally: ImportTally = {
    records: 0,
    others: 0,
    inserted: 0,
    duplicates: 0,
    replaced: 0,
    tooOld: 0,
    quarantined: 0,
    scopes: new Map(),
  };
  const waiting = new Map<string, Waiting>();
  const all: Amount = { records: 0, size: 0 };

  function normalise(raw: unknown, place: FilePlace | null): Normalised {
    if (!isRecord(raw)) return { ok: false, quarantined: { reason: 'no record of CloudTrail', raw: null } };
    if (place === null) return { ok: false, quarantined: { reason: 'no account or region', raw: cutDeep(raw) } };
    return normaliseRecord(raw, { ...place, ownRoleArns: ownRoles(place) });
  }

  // One batch is written while the next is read: the store and this process have a core each.
  let writing: Promise<void> = Promise.resolve();

  async function apply({ scopeId, vouched, records }: Waiting): Promise<void> {
    const page = { scopeId, records, covered: null, at: now(), unvouched: !vouched };
    const { inserted, duplicates, replaced, tooOld } = await history.applyEvents(page);
    tally.inserted += inserted;
    tally.duplicates += duplicates;
    tally.replaced += replaced;
    tally.tooOld += tooOld;
    tally.quarantined += records.length - inserted - duplicates - tooOld;
  }

  async function write(key: string, list: Waiting): Promise<void> {
    waiting.delete(key);
    all.records -= list.records.length;
    all.size -= list.size;
    await writing;
    writing = apply(list);
    // Whoever waits for it next is told; until then nobody listens.
    writing.catch(() => undefined);
  }

  async function writeAll(): Promise<void> {
    for (const [key, list] of waiting) await write(key, list);
  }

  return {
    take: async (records, { place: file, vouched, sizes }) => {
      for (const [index, raw] of records.entries()) {
        tally.records += 1;
        if (isOfAnotherService(raw)) {
          tally.others += 1;
          continue;
        }
        const place = placeRecord(raw, file);
        const { accountId, region } = place ?? file ?? NOWHERE;
        const scopeId = toScopeId(accountId, region);
        const key = `${scopeId} ${vouched}`;
        const list = waiting.get(key) ?? { scopeId, vouched, records: [], size: 0 };
        waiting.set(key, list);
        list.records.push(normalise(raw, place));
        const size = sizes[index] ?? 0;
        list.size += size;
        all.records += 1;
        all.size += size;
        tally.scopes.set(scopeId, (tally.scopes.get(scopeId) ?? 0) + 1);
        if (isFull({ records: list.records.length, size: list.size }, BATCH)) await write(key, list);
        else if (isFull(all, MOST_WAITING)) await writeAll();
      }
    },
    pass: (records) => {
      tally.records += records;
      tally.others += records;
    },
    end: async () => {
      await writeAll();
      await writing;
      return tally;
    },
  };
}
