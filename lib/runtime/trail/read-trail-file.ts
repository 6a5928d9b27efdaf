import 'server-only';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readRecords, type TrailRecords } from '@/lib/domain/trail/read-records';

const unpack = promisify(gunzip);
const MB = 1024 * 1024;
/** CloudTrail's own files have at most 50 MB before compression (user guide); more may be an attempt to fill the memory. */
const MOST_BYTES = 256 * MB;

const GZIP = [0x1f, 0x8b] as const;
const isPacked = (bytes: Buffer): boolean => bytes[0] === GZIP[0] && bytes[1] === GZIP[1];

type Content = { ok: true; bytes: Buffer } | { ok: false; reason: string };

/** What a file holds unpacked, packed or not, whatever its name says. */
export async function readUnpacked(path: string, mostBytes = MOST_BYTES): Promise<Content> {
  try {
    const bytes = await readFile(path);
    const content = isPacked(bytes) ? await unpack(bytes, { maxOutputLength: mostBytes }) : bytes;
    return content.length > mostBytes
      ? { ok: false, reason: `it holds more than ${mostBytes / MB} MB` }
      : { ok: true, bytes: content };
  } catch (error) {
    return { ok: false, reason: toReason(error, mostBytes) };
  }
}

/** SHA-256, hex: what digests name of files. */
export const toHash = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** The records of what a file holds. */
export function toTrailRecords(content: Buffer): TrailRecords {
  try {
    return readRecords(content.toString('utf8'));
  } catch (error) {
    return { ok: false, reason: toReason(error, MOST_BYTES) };
  }
}

const REASONS: Record<string, string> = {
  Z_BUF_ERROR: 'it ends early',
  Z_DATA_ERROR: 'what it packs is damaged',
  EACCES: 'this user may not read it',
  ENOENT: 'it is gone',
  EISDIR: 'it is a folder',
};

function toReason(error: unknown, mostBytes: number): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  if (code === 'ERR_BUFFER_TOO_LARGE') return `it unpacks to more than ${mostBytes / MB} MB`;
  if (code === 'ERR_FS_FILE_TOO_LARGE') return `it holds more than ${mostBytes / MB} MB`;
  return REASONS[code] ?? `it cannot be read (${code})`;
}
