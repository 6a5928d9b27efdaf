import 'server-only';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { toOwnRoleArns } from '@/lib/config/own-role-arns';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Store } from '@/lib/domain/ports/store';
import type { ImportReport } from '@/lib/domain/trail/describe-import';
import { toFilePlace } from '@/lib/domain/trail/file-place';
import { createTrailImport, type ImportTally } from '@/lib/sync/trail-files/import-records';
import { listTrailFiles } from './list-trail-files';
import { readTrailFile } from './read-trail-file';

const MOST_NAMED = 20;
const LONGEST_PATH = 300;

type Files = Pick<ImportReport, 'files' | 'unreadable' | 'unreadableFiles'>;
type Stores = Pick<Store, 'history' | 'ledger' | 'config' | 'scopes'>;

interface Options {
  now: () => Date;
  /** Told after each file. */
  progress?: (files: number) => void;
}

const toEntry = (
  actId: string,
  phase: NewLedgerEntry['phase'],
  more: Pick<NewLedgerEntry, 'code' | 'detail'>,
): NewLedgerEntry => ({
  actId,
  action: 'history.import',
  phase,
  actor: { id: 'keyledger', name: 'Keyledger', persona: null },
  secret: null,
  reason: null,
  requestId: null,
  count: 1,
  ...more,
});

async function readFiles(
  path: string,
  take: (path: string, records: readonly unknown[]) => Promise<void>,
  { progress }: Options,
): Promise<Files> {
  const read: Files = { files: 0, unreadable: [], unreadableFiles: 0 };
  for await (const file of listTrailFiles(path)) {
    const found = await readTrailFile(file);
    read.files += 1;
    if (found.ok) await take(file, found.records);
    else {
      read.unreadableFiles += 1;
      if (read.unreadable.length < MOST_NAMED) read.unreadable.push({ path: file, reason: found.reason });
    }
    progress?.(read.files);
  }
  return read;
}

async function findStrangers(stores: Stores, { scopes }: ImportTally): Promise<ImportReport['strangers']> {
  const known = new Set((await stores.scopes.list()).map(({ id }) => id));
  return [...scopes]
    .filter(([id]) => !known.has(id))
    .map(([scope, records]) => ({ scope, records }))
    .toSorted((left, right) => right.records - left.records || (left.scope < right.scope ? -1 : 1));
}

/**
 * Imports a folder of trail files, or one, into the history: first the ledger says so, since history is evidence, then
 * the records are written, then the ledger says how many. May be run again after any end; nothing counts twice.
 */
export async function importTrail(stores: Stores, path: string, options: Options): Promise<ImportReport> {
  const actId = randomUUID();
  const place = resolve(path).slice(-LONGEST_PATH);
  const inForce = await stores.config.findInForce();
  // A path that cannot be opened is no import.
  await listTrailFiles(path).next();
  await stores.ledger.append(toEntry(actId, 'asked', { code: null, detail: { path: place } }), options.now());
  try {
    const ownRoles = toOwnRoleArns(inForce?.content ?? null);
    const trail = createTrailImport({ history: stores.history, ownRoles, now: options.now });
    const take = (file: string, records: readonly unknown[]) => trail.take(records, toFilePlace(file));
    const read = await readFiles(path, take, options);
    const tally = await trail.end();
    const { scopes, ...counts } = tally;
    const detail = { path: place, files: read.files, unreadable: read.unreadableFiles, scopes: scopes.size, ...counts };
    await stores.ledger.append(toEntry(actId, 'done', { code: null, detail }), options.now());
    return { ...read, ...counts, strangers: await findStrangers(stores, tally) };
  } catch (error) {
    await stores.ledger
      .append(toEntry(actId, 'failed', { code: 'internal', detail: { path: place } }), options.now())
      // The database is away: the entry that asked stays without an end, which the ledger shows.
      .catch(() => undefined);
    throw error;
  }
}
