import 'server-only';
import { createFileCheck, type FileVerdict, type UnreadFile } from '@/lib/domain/trail/digests/check-files';
import type { DigestReport } from '@/lib/domain/trail/digests/digest-report';
import { judgeDigests, type GivenDigest } from '@/lib/domain/trail/digests/judge-digests';
import type { PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import { toCovered } from '@/lib/domain/trail/digests/to-covered';
import { StartError } from '@/lib/runtime/start-error';
import { showControls } from '@/lib/domain/ledger/show-controls';
import { addTo, noneYet } from '@/lib/domain/trail/few';
import { nameLogFiles, readDigests } from './read-digests';

export interface DigestCheck {
  /** Told before a file's records are taken. */
  judge(path: string, hash: string): FileVerdict;
  /** Its records are in. */
  noteRead(path: string, hash: string): void;
  end(): Promise<DigestReport>;
}

async function nameMissing(missing: readonly UnreadFile[]): Promise<string[]> {
  const byDigest = Map.groupBy(missing, ({ digest }) => digest);
  const names: string[] = [];
  for (const [digest, files] of byDigest)
    names.push(
      ...(await nameLogFiles(
        digest,
        files.map(({ position }) => position),
      )),
    );
  return names;
}

/** A name that no digest has is a slip, which would be found only where coverage is looked for. */
function requireTrails(completeReads: readonly string[], given: readonly GivenDigest[]): void {
  const names = new Set(given.map(({ trail }) => trail));
  const wrong = completeReads.find((name) => !names.has(name));
  if (wrong === undefined) return;
  const there = names.size > 0 ? `only of ${[...names].map(showControls).join(', ')}` : 'of none';
  throw new StartError(`--complete-reads ${showControls(wrong)}: no digest file here is of that trail, ${there}.`);
}

/** Judges a folder's digests first, then each file of the import by them. */
export async function holdAgainstDigests(
  folder: string,
  { keys, completeReads }: { keys: PublicKeys; completeReads: readonly string[] },
): Promise<DigestCheck> {
  const { given, unreadable } = await readDigests(folder);
  requireTrails(completeReads, given);
  const { sound, unproven, unsigned, faults } = judgeDigests(given, keys);
  const check = createFileCheck(sound);
  const report: DigestReport = {
    digests: given.length + unreadable.length,
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
  for (const fault of [...unreadable, ...faults]) addTo(report.faults, fault);
  return {
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
        if (!file.isAltered) addTo(missing, file);
      }
      const facts = { sound, unproven, unreadable: unreadable.map(({ path }) => path), completeReads };
      report.covered = toCovered({ ...facts, unread: check.unread() });
      report.missing = { count: missing.count, first: await nameMissing(missing.first) };
      return report;
    },
  };
}
