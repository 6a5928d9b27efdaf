import { showControls } from '@/lib/domain/ledger/show-controls';
import { describeCovered, describeDigests, type DigestReport } from './digests/digest-report';
import { MOST_NAMED } from './few';

export interface ImportReport {
  files: number;
  /** Files that could not be read, with the reason; of very many the first. */
  unreadable: { path: string; reason: string }[];
  unreadableFiles: number;
  records: number;
  others: number;
  inserted: number;
  duplicates: number;
  /** Of the duplicates: what another file had told otherwise before, for which nothing vouched. */
  replaced: number;
  /** Of days of which such events were deleted by retention; not taken. */
  tooOld: number;
  quarantined: number;
  /** Scopes that Keyledger does not read by itself, with how many records they have. */
  strangers: { scope: string; records: number }[];
  /** null: the files were not held against digests. */
  digests: DigestReport | null;
}

const count = (many: number, one: string, more = `${one}s`): string =>
  `${many.toLocaleString('en-US')} ${many === 1 ? one : more}`;

function* describeStrangers(strangers: ImportReport['strangers']): Generator<string> {
  if (strangers.length === 0) return;
  yield `${count(strangers.length, 'account and region is', 'accounts and regions are')} not among those that Keyledger reads: kept, and shown once their secrets are known.`;
  for (const { scope, records } of strangers.slice(0, MOST_NAMED)) yield `  ${scope}  ${count(records, 'record')}`;
  if (strangers.length > MOST_NAMED) yield `  and ${strangers.length - MOST_NAMED} more`;
}

/** What an import did, for the person who ran it. */
export function* describeImport(report: ImportReport): Generator<string> {
  const { files, records, inserted, duplicates, replaced, tooOld, quarantined, others } = report;
  const { unreadable, unreadableFiles } = report;
  yield `${count(files, 'file')} with ${count(records, 'record')}: ${count(inserted, 'new event')} of Secrets Manager, ${duplicates.toLocaleString('en-US')} there already, ${others.toLocaleString('en-US')} of other services.`;
  if (replaced > 0)
    yield `${count(replaced, 'event')} stood there otherwise, from a file that nothing vouched for: now as CloudTrail delivered it.`;
  if (tooOld > 0)
    yield `${count(tooOld, 'event')} older than the retention, of days of which such events were deleted: not taken; what those days came to is kept.`;
  if (quarantined > 0)
    yield `${count(quarantined, 'record')} could not be understood: kept beside the events, each with its reason.`;
  if (unreadableFiles > 0) yield `${count(unreadableFiles, 'file')} could not be read:`;
  for (const { path, reason } of unreadable) yield `  ${showControls(path)}: ${reason}`;
  if (unreadableFiles > unreadable.length) yield `  and ${unreadableFiles - unreadable.length} more`;
  yield* describeStrangers(report.strangers);
  if (report.digests) yield* describeDigests(report.digests);
  yield* describeCovered(report.digests);
}
