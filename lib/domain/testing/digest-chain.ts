import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { packFiles } from '@/lib/domain/trail/digests/pack-files';
import { toSignedText, type GivenDigest } from '@/lib/domain/trail/digests/judge-digests';
import { readDigest } from '@/lib/domain/trail/digests/read-digest';

export const BUCKET = 'trail-bucket';
const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 1);

/** As CloudTrail has them for a region. */
export interface SigningKey {
  privateKey: KeyObject;
  der: Buffer;
  fingerprint: string;
}

export function makeKey(): SigningKey {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'der' },
    privateKeyEncoding: { type: 'pkcs1', format: 'der' },
  });
  const privateKey = createPrivateKey({ key: pair.privateKey, format: 'der', type: 'pkcs1' });
  const fingerprint = createHash('md5').update(pair.publicKey).digest('hex');
  return { privateKey, der: pair.publicKey, fingerprint };
}

export const toPublicKeys = (...keys: SigningKey[]): Map<string, KeyObject> =>
  new Map(
    keys.map(({ der, fingerprint }) => [fingerprint, createPublicKey({ key: der, format: 'der', type: 'pkcs1' })]),
  );

export const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Hours since the first digest's beginning. */
export const atHour = (hours: number): Date => new Date(START + hours * HOUR);
const toTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
const toStamp = (at: Date): string => toTime(at).replaceAll(/[-:]/g, '');

export const logName = (hour: number, unique = 'A'): string =>
  `111122223333_CloudTrail_eu-west-1_${toStamp(atHour(hour)).slice(0, 13)}Z_${unique.padEnd(16, 'x')}.json.gz`;

export interface LogFile {
  name: string;
  hash: string;
  oldest?: Date;
  newest?: Date;
}

const toLog = ({ name, hash, oldest, newest }: LogFile) => ({
  s3Bucket: BUCKET,
  s3Object: `AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/01/${name}`,
  hashValue: hash,
  hashAlgorithm: 'SHA-256',
  oldestEventTime: oldest ? toTime(oldest) : null,
  newestEventTime: newest ? toTime(newest) : null,
});

interface Wanted {
  key: SigningKey;
  /** The hour that it speaks of. */
  hour: number;
  previous?: GivenDigest | null;
  files?: LogFile[];
  trail?: string;
  account?: string;
  suffix?: string;
  /** In the place of the content's fields. */
  changes?: object;
}

/** The content of a digest file, as CloudTrail writes it. */
export function digestContent({ key, hour, previous = null, files = [], changes = {}, ...more }: Wanted) {
  const { trail = 'all-events', account = '111122223333', suffix = '' } = more;
  const end = atHour(hour + 1);
  const folder = `AWSLogs/${account}/CloudTrail-Digest/eu-west-1/${end.toISOString().slice(0, 10).replaceAll('-', '/')}`;
  const name = `${account}_CloudTrail-Digest_eu-west-1_${trail}_eu-west-1_${toStamp(end)}${suffix}.json.gz`;
  return {
    awsAccountId: account,
    digestStartTime: toTime(atHour(hour)),
    digestEndTime: toTime(end),
    digestS3Bucket: BUCKET,
    digestS3Object: `${folder}/${name}`,
    digestPublicKeyFingerprint: key.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: files.map(toLog),
    ...changes,
  };
}

/** A digest that was read from its text, with the signature of `key` over it. */
export function signDigest(wanted: Wanted): GivenDigest {
  const text = JSON.stringify(digestContent(wanted));
  const found = readDigest(text);
  if (!found.ok) throw new Error(found.reason);
  const { files, ...digest } = found.digest;
  const held = { ...digest, path: digest.key, hash: hashOf(text), files: packFiles(files) };
  const signature = sign('sha256', Buffer.from(toSignedText(held)), wanted.key.privateKey).toString('hex');
  return { ...held, signature };
}

/** Digests of hours that follow one another, each going on from the one before. */
export function makeChain(key: SigningKey, hours: number, more: (hour: number) => Partial<Wanted> = () => ({})) {
  const chain: GivenDigest[] = [];
  for (let hour = 0; hour < hours; hour += 1)
    chain.push(signDigest({ key, hour, previous: chain.at(-1) ?? null, ...more(hour) }));
  return chain;
}
