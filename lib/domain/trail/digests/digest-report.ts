import { showControls } from '@/lib/domain/ledger/show-controls';
import type { Few } from '@/lib/domain/trail/few';
import type { DigestFault } from './judge-digests';

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
