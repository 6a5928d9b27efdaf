import { showControls } from '@/lib/domain/ledger/show-controls';
import { MOST_NAMED, type Few } from '@/lib/domain/trail/few';
import type { DigestFault } from './judge-digests';
import type { TrailCovered } from './to-covered';

/** What digest files showed of the log files of an import. */
export interface DigestReport {
  /** Digest files that were there. */
  digests: number;
  /** Of them: which CloudTrail signed. */
  sound: number;
  /** Nothing here shows who signed them, as of a trail's last one where its signature was not copied. */
  unsigned: number;
  /** Digests that are missing, altered, or not readable. */
  faults: Few<DigestFault>;
  /** Log files that sound digests name. */
  named: number;
  /** Of them: read, and as CloudTrail delivered them. */
  intact: number;
  /** Not imported. */
  altered: Few<string>;
  /** Not there, or not readable. */
  missing: Few<string>;
  /** Imported, and named by no sound digest. */
  unnamed: Few<string>;
  /** Of them: though digests speak of their time. */
  strays: number;
  /** Trails of which a person said that they record all reads; what of their time is covered now. */
  completeReads: string[];
  covered: TrailCovered[];
}

/** Whether digests were there, and nothing that they speak of was altered, missing, or is there besides. */
export const isWhole = ({ digests, faults, altered, missing, strays }: DigestReport): boolean =>
  digests > 0 && faults.count + altered.count + missing.count + strays === 0;

const count = (many: number, one: string, more = `${one}s`): string =>
  `${many.toLocaleString('en-US')} ${many === 1 ? one : more}`;

const moment = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');
const describeFault = ({ path, rule, time }: DigestFault): string =>
  `${showControls(path)}: ${rule}${time ? ` (delivered ${moment(time.from)} to ${moment(time.to)} UTC)` : ''}`;

function* listFew<T>({ count: all, first }: Few<T>, title: string, toLine: (one: T) => string): Generator<string> {
  if (all === 0) return;
  yield title;
  for (const one of first) yield `  ${toLine(one)}`;
  if (all > first.length) yield `  and ${(all - first.length).toLocaleString('en-US')} more`;
}

export function* describeDigests(report: DigestReport): Generator<string> {
  const { digests, sound, unsigned, faults, named, intact, altered, missing, unnamed, strays } = report;
  if (digests === 0) {
    yield 'No digest file is there: nothing shows whether these files are as CloudTrail delivered them.';
    return;
  }
  yield `${count(digests, 'digest file')}, ${sound.toLocaleString('en-US')} signed by CloudTrail: of ${count(named, 'log file')} that they name, ${intact.toLocaleString('en-US')} read as they were delivered.`;
  if (unsigned > 0)
    yield `${count(unsigned, 'digest file has', 'digest files have')} no signature here, neither beside nor in the next one: nothing proves what is named there.`;
  yield* listFew(faults, `${count(faults.count, 'digest is', 'digests are')} missing or broken:`, describeFault);
  yield* listFew(
    altered,
    `${count(altered.count, 'log file was', 'log files were')} altered since delivery, and not imported:`,
    showControls,
  );
  yield* listFew(
    missing,
    `${count(missing.count, 'log file is', 'log files are')} missing, or could not be read:`,
    showControls,
  );
  const within = strays > 0 ? `, ${strays.toLocaleString('en-US')} of them though digests speak of their time` : '';
  yield* listFew(
    unnamed,
    `${count(unnamed.count, 'file', 'files')} that no signed digest names${within}: imported, and nothing vouches for them:`,
    showControls,
  );
}

const list = (names: readonly string[]): string => names.map(showControls).join(', ');

function* describeTrail({ scopeId, trail, bucket, intervals, doubt }: TrailCovered): Generator<string> {
  const name = `${scopeId}  ${showControls(trail)} in ${showControls(bucket)}`;
  if (doubt !== null) yield `${name}: nothing, since ${showControls(doubt)}`;
  else if (intervals.length === 0)
    yield `${name}: nothing, since no whole hour is left between the ends of its chains, which stay open`;
  for (const { from, to } of intervals) yield `${name}: ${moment(from)} to ${moment(to)} UTC`;
}

/** What time counts as covered by an import; `report` null: nothing was held against digests. */
export function* describeCovered(report: DigestReport | null): Generator<string> {
  if (report === null) yield 'No time counts as covered by these files: alone they do not show that none is missing.';
  else if (report.completeReads.length === 0)
    yield 'No time counts as covered by these files: whether their trail records all reads, you must say (--complete-reads TRAIL).';
  else {
    yield `Covered, since you said that all reads are recorded by ${list(report.completeReads)}:`;
    const lines = report.covered.flatMap((trail) => [...describeTrail(trail)]);
    for (const line of lines.slice(0, MOST_NAMED)) yield `  ${line}`;
    if (lines.length > MOST_NAMED) yield `  and ${(lines.length - MOST_NAMED).toLocaleString('en-US')} more`;
    if (lines.length === 0) yield '  nothing: no account and region that Keyledger reads has a digest of it';
  }
}
