import { read, readObject, readText, toObject, type JsonObject } from '@/lib/domain/event/loose-json';

/** A log file that a digest names. */
export interface NamedFile {
  /** Without its folders: CloudTrail gives each a name of its own. */
  name: string;
  /** SHA-256 of what it holds unpacked, hex. */
  hash: string;
  /** Of its events; null: the digest does not say. */
  oldest: Date | null;
  newest: Date | null;
}

/** What CloudTrail says it delivered of one trail, account and region within about an hour. */
export interface Digest {
  accountId: string;
  region: string;
  trail: string;
  homeRegion: string;
  /** It names files that another digest of the same hour left out; it stands in no chain. */
  isBackfill: boolean;
  /** Its own place in S3, which is part of what is signed. */
  bucket: string;
  key: string;
  /** As it stands in the digest, which is part of what is signed. */
  end: string;
  /** The time of delivery that it speaks of, not that of the events. */
  from: Date;
  to: Date;
  /** Which of the region's public keys proves it. */
  fingerprint: string;
  /** null: the first digest of its trail, or the first since validation or logging was turned on again. */
  previous: { bucket: string; key: string; hash: string; signature: string } | null;
  files: NamedFile[];
}

type ReadDigest = { ok: true; digest: Digest } | { ok: false; reason: string };

const REGION = '[a-z]{2}[a-z0-9-]{1,40}';
/** `<account>_CloudTrail-Digest_<region>_<trail>_<home region>_<end>[_backfill].json.gz` (user guide, digest file structure). */
const NAME = new RegExp(
  String.raw`(?:^|[/\\])(\d{12})_CloudTrail-Digest_(${REGION})_([\w.-]{1,128})_(${REGION})_\d{8}T\d{6}Z(_backfill)?\.json(?:\.gz)?$`,
);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const HASH = /^[0-9a-f]{64}$/;
const FINGERPRINT = /^[0-9a-f]{32,128}$/;
/** Hex of an RSA signature, of keys of 1,024 bits to 8,192. */
export const SIGNATURE = /^(?:[0-9a-f]{2}){128,1024}$/;

/** What a digest file's name says of it; null: it is not the name of one. */
export function parseDigestName(
  path: string,
): Pick<Digest, 'accountId' | 'region' | 'trail' | 'homeRegion' | 'isBackfill'> | null {
  const [, accountId, region, trail, homeRegion, backfill] = NAME.exec(path) ?? [];
  if (!accountId || !region || !trail || !homeRegion) return null;
  return { accountId, region, trail, homeRegion, isBackfill: backfill !== undefined };
}

export const isDigestFile = (path: string): boolean => NAME.test(path);

const toBaseName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** A file's name without its folders, whether it was unpacked or not. */
export const toLogName = (path: string): string => toBaseName(path).replace(/\.gz$/, '');

const refuse = (reason: string): ReadDigest => ({ ok: false, reason });

function readMatching(from: JsonObject | null, field: string, pattern: RegExp): string | null {
  const text = readText(from, field);
  return text !== null && pattern.test(text) ? text : null;
}

function readTime(from: JsonObject | null, field: string): Date | null {
  const at = new Date(readMatching(from, field, TIME) ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}

const isSha256 = (from: JsonObject | null, field: string): boolean => readText(from, field) === 'SHA-256';

/** `undefined`: it says something of a digest before, but not what is needed. */
function readPrevious(content: JsonObject): Digest['previous'] | undefined {
  const bucket = readText(content, 'previousDigestS3Bucket');
  const key = readText(content, 'previousDigestS3Object');
  const hash = readMatching(content, 'previousDigestHashValue', HASH);
  const signature = readMatching(content, 'previousDigestSignature', SIGNATURE);
  if (bucket !== null && key !== null && hash !== null && signature !== null)
    return isSha256(content, 'previousDigestHashAlgorithm') ? { bucket, key, hash, signature } : undefined;
  const said = ['S3Bucket', 'S3Object', 'HashValue', 'HashAlgorithm', 'Signature'];
  return said.every((field) => (read(content, `previousDigest${field}`) ?? null) === null) ? null : undefined;
}

function readFiles(content: JsonObject): NamedFile[] | null {
  const list = read(content, 'logFiles');
  if (!Array.isArray(list)) return null;
  const files: NamedFile[] = [];
  for (const one of list) {
    const file = toObject(one);
    const key = readText(file, 's3Object');
    const hash = readMatching(file, 'hashValue', HASH);
    if (key === null || hash === null || !isSha256(file, 'hashAlgorithm')) return null;
    const [oldest, newest] = [readTime(file, 'oldestEventTime'), readTime(file, 'newestEventTime')];
    files.push({ name: toBaseName(key), hash, oldest, newest });
  }
  return files;
}

/** The unpacked text of a digest file (CloudTrail user guide, digest file structure), or why it is none. Proves nothing yet. */
export function readDigest(text: string): ReadDigest {
  const content = readObject({ text }, 'text');
  if (content === null) return refuse('it is no JSON object');
  const [bucket, key] = [readText(content, 'digestS3Bucket'), readText(content, 'digestS3Object')];
  const named = parseDigestName(key ?? '');
  if (bucket === null || key === null || named === null) return refuse('it does not say its place in S3');
  if (readText(content, 'awsAccountId') !== named.accountId) return refuse('its account is not that of its place');
  const [from, to] = [readTime(content, 'digestStartTime'), readTime(content, 'digestEndTime')];
  const end = readText(content, 'digestEndTime');
  if (from === null || to === null || end === null || from > to) return refuse('it does not say its time');
  if (readText(content, 'digestSignatureAlgorithm') !== 'SHA256withRSA')
    return refuse('its signature is of no known kind');
  const fingerprint = readMatching(content, 'digestPublicKeyFingerprint', FINGERPRINT);
  if (fingerprint === null) return refuse('it does not say which key it was signed with');
  const previous = readPrevious(content);
  if (previous === undefined) return refuse('what it says of the digest before is not whole');
  const files = readFiles(content);
  if (files === null) return refuse('its list of log files is not whole');
  return { ok: true, digest: { ...named, bucket, key, end, from, to, fingerprint, previous, files } };
}
