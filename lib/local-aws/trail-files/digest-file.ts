import { sign } from 'node:crypto';
import { toTrailTime } from '@/lib/local-aws/cloudtrail/session-context';
import { dayMs, dayOf } from '@/lib/local-aws/cloudtrail/trail';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { Scope } from '@/lib/local-aws/world/scope';
import type { World } from '@/lib/local-aws/world/world';
import type { TrailBucket } from './bucket';
import { graceMs } from './delivered-windows';
import { digestKeyOf } from './digest-key';
import { logFilesOf, makeLogFile } from './log-file';
import { storeJson, toDayPath, toStamp, type StoredObject } from './stored-object';

const hourMs = 3_600_000;

/** Integrity validation was turned on a week before the world began: digests form one chain from there. */
export const firstDigest = ({ started, options }: World) =>
  (dayOf(started) - Math.min(7, options.historyDays)) * dayMs + hourMs;

export const isDigested = (world: World, end: number, now: number) =>
  end % hourMs === 0 && end >= firstDigest(world) && end + 2 * graceMs <= now;

export const digestFolder = ({ root }: TrailBucket, { account, region }: Scope) =>
  `${root}${account}/CloudTrail-Digest/${region}/`;

/** `<account>_CloudTrail-Digest_<region>_<trail>_<home region>_<end>.json.gz` (CloudTrail digest file structure). */
export function digestKeyName(bucket: TrailBucket, scope: Scope, end: number): string {
  const { account, region } = scope;
  const name = `${account}_CloudTrail-Digest_${region}_${bucket.trailName}_${bucket.region}_${toStamp(end, true)}`;
  return `${digestFolder(bucket, scope)}${toDayPath(end)}/${name}.json.gz`;
}

type Link = { contentHash: string; signature: string };

function listLogs(world: World, bucket: TrailBucket, scope: Scope, end: number) {
  const start = end - hourMs;
  const files = logFilesOf(world, bucket, scope, dayOf(start), end + graceMs);
  return files
    .filter((file) => file.end >= start && file.end < end)
    .map((file) => {
      const { stored, events } = makeLogFile(world, scope, file);
      const times = events.map(({ time }) => time);
      return { key: file.key, hash: stored.contentHash, newest: Math.max(...times), oldest: Math.min(...times) };
    });
}

function makeContent(world: World, bucket: TrailBucket, scope: Scope, end: number, last?: Link): JsonObject {
  const logs = listLogs(world, bucket, scope, end);
  const range = (newest: number, oldest: number) => ({
    newestEventTime: Number.isFinite(newest) ? toTrailTime(newest) : null,
    oldestEventTime: Number.isFinite(oldest) ? toTrailTime(oldest) : null,
  });
  return {
    awsAccountId: scope.account,
    digestStartTime: toTrailTime(end - hourMs),
    digestEndTime: toTrailTime(end),
    digestS3Bucket: bucket.name,
    digestS3Object: digestKeyName(bucket, scope, end),
    digestPublicKeyFingerprint: digestKeyOf(world.options.seed, scope.region).fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    ...range(Math.max(...logs.map(({ newest }) => newest)), Math.min(...logs.map(({ oldest }) => oldest))),
    previousDigestS3Bucket: last === undefined ? null : bucket.name,
    previousDigestS3Object: last === undefined ? null : digestKeyName(bucket, scope, end - hourMs),
    previousDigestHashValue: last?.contentHash ?? null,
    previousDigestHashAlgorithm: last === undefined ? null : 'SHA-256',
    previousDigestSignature: last?.signature ?? null,
    logFiles: logs.map(({ key, hash, newest, oldest }) => ({
      s3Bucket: bucket.name,
      s3Object: key,
      hashValue: hash,
      hashAlgorithm: 'SHA-256',
      ...range(newest, oldest),
    })),
  };
}

/** What is signed: the end, the place, the hash and the signature before (CloudTrail, custom validation). */
function signDigest(world: World, bucket: TrailBucket, scope: Scope, end: number, hash: string, last?: Link): string {
  const place = `${bucket.name}/${digestKeyName(bucket, scope, end)}`;
  const text = [toTrailTime(end), place, hash, last?.signature ?? 'null'].join('\n');
  return sign('sha256', Buffer.from(text), digestKeyOf(world.options.seed, scope.region).privateKey).toString('hex');
}

/** By bucket, whose name stands in them. */
const chains = new WeakMap<Scope, Map<string, Link[]>>();

/** The digest of the hour that ends at a moment; its chain is made up to it once, from the first digest on. */
export function makeDigest(world: World, bucket: TrailBucket, scope: Scope, end: number): StoredObject {
  const ofScope = chains.get(scope) ?? new Map<string, Link[]>();
  chains.set(scope, ofScope);
  const chain = ofScope.get(bucket.name) ?? [];
  ofScope.set(bucket.name, chain);
  const make = (at: number, last: Link | undefined) => {
    const key = digestKeyName(bucket, scope, at);
    const stored = storeJson(key, makeContent(world, bucket, scope, at, last), at + 2 * graceMs);
    const signature = signDigest(world, bucket, scope, at, stored.contentHash, last);
    const metadata = { signature, 'signature-algorithm': 'SHA256withRSA' };
    return { ...stored, metadata, signature };
  };
  const index = (end - firstDigest(world)) / hourMs;
  for (let at = chain.length; at < index; at += 1) {
    const { contentHash, signature } = make(firstDigest(world) + at * hourMs, chain.at(-1));
    chain.push({ contentHash, signature });
  }
  return make(end, chain[index - 1]);
}
