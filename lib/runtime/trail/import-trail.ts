import 'server-only';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { toOwnRoleArns } from '@/lib/config/own-role-arns';
import { tellList } from '@/lib/domain/ledger/tell-list';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Store } from '@/lib/domain/ports/store';
import type { ImportReport } from '@/lib/domain/trail/describe-import';
import type { DigestReport } from '@/lib/domain/trail/digests/digest-report';
import type { PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import { createTrailImport, type ImportTally } from '@/lib/sync/trail-files/import-records';
import { holdAgainstDigests } from './hold-against-digests';
import { importFiles } from './import-files';
import { listTrailFiles } from './list-trail-files';

const LONGEST_PATH = 300;

type Stores = Pick<Store, 'history' | 'ledger' | 'config' | 'scopes'>;

interface Options {
  now: () => Date;
  /** What digest files are proven by; absent: they are not looked at. */
  publicKeys?: PublicKeys;
  /** Trails that are said to record all reads. */
  completeReads?: readonly string[];
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

/** What of it belongs into the ledger. */
const toDetail = ({ digests, sound, faults, intact, altered, missing, unnamed, covered }: DigestReport) => ({
  digests,
  signedDigests: sound,
  digestFaults: faults.count,
  intact,
  altered: altered.count,
  missing: missing.count,
  unnamed: unnamed.count,
  covered: covered.reduce((sum, { intervals }) => sum + intervals.length, 0),
});

/** Once everything is in: what is covered of the scopes that are known, which is what the report says from then on. */
async function addCovered(stores: Stores, report: DigestReport, now: () => Date): Promise<DigestReport> {
  const known = new Set((await stores.scopes.list()).map(({ id }) => id));
  const covered = report.covered.filter(({ scopeId }) => known.has(scopeId));
  for (const { scopeId, intervals } of covered)
    for (const interval of intervals)
      await stores.history.applyEvents({ scopeId, records: [], covered: interval, at: now() });
  return { ...report, covered };
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
  const { publicKeys: keys, completeReads = [] } = options;
  const check = keys ? await holdAgainstDigests(path, { keys, completeReads }) : null;
  const told: NewLedgerEntry['detail'] = {
    path: place,
    ...(keys && tellList('publicKeys', keys.keys())),
    ...(completeReads.length > 0 && tellList('completeReads', completeReads)),
  };
  await stores.ledger.append(toEntry(actId, 'asked', { code: null, detail: told }), options.now());
  try {
    const ownRoles = toOwnRoleArns(inForce?.content ?? null);
    const trail = createTrailImport({ history: stores.history, ownRoles, now: options.now });
    const read = await importFiles(path, trail, { digests: check, progress: options.progress });
    const tally = await trail.end();
    const digests = check && (await addCovered(stores, await check.end(), options.now));
    const { scopes, ...counts } = tally;
    const detail = {
      path: place,
      files: read.files,
      unreadable: read.unreadableFiles,
      scopes: scopes.size,
      ...counts,
      ...(digests && toDetail(digests)),
    };
    await stores.ledger.append(toEntry(actId, 'done', { code: null, detail }), options.now());
    return { ...read, ...counts, strangers: await findStrangers(stores, tally), digests };
  } catch (error) {
    await stores.ledger
      .append(toEntry(actId, 'failed', { code: 'internal', detail: { path: place } }), options.now())
      // The database is away: the entry that asked stays without an end, which the ledger shows.
      .catch(() => undefined);
    throw error;
  }
}
