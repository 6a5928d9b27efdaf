import 'server-only';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readRecords, type TrailRecords } from '@/lib/domain/trail/read-records';

const unpack = promisify(gunzip);
/** CloudTrail's own files have at most 50 MB before compression (user guide); more may be an attempt to fill the memory. */
const MOST_BYTES = 256 * 1024 * 1024;

const GZIP = [0x1f, 0x8b] as const;
const isPacked = (bytes: Buffer): boolean => bytes[0] === GZIP[0] && bytes[1] === GZIP[1];

/** A file's records, packed or not, whatever its name says; a file that cannot be read is told, and the others go on. */
export async function readTrailFile(path: string): Promise<TrailRecords> {
  try {
    const bytes = await readFile(path);
    const text = isPacked(bytes) ? await unpack(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
    if (text.length > MOST_BYTES) return { ok: false, reason: 'it holds more than 256 MB' };
    return readRecords(text.toString('utf8'));
  } catch (error) {
    return { ok: false, reason: toReason(error) };
  }
}

const REASONS: Record<string, string> = {
  ERR_BUFFER_TOO_LARGE: 'it unpacks to more than 256 MB',
  ERR_FS_FILE_TOO_LARGE: 'it holds more than 256 MB',
  Z_BUF_ERROR: 'it ends early',
  Z_DATA_ERROR: 'what it packs is damaged',
  EACCES: 'this user may not read it',
  ENOENT: 'it is gone',
};

function toReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return REASONS[code] ?? `it cannot be read (${code})`;
}
