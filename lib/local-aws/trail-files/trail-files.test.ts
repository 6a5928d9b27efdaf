import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { expect, onTestFinished, test } from 'vitest';
import { visibleFrom } from '@/lib/local-aws/cloudtrail/delivery';
import { startAt, walkBack } from '@/lib/local-aws/cloudtrail/trail';
import { startLocalAws } from '@/lib/local-aws/start';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { scopeOf } from '@/lib/local-aws/world/world';
import { trailBucketOf } from './bucket';
import { graceMs, windowMs } from './delivered-windows';
import { listKeys, type Listed } from './list-keys';

const account = '111122223333';
const scope = `${account}/CloudTrail/eu-west-1/`;
const digests = `${account}/CloudTrail-Digest/eu-west-1/`;
const delays = { eventDelayMs: 300_000, lateEvents: 0.05 };
const world = useLocalWorld({ secrets: 60, historyDays: 3, ...delays });

function listOf(prefix: string): Listed[] {
  const bucket = trailBucketOf(world.aws.world);
  if (bucket === undefined) throw new Error('no bucket');
  return [...listKeys(world.aws.world, bucket, { prefix: `${bucket.root}${prefix}`, after: '' }, Date.now())];
}

function read({ make }: Listed): JsonObject {
  const parsed: unknown = JSON.parse(gunzipSync(make().body).toString());
  if (!isJsonObject(parsed)) throw new Error('no object');
  return parsed;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : 'no text');

const recordsIn = (content: JsonObject): JsonObject[] =>
  Array.isArray(content.Records) ? content.Records.filter(isJsonObject) : [];

test('the files hold every record that was delivered, each once, in the window in which it came', () => {
  const now = Date.now();
  const { trail } = scopeOf(world.aws.world, account, 'eu-west-1');
  const expected = [...walkBack(trail, startAt(now), now - 4 * 86_400_000)]
    .map(({ event }) => event)
    .filter((event) => (Math.floor(visibleFrom(event, delays) / windowMs) + 1) * windowMs + graceMs <= now)
    .map(({ id }) => id);
  const records = listOf(scope).flatMap((listed) => recordsIn(read(listed)));
  expect(expected.length).toBeGreaterThan(300);
  expect(records.map(({ eventID }) => textOf(eventID)).toSorted()).toEqual(expected.toSorted());
  const late = records.filter(({ addendum }) => addendum !== undefined);
  expect(late.length / records.length).toBeGreaterThan(0.01);
  expect(late.length / records.length).toBeLessThan(0.12);
  expect(late[0]?.addendum).toEqual({ reason: 'DELIVERY_DELAY' });
});

test('files lie by account, region and day of delivery, and hold other services too', () => {
  const pattern =
    /^AWSLogs\/o-[a-z0-9]{10}\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/\1_CloudTrail_\2_\3\4\5T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/;
  const all = listOf('');
  const logs = all.filter(({ key }) => !key.includes('Digest'));
  expect(logs.filter(({ key }) => !pattern.test(key))).toEqual([]);
  expect(all.map(({ key }) => key)).toEqual(all.map(({ key }) => key).toSorted());
  const sources = new Set(listOf(scope).flatMap((listed) => recordsIn(read(listed)).map((one) => one.eventSource)));
  expect(sources).toContain('kms.amazonaws.com');
  expect(sources).toContain('secretsmanager.amazonaws.com');
});

test('digests are signed, name every file of their hour and hang together', async () => {
  const chain = listOf(digests);
  expect(chain.length).toBeGreaterThan(48);
  const { PublicKeyList = [] } = await world
    .trail()
    .send(new ListPublicKeysCommand({ StartTime: new Date(Date.now() - 86_400_000), EndTime: new Date() }));
  const [published] = PublicKeyList;
  const publicKey = createPublicKey({ key: Buffer.from(published?.Value ?? []), format: 'der', type: 'pkcs1' });
  const named: unknown[] = [];
  let last: { hash: string; signature: string; key: string } | undefined;
  for (const listed of chain) {
    const { metadata, body } = listed.make();
    const content = read(listed);
    const hash = createHash('sha256').update(gunzipSync(body)).digest('hex');
    const { digestEndTime, digestS3Bucket, digestS3Object, logFiles, ...rest } = content;
    const place = `${textOf(digestS3Bucket)}/${textOf(digestS3Object)}`;
    const signed = [textOf(digestEndTime), place, hash, last?.signature ?? 'null'].join('\n');
    const signature = metadata.signature ?? '';
    expect(verify('sha256', Buffer.from(signed), publicKey, Buffer.from(signature, 'hex'))).toBe(true);
    expect(rest).toMatchObject({
      awsAccountId: account,
      digestPublicKeyFingerprint: published?.Fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      previousDigestS3Object: last?.key ?? null,
      previousDigestHashValue: last?.hash ?? null,
      previousDigestSignature: last?.signature ?? null,
    });
    expect(digestS3Object).toBe(listed.key);
    named.push(...(Array.isArray(logFiles) ? logFiles.filter(isJsonObject) : []));
    last = { hash, signature, key: listed.key };
  }
  const logs = new Map(listOf(scope).map((listed) => [listed.key, listed]));
  expect(named.length).toBeGreaterThan(50);
  for (const one of named.filter(isJsonObject)) {
    const file = logs.get(textOf(one.s3Object));
    expect(one.hashValue).toBe(file?.make().contentHash);
  }
});

test('a file once published never changes, nor between two runs of one seed', async () => {
  const other = await startLocalAws({ ...world.aws.world.options, port: 0 });
  onTestFinished(() => other.close());
  const bucket = trailBucketOf(other.world);
  if (bucket === undefined) throw new Error('no bucket');
  const again = new Map(
    [...listKeys(other.world, bucket, { prefix: '', after: '' }, Date.now())].map(({ key, make }) => [key, make]),
  );
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');
  const files = listOf('').filter(({ key }) => key.includes(yesterday));
  expect(files.length).toBeGreaterThan(100);
  for (const { key, make } of files) expect(again.get(key)?.().etag).toBe(make().etag);
});

test('a directory is given the same files, with the signatures beside the digests', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'trail-files-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const aws = await startLocalAws({ secrets: 12, historyDays: 1, traffic: false, trailFiles: directory });
  await aws.filesWritten;
  const bucket = trailBucketOf(aws.world);
  await aws.close();
  if (bucket === undefined) throw new Error('no bucket');
  const written = await readdir(directory, { recursive: true });
  const listed = [...listKeys(aws.world, bucket, { prefix: '', after: '' }, Date.now())];
  const files = written.filter((name) => name.endsWith('.json.gz'));
  expect(files.length).toBeGreaterThan(100);
  expect(listed.map(({ key }) => key)).toEqual(expect.arrayContaining(files));
  const [digest] = listed.filter(({ key }) => key.includes('Digest'));
  if (digest === undefined) throw new Error('no digest');
  const { body, metadata } = digest.make();
  expect(await readFile(join(directory, digest.key))).toEqual(body);
  expect(await readFile(join(directory, `${digest.key}.signature`), 'utf8')).toBe(metadata.signature);
});
