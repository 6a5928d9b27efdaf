import 'server-only';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const MB = 1024 * 1024;
/** CloudTrail's own files have at most 50 MB before compression (user guide); more may be an attempt to fill the memory. */
export const MOST_UNPACKED = 256 * MB;
const CHUNK = 256 * 1024;

const GZIP = [0x1f, 0x8b] as const;
const isPacked = (bytes: Buffer): boolean => bytes[0] === GZIP[0] && bytes[1] === GZIP[1];

class TooMuch extends Error {
  readonly code = 'ERR_BUFFER_TOO_LARGE';
}

/**
 * What a file holds, packed or not, whatever its name says, in pieces of no more than 256 KB. Throws where it is damaged or
 * more than `most`.
 */
export async function* unpack(bytes: Buffer, most = MOST_UNPACKED): AsyncGenerator<Buffer> {
  if (!isPacked(bytes)) {
    if (bytes.length > most) throw new TooMuch();
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    return;
  }
  let left = most;
  for await (const chunk of Readable.from([bytes]).pipe(createGunzip({ chunkSize: CHUNK }))) {
    if (!Buffer.isBuffer(chunk)) continue;
    left -= chunk.length;
    if (left < 0) throw new TooMuch();
    yield chunk;
  }
}

type Whole = { ok: true; bytes: Buffer } | { ok: false; reason: string };

/** The same at once, for what is known to be small. */
export async function unpackWhole(packed: Buffer, most: number): Promise<Whole> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of unpack(packed, most)) chunks.push(chunk);
    return { ok: true, bytes: Buffer.concat(chunks) };
  } catch (error) {
    return { ok: false, reason: toReason(error, most) };
  }
}

const REASONS: Record<string, string> = {
  Z_BUF_ERROR: 'it ends early',
  Z_DATA_ERROR: 'what it packs is damaged',
};

/** Why something cannot be unpacked, for people. */
export function toReason(error: unknown, most = MOST_UNPACKED): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  if (code === 'ERR_BUFFER_TOO_LARGE') return `it unpacks to more than ${most / MB} MB`;
  return REASONS[code] ?? `it cannot be unpacked (${code})`;
}
