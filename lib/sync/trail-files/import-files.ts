import 'server-only';
import type { TrailFile, TrailSource } from '@/lib/domain/ports/trail-source';
import type { ScopeProblem } from '@/lib/domain/scope';
import type { ImportReport } from '@/lib/domain/trail/describe-import';
import { MOST_NAMED } from '@/lib/domain/trail/few';
import { toFilePlace } from '@/lib/domain/trail/file-place';
import type { DigestCheck } from './hold-against-digests';
import type { TrailImport } from './import-records';
import { lookInto, type LookedInto } from './look-into';
import { readAhead } from './read-ahead';

type Files = Pick<ImportReport, 'files' | 'unreadable' | 'unreadableFiles'>;

/** What became of one file. */
export interface ImportedFile {
  file: TrailFile;
  /** SHA-256 of what it holds, hex; null: it cannot be unpacked. */
  hash: string | null;
  /** Why nothing of it was taken; null: its records are. */
  reason: string | null;
  /** CloudTrail signed for its records. */
  vouched: boolean;
  /** It was listed, and is not there any more. */
  gone: boolean;
  /** It may be readable later, once this is mended; null: what is said of it stays so. */
  withheld: Omit<ScopeProblem, 'since'> | null;
}

interface Options {
  /** null: nothing is held against digests. */
  digests: Pick<DigestCheck, 'judge' | 'noteRead'> | null;
  /** What has another form than CloudTrail's own is refused. */
  ownFormOnly?: boolean;
  /** Told after each file. */
  progress?: ((files: number) => void) | undefined;
  /** Told of each file before the next one is taken; its records may wait to be written still. */
  note?: (file: ImportedFile) => Promise<void>;
}

type Trail = Pick<TrailImport, 'take' | 'pass'>;

const ALTERED = 'it was altered since delivery, and is not imported';

/**
 * Those of a file that a digest vouches for as such, those of an altered one not at all: that is told by the check, which
 * needs to understand nothing of it. `reason`: why nothing was taken; null: all was.
 */
async function takeRecords(
  path: string,
  found: LookedInto,
  trail: Trail,
  digests: Options['digests'],
): Promise<Pick<ImportedFile, 'reason' | 'vouched'>> {
  const verdict = found.hash === null ? 'unnamed' : (digests?.judge(path, found.hash) ?? 'unnamed');
  if (verdict === 'altered') return { reason: ALTERED, vouched: false };
  if (!found.ok) return { reason: found.reason, vouched: false };
  const vouched = verdict === 'intact';
  const place = toFilePlace(path);
  for await (const { records, sizes, passed } of found.batches()) {
    await trail.take(records, { place, vouched, sizes });
    trail.pass(passed);
  }
  if (vouched) digests?.noteRead(path, found.hash);
  return { reason: null, vouched };
}

/** Hands every file's records on. A file that cannot be read is told, and the others go on. */
export async function importFiles(
  source: Pick<TrailSource, 'files' | 'read'>,
  trail: Trail,
  { digests, ownFormOnly, progress, note }: Options,
): Promise<Files> {
  const read: Files = { files: 0, unreadable: [], unreadableFiles: 0 };
  for await (const { file, content } of readAhead(source, source.files())) {
    const { path } = file;
    const found = content.ok ? await lookInto(content.bytes, { ownFormOnly }) : { ...content, hash: null };
    const { reason, vouched } = await takeRecords(path, found, trail, digests);
    read.files += 1;
    // The check tells of those that were altered.
    if (reason !== null && reason !== ALTERED) {
      read.unreadableFiles += 1;
      if (read.unreadable.length < MOST_NAMED) read.unreadable.push({ path, reason });
    }
    const withheld = content.ok ? null : (content.withheld ?? null);
    const gone = !content.ok && content.gone === true;
    await note?.({ file, hash: found.hash, reason, vouched, gone, withheld });
    progress?.(read.files);
  }
  return read;
}
