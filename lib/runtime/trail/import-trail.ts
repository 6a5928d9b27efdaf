import 'server-only';
import { randomUUID } from 'node:crypto';
import { toOwnRoleArns } from '@/lib/config/own-role-arns';
import { tellList } from '@/lib/domain/ledger/tell-list';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import type { Store } from '@/lib/domain/ports/store';
import type { ImportReport } from '@/lib/domain/trail/describe-import';
import type { DigestReport } from '@/lib/domain/trail/digests/digest-report';
import { showControls } from '@/lib/domain/ledger/show-controls';
import type { TrailSource } from '@/lib/domain/ports/trail-source';
import { holdAgainstDigests, type DigestCheck, type KeySource } from '@/lib/sync/trail-files/hold-against-digests';
import { importFiles } from '@/lib/sync/trail-files/import-files';
import { createTrailImport, type ImportTally } from '@/lib/sync/trail-files/import-records';
import { StartError } from '@/lib/runtime/start-error';

const LONGEST_PATH = 300;

/** A bucket is told by how its place begins, a folder by how it ends. */
const cutPlace = (place: string): string =>
  place.startsWith('s3://') ? place.slice(0, LONGEST_PATH) : place.slice(-LONGEST_PATH);

const toCode = (error: unknown): ErrorCode => (error instanceof AppError ? error.code : 'internal');

type Stores = Pick<Store, 'history' | 'ledger' | 'config' | 'scopes'>;

interface Options {
  now: () => Date;
  /** What digest files are proven by; absent: they are not looked at. */
  publicKeys?: KeySource | undefined;
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

/** A name that no digest has is a slip, which would be found only where coverage is looked for. */
function requireTrails(completeReads: readonly string[], { trails }: DigestCheck): void {
  const wrong = completeReads.find((name) => !trails.has(name));
  if (wrong === undefined) return;
  const there = trails.size > 0 ? `only of ${[...trails].map(showControls).join(', ')}` : 'of none';
  throw new StartError(`--complete-reads ${showControls(wrong)}: no digest file here is of that trail, ${there}.`);
}

/**
 * Imports trail files from a folder or a bucket into the history: first the ledger says so, since history is evidence, then
 * the records are written, then the ledger says how many. May be run again after any end; nothing counts twice.
 */
export async function importTrail(stores: Stores, source: TrailSource, options: Options): Promise<ImportReport> {
  const actId = randomUUID();
  const place = cutPlace(source.place);
  const inForce = await stores.config.findInForce();
  const { publicKeys: keys, completeReads = [] } = options;
  const check = keys ? await holdAgainstDigests(source, { keys, completeReads }) : null;
  if (check) requireTrails(completeReads, check);
  const told: NewLedgerEntry['detail'] = {
    path: place,
    ...(check && tellList('publicKeys', check.keys.keys())),
    ...(completeReads.length > 0 && tellList('completeReads', completeReads)),
  };
  await stores.ledger.append(toEntry(actId, 'asked', { code: null, detail: told }), options.now());
  try {
    const ownRoles = toOwnRoleArns(inForce?.content ?? null);
    const trail = createTrailImport({ history: stores.history, ownRoles, now: options.now });
    const read = await importFiles(source, trail, { digests: check, progress: options.progress });
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
      .append(toEntry(actId, 'failed', { code: toCode(error), detail: { path: place } }), options.now())
      // The database is away: the entry that asked stays without an end, which the ledger shows.
      .catch(() => undefined);
    throw error;
  }
}
