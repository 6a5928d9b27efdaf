import { showControls } from '@/lib/domain/ledger/show-controls';
import type { DigestReport } from '@/lib/domain/trail/digests/digest-report';
import type { Few } from '@/lib/domain/trail/few';

interface Found {
  /** null: the folder was not held against digests. */
  digests: DigestReport | null;
  /** The trail that is said to record all reads has no digest here. */
  hasNoTrail: string | null;
  /** What lies in the folder and CloudTrail did not put there. */
  strange: Few<string>;
  /** Files that may be readable later. */
  withheld: { count: number; why: string | null };
  /** All of the folder was looked at, so that what is missing is not there. */
  isWhole: boolean;
}

const count = (many: number, one: string, more: string): string =>
  `${many.toLocaleString('en-US')} ${many === 1 ? one : more}`;

const LONGEST_NAME = 120;
/** Whoever may write to a bucket chooses its keys. */
const show = (name: string): string => {
  const shown = showControls(name.slice(name.lastIndexOf('/') + 1));
  return shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME)}…` : shown;
};
const suchAs = (names: readonly string[]): string => (names[0] === undefined ? '' : `, such as ${show(names[0])}`);

function* ofDigests(report: DigestReport, isWhole: boolean): Generator<string> {
  if (report.digests === 0) {
    yield 'no digest file is there: nothing shows whether its files are as CloudTrail delivered them';
    return;
  }
  const [fault] = report.faults.first;
  if (fault)
    yield `${count(report.faults.count, 'digest is', 'digests are')} missing or broken: ${show(fault.path)}: ${showControls(fault.rule)}`;
  if (isWhole && report.missing.count > 0)
    yield `${count(report.missing.count, 'log file that a digest names is', 'log files that digests name are')} missing${suchAs(report.missing.first)}`;
  if (report.strays > 0)
    yield `${count(report.strays, 'file', 'files')} that no digest names, though digests speak of their time: imported, and nothing vouches for them`;
  for (const { doubt } of report.covered) if (doubt !== null) yield `nothing counts as covered: ${showControls(doubt)}`;
}

/** What a look into a folder found to be wrong, in words. */
export function* describeTroubles({ digests, hasNoTrail, strange, withheld, isWhole }: Found): Generator<string> {
  if (withheld.count > 0)
    yield `${count(withheld.count, 'file', 'files')} could not be read yet: ${showControls(withheld.why ?? '')}`;
  if (digests) yield* ofDigests(digests, isWhole);
  if (hasNoTrail !== null && digests !== null && digests.digests > 0)
    yield `no digest file is of the trail ${showControls(hasNoTrail)}, of which completeReads says that it records all reads`;
  if (strange.count > 0)
    yield `${count(strange.count, 'object', 'objects')} that CloudTrail did not put there, not read${suchAs(strange.first)}`;
}
