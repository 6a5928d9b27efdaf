import 'server-only';
import { createFileCheck, type FileVerdict, type UnreadFile } from '@/lib/domain/trail/digests/check-files';
import type { TrailSource } from '@/lib/domain/ports/trail-source';
import type { DigestReport } from '@/lib/domain/trail/digests/digest-report';
import { judgeDigests, type DigestFault, type GivenDigest } from '@/lib/domain/trail/digests/judge-digests';
import type { PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import { toCovered } from '@/lib/domain/trail/digests/to-covered';
import { addTo, noneYet } from '@/lib/domain/trail/few';
import { nameLogFiles, readDigests } from './read-digests';

type Source = Pick<TrailSource, 'digests' | 'read'>;

/** Keys that are there, or found for the digests that are. */
export type KeySource = PublicKeys | ((given: readonly GivenDigest[]) => Promise<PublicKeys>);

export interface DigestCheck {
  /** The names of the trails that digests here are of. */
  trails: ReadonlySet<string>;
  /** By which they are proven. */
  keys: PublicKeys;
  /** Up to when CloudTrail signed for what it delivered; null: for nothing. */
  until: Date | null;
  /** Whether a sound digest names it. */
  names(path: string): boolean;
  /** Told before a file's records are taken. */
  judge(path: string, hash: string): FileVerdict;
  /** Its records are in. */
  noteRead(path: string, hash: string): void;
  end(): Promise<DigestReport>;
}

interface Options {
  keys: KeySource;
  completeReads: readonly string[];
  /** Which digests are of the place that is read; absent: all. Others are told, and prove nothing of what lies here. */
  isOfPlace?: (digest: GivenDigest) => boolean;
  /** Of which digests it is told that files they name are missing; absent: of all. */
  tells?: (digest: GivenDigest) => boolean;
}

const toElsewhere = ({ path, from, to, bucket }: GivenDigest): DigestFault => ({
  path,
  rule: `it was signed for another place than where it lies, in the bucket ${bucket}`,
  time: { from, to },
});

async function nameMissing(source: Source, missing: readonly UnreadFile[]): Promise<string[]> {
  const byDigest = Map.groupBy(missing, ({ digest }) => digest);
  const names: string[] = [];
  for (const [digest, files] of byDigest)
    names.push(
      ...(await nameLogFiles(
        source,
        digest,
        files.map(({ position }) => position),
      )),
    );
  return names;
}

/** Judges a source's digests first, then each file of the import by them. */
export async function holdAgainstDigests(
  source: Source,
  { keys: from, completeReads, isOfPlace = () => true, tells = () => true }: Options,
): Promise<DigestCheck> {
  const { given: all, unreadable } = await readDigests(source);
  const given = all.filter(isOfPlace);
  const elsewhere = all.filter((digest) => !isOfPlace(digest)).map(toElsewhere);
  const keys = typeof from === 'function' ? await from(given) : from;
  const { sound, unproven, unsigned, faults } = judgeDigests(given, keys);
  const check = createFileCheck(sound);
  const report: DigestReport = {
    digests: all.length + unreadable.length,
    sound: sound.length,
    unsigned: unsigned.length,
    faults: noneYet(),
    named: check.named,
    intact: check.named,
    altered: noneYet(),
    missing: noneYet(),
    unnamed: noneYet(),
    strays: 0,
    completeReads: [...completeReads],
    covered: [],
  };
  for (const fault of [...unreadable, ...elsewhere, ...faults]) addTo(report.faults, fault);
  return {
    trails: new Set(given.map(({ trail }) => trail)),
    keys,
    until: sound.reduce<Date | null>((last, { to }) => (last === null || to > last ? to : last), null),
    names: (path) => check.names(path),
    judge: (path, hash) => {
      const verdict = check.judge(path, hash);
      if (verdict === 'altered') addTo(report.altered, path);
      if (verdict === 'stray') report.strays += 1;
      if (verdict === 'stray' || verdict === 'unnamed') addTo(report.unnamed, path);
      return verdict;
    },
    noteRead: (path, hash) => check.noteRead(path, hash),
    end: async () => {
      const missing = noneYet<UnreadFile>();
      for (const file of check.unread()) {
        report.intact -= 1;
        if (!file.isAltered && tells(file.digest)) addTo(missing, file);
      }
      const facts = { sound, unproven, unreadable: unreadable.map(({ path }) => path), completeReads };
      report.covered = toCovered({ ...facts, unread: check.unread() });
      report.missing = { count: missing.count, first: await nameMissing(source, missing.first) };
      return report;
    },
  };
}
