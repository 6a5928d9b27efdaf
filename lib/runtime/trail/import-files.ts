import 'server-only';
import type { FileVerdict } from '@/lib/domain/trail/digests/check-files';
import type { ImportReport } from '@/lib/domain/trail/describe-import';
import { MOST_NAMED } from '@/lib/domain/trail/few';
import { toFilePlace } from '@/lib/domain/trail/file-place';
import type { TrailRecords } from '@/lib/domain/trail/read-records';
import type { TrailImport } from '@/lib/sync/trail-files/import-records';
import type { DigestCheck } from './hold-against-digests';
import { listTrailFiles } from './list-trail-files';
import { readUnpacked, toHash, toTrailRecords } from './read-trail-file';

type Files = Pick<ImportReport, 'files' | 'unreadable' | 'unreadableFiles'>;

interface Options {
  /** null: nothing is held against digests. */
  digests: DigestCheck | null;
  /** Told after each file. */
  progress?: (files: number) => void;
}

interface Judged {
  verdict: FileVerdict;
  hash: string;
  found: TrailRecords;
}

/** A file that cannot be read is told, and the others go on. What is judged are the very bytes that are understood. */
async function readJudged(file: string, digests: DigestCheck | null): Promise<Judged> {
  const content = await readUnpacked(file);
  if (!content.ok) return { verdict: 'unnamed', hash: '', found: content };
  if (!digests) return { verdict: 'unnamed', hash: '', found: toTrailRecords(content.bytes) };
  const hash = toHash(content.bytes);
  const verdict = digests.judge(file, hash);
  const found: TrailRecords = verdict === 'altered' ? { ok: true, records: [] } : toTrailRecords(content.bytes);
  return { verdict, hash, found };
}

/** Hands every file's records on; those of a file that a digest vouches for as such, those of an altered one not at all. */
export async function importFiles(
  path: string,
  trail: Pick<TrailImport, 'take'>,
  { digests, progress }: Options,
): Promise<Files> {
  const read: Files = { files: 0, unreadable: [], unreadableFiles: 0 };
  for await (const file of listTrailFiles(path)) {
    const { verdict, hash, found } = await readJudged(file, digests);
    const vouched = verdict === 'intact';
    read.files += 1;
    if (found.ok) {
      await trail.take(found.records, { place: toFilePlace(file), vouched });
      if (vouched) digests?.noteRead(file, hash);
    } else {
      read.unreadableFiles += 1;
      if (read.unreadable.length < MOST_NAMED) read.unreadable.push({ path: file, reason: found.reason });
    }
    progress?.(read.files);
  }
  return read;
}
