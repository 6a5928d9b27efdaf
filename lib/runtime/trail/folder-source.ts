import 'server-only';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TrailContent, TrailFile, TrailSource } from '@/lib/domain/ports/trail-source';
import { isDigestFile } from '@/lib/domain/trail/digests/read-digest';
import { MOST_UNPACKED } from '@/lib/sync/trail-files/unpack';
import { listDigestFiles, listTrailFiles } from './list-trail-files';

const REASONS: Record<string, string> = {
  EACCES: 'this user may not read it',
  ENOENT: 'it is gone',
  EISDIR: 'it is a folder',
};

function toReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return REASONS[code] ?? `it cannot be read (${code})`;
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

async function* withSizes(paths: AsyncIterable<string>): AsyncGenerator<TrailFile> {
  for await (const path of paths) yield { path, size: await sizeOf(path) };
}

/** A folder has no metadata: where somebody kept the signature it is a file beside the digest. */
const readSignature = async (path: string): Promise<string | null> =>
  isDigestFile(path) ? (await readFile(`${path}.signature`, 'utf8').catch(() => '')).trim() : null;

async function read(path: string): Promise<TrailContent> {
  try {
    // No file that holds more unpacked is taken, so that none is read that is larger as it is.
    if ((await sizeOf(path)) > MOST_UNPACKED)
      return { ok: false, reason: `it holds more than ${MOST_UNPACKED / 1024 / 1024} MB` };
    return { ok: true, bytes: await readFile(path), signature: await readSignature(path) };
  } catch (error) {
    return { ok: false, reason: toReason(error) };
  }
}

/** A folder that somebody copied a trail's files into, or one such file. Throws where it is neither. */
export async function openFolder(path: string): Promise<TrailSource> {
  await listTrailFiles(path).next();
  return {
    place: resolve(path),
    files: () => withSizes(listTrailFiles(path)),
    digests: () => withSizes(listDigestFiles(path)),
    read,
  };
}
