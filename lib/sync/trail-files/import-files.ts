import 'server-only';
import type { TrailSource } from '@/lib/domain/ports/trail-source';
import type { ImportReport } from '@/lib/domain/trail/describe-import';
import { MOST_NAMED } from '@/lib/domain/trail/few';
import { toFilePlace } from '@/lib/domain/trail/file-place';
import type { DigestCheck } from './hold-against-digests';
import type { TrailImport } from './import-records';
import { lookInto, type LookedInto } from './look-into';
import { readAhead } from './read-ahead';

type Files = Pick<ImportReport, 'files' | 'unreadable' | 'unreadableFiles'>;

interface Options {
  /** null: nothing is held against digests. */
  digests: DigestCheck | null;
  /** Told after each file. */
  progress?: ((files: number) => void) | undefined;
}

type Trail = Pick<TrailImport, 'take' | 'pass'>;

/**
 * Those of a file that a digest vouches for as such, those of an altered one not at all: that is told by the check, which
 * needs to understand nothing of it. Why it cannot be read; null: it was.
 */
async function takeRecords(
  path: string,
  found: LookedInto,
  trail: Trail,
  digests: DigestCheck | null,
): Promise<string | null> {
  const verdict = found.hash === null ? 'unnamed' : (digests?.judge(path, found.hash) ?? 'unnamed');
  if (verdict === 'altered') return null;
  if (!found.ok) return found.reason;
  const vouched = verdict === 'intact';
  const place = toFilePlace(path);
  for await (const { records, passed } of found.batches()) {
    await trail.take(records, { place, vouched });
    trail.pass(passed);
  }
  if (vouched) digests?.noteRead(path, found.hash);
  return null;
}

/** Hands every file's records on. A file that cannot be read is told, and the others go on. */
export async function importFiles(
  source: Pick<TrailSource, 'files' | 'read'>,
  trail: Trail,
  { digests, progress }: Options,
): Promise<Files> {
  const read: Files = { files: 0, unreadable: [], unreadableFiles: 0 };
  for await (const { file, content } of readAhead(source, source.files())) {
    const found = content.ok ? await lookInto(content.bytes) : { ...content, hash: null };
    const reason = await takeRecords(file.path, found, trail, digests);
    read.files += 1;
    if (reason !== null) {
      read.unreadableFiles += 1;
      if (read.unreadable.length < MOST_NAMED) read.unreadable.push({ path: file.path, reason });
    }
    progress?.(read.files);
  }
  return read;
}
