import 'server-only';
import { readFile } from 'node:fs/promises';
import { packFiles } from '@/lib/domain/trail/digests/pack-files';
import type { DigestFault, GivenDigest } from '@/lib/domain/trail/digests/judge-digests';
import { readPublicKeys, type PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import { readDigest, SIGNATURE, toLogName, type Digest } from '@/lib/domain/trail/digests/read-digest';
import { StartError } from '@/lib/runtime/start-error';
import { listDigestFiles } from './list-trail-files';
import { readUnpacked, toHash } from './read-trail-file';

const MB = 1024 * 1024;
/** A file takes about 400 bytes of the digest that names it: of an hour there would be 160,000. */
const MOST_BYTES = 64 * MB;

/** Keys of all these files. From nowhere else: whoever altered a folder could have put a key of their own into it. */
export async function loadPublicKeys(paths: readonly string[]): Promise<PublicKeys> {
  const keys: PublicKeys[] = [];
  for (const path of paths) {
    const content = await readUnpacked(path, MB);
    const found = content.ok ? readPublicKeys(content.bytes.toString('utf8')) : content;
    if (!found.ok) throw new StartError(`${path}: ${found.reason}.`);
    keys.push(found.keys);
  }
  return new Map(keys.flatMap((some) => [...some]));
}

/** A folder has no metadata: where somebody kept the signature it is a file beside the digest. */
async function readSignature(path: string): Promise<string | null> {
  const text = (await readFile(`${path}.signature`, 'utf8').catch(() => '')).trim();
  return SIGNATURE.test(text) ? text : null;
}

async function readOne(
  path: string,
): Promise<{ ok: true; digest: Digest; hash: string } | { ok: false; reason: string }> {
  const content = await readUnpacked(path, MOST_BYTES);
  if (!content.ok) return content;
  const found = readDigest(content.bytes.toString('utf8'));
  return found.ok ? { ...found, hash: toHash(content.bytes) } : found;
}

export interface ReadDigests {
  given: GivenDigest[];
  /** Which are none, and why. */
  unreadable: DigestFault[];
}

/** Every digest of a folder. Nothing is proven of them yet. */
export async function readDigests(folder: string): Promise<ReadDigests> {
  const given: GivenDigest[] = [];
  const unreadable: DigestFault[] = [];
  for await (const path of listDigestFiles(folder)) {
    const found = await readOne(path);
    if (!found.ok) unreadable.push({ path, rule: found.reason, time: null });
    else if (toLogName(path) !== toLogName(found.digest.key))
      unreadable.push({ path, rule: 'it does not bear the name that CloudTrail gave it', time: null });
    else {
      const { files, ...digest } = found.digest;
      given.push({ ...digest, path, files: packFiles(files), hash: found.hash, signature: await readSignature(path) });
    }
  }
  return { given, unreadable };
}

/** The names of log files by where they stand in a digest that was read before; one that is gone since names none. */
export async function nameLogFiles({ path, hash }: GivenDigest, positions: readonly number[]): Promise<string[]> {
  const found = await readOne(path);
  if (!found.ok || found.hash !== hash) return [];
  return positions.flatMap((position) => found.digest.files[position]?.name ?? []);
}
