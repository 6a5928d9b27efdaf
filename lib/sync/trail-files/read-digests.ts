import 'server-only';
import { createHash } from 'node:crypto';
import type { TrailSource } from '@/lib/domain/ports/trail-source';
import type { DigestFault, GivenDigest } from '@/lib/domain/trail/digests/judge-digests';
import { packFiles } from '@/lib/domain/trail/digests/pack-files';
import { readDigest, SIGNATURE, toLogName, type Digest } from '@/lib/domain/trail/digests/read-digest';
import { readAhead } from './read-ahead';
import { unpackWhole } from './unpack';

type Source = Pick<TrailSource, 'digests' | 'read'>;

/**
 * A file takes about 400 bytes of the digest that names it: of an hour there would be 10,000. More may be an attempt to fill
 * the memory, since a digest is understood as a whole before anything proves it.
 */
const MOST_BYTES = 4 * 1024 * 1024;

type ReadOne = { ok: true; digest: Digest; hash: string; signature: string | null } | { ok: false; reason: string };

async function understand(content: Awaited<ReturnType<Source['read']>>): Promise<ReadOne> {
  const unpacked = content.ok ? await unpackWhole(content.bytes, MOST_BYTES) : content;
  if (!unpacked.ok || !content.ok) return unpacked.ok ? { ok: false, reason: 'it is gone' } : unpacked;
  const found = readDigest(unpacked.bytes.toString('utf8'));
  const signature = SIGNATURE.test(content.signature ?? '') ? content.signature : null;
  const hash = createHash('sha256').update(unpacked.bytes).digest('hex');
  return found.ok ? { ...found, hash, signature } : found;
}

export interface ReadDigests {
  given: GivenDigest[];
  /** Which are none, and why. */
  unreadable: DigestFault[];
}

/** Every digest of a source. Nothing is proven of them yet. */
export async function readDigests(source: Source): Promise<ReadDigests> {
  const given: GivenDigest[] = [];
  const unreadable: DigestFault[] = [];
  for await (const { file, content } of readAhead(source, source.digests())) {
    const { path } = file;
    const found = await understand(content);
    if (!found.ok) unreadable.push({ path, rule: found.reason, time: null });
    else if (toLogName(path) !== toLogName(found.digest.key))
      unreadable.push({ path, rule: 'it does not bear the name that CloudTrail gave it', time: null });
    else {
      const { files, ...digest } = found.digest;
      given.push({ ...digest, path, files: packFiles(files), hash: found.hash, signature: found.signature });
    }
  }
  return { given, unreadable };
}

/** The names of log files by where they stand in a digest that was read before; one that is gone since names none. */
export async function nameLogFiles(
  source: Source,
  { path, hash }: GivenDigest,
  positions: readonly number[],
): Promise<string[]> {
  const found = await understand(await source.read(path));
  if (!found.ok || found.hash !== hash) return [];
  return positions.flatMap((position) => found.digest.files[position]?.name ?? []);
}
