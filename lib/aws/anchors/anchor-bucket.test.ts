import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { toOptions } from '@/lib/aws/testing/test-options';
import { ANCHOR_TYPE, toAnchorLine, type SignedAnchor } from '@/lib/domain/ledger/anchor';
import { readAnchor } from '@/lib/domain/ledger/read-anchor';
import { readSigners, signAnchor } from '@/lib/domain/ledger/sign-anchor';
import { viewerUser } from '@/lib/local-aws/seed/identities';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { createAnchorBucket } from './anchor-bucket';

const world = useLocalWorld();
const Bucket = 'anchors-of-keyledger';
const signers = readSigners(String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));
const make = (number: number): SignedAnchor => {
  const at = '2026-11-25T10:00:00.000Z';
  const unsigned = { type: ANCHOR_TYPE, ledger: 'l', number, seq: number, hash: 'a'.repeat(64), count: 1, at } as const;
  return signAnchor({ ...unsigned, previous: null }, signers);
};

let s3: S3Client;
beforeAll(async () => {
  s3 = new S3Client({
    endpoint: world.aws.url,
    region: 'eu-west-1',
    credentials: adminKeys,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await s3.send(new CreateBucketCommand({ Bucket: 'without-lock' }));
});

const place = {
  region: 'eu-west-1',
  role: null,
  externalId: null,
  pathStyle: true,
  mode: 'COMPLIANCE',
  retainDays: 30,
} as const;
const open = (change: object = {}, credentials: object = adminKeys) =>
  createAnchorBucket(
    { ...place, bucket: Bucket, prefix: 'a/', ...change },
    toOptions(world.aws.url, { credentials: { ...adminKeys, ...credentials } }),
  );
const readAll = async (prefix: string): Promise<string[]> => {
  const lines: string[] = [];
  for await (const text of open({ prefix }).read()) lines.push(text.trim());
  return lines;
};
const versionsOf = async (Prefix: string) =>
  (await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }))).Versions ?? [];

describe('anchors in a bucket with object lock', () => {
  it('lie by day under a lock until their time is over, and are read back as they were', async () => {
    await open().put([make(1), make(2)]);
    const [first] = await versionsOf('a/');
    expect(first?.Key).toMatch(/^a\/2026\/11\/25\/000000000001-[0-9a-f]{12}\.json$/);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: first?.Key }));
    expect(head.ObjectLockMode).toBe('COMPLIANCE');
    expect(((head.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
    expect(await readAll('a/')).toEqual([make(1), make(2)].map(toAnchorLine));
  });

  it('that are there already are not written again', async () => {
    await open({ prefix: 'again/' }).put([make(1)]);
    await open({ prefix: 'again/' }).put([make(1), make(2)]);
    expect(await versionsOf('again/')).toHaveLength(2);
  });

  it('can be neither deleted nor lost by what is put over them', async () => {
    await open({ prefix: 'kept/' }).put([make(1)]);
    const [{ Key, VersionId } = {}] = await versionsOf('kept/');
    const deletion = s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    await expect(deletion).rejects.toMatchObject({ name: 'AccessDenied' });
    const bypass = new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention: true });
    await expect(s3.send(bypass)).rejects.toMatchObject({ name: 'AccessDenied' });
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'over it' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'NoSuchKey' });
    const lines = await readAll('kept/');
    expect(lines).toContain('over it');
    expect(lines.map(readAnchor).filter((anchor) => anchor !== null)).toEqual([make(1)]);
  });

  it('in governance mode yield only to who may pass it', async () => {
    await open({ prefix: 'governed/', mode: 'GOVERNANCE' }).put([make(1)]);
    const [{ Key, VersionId } = {}] = await versionsOf('governed/');
    const deletion = { Bucket, Key, VersionId };
    await expect(s3.send(new DeleteObjectCommand(deletion))).rejects.toMatchObject({ name: 'AccessDenied' });
    await s3.send(new DeleteObjectCommand({ ...deletion, BypassGovernanceRetention: true }));
    expect(await versionsOf('governed/')).toEqual([]);
  });

  it('are read over many pages', { timeout: 120_000 }, async () => {
    const lines = Array.from({ length: 1_010 }, (_, index) => toAnchorLine(make(index + 1)));
    const objects = world.aws.world.buckets.get(Bucket)?.objects;
    for (const [index, line] of lines.entries())
      objects?.set(`many/${index}.json`, [
        { id: `v${index}`, body: Buffer.from(line), type: 'application/json', etag: 'e', lastModified: 0 },
      ]);
    expect((await readAll('many/')).toSorted()).toEqual(lines.toSorted());
  });

  it.each<[string, object, object, RegExp]>([
    ['a bucket that is not there', { bucket: 'not-there' }, {}, /NoSuchBucket/],
    ['a bucket without object lock', { bucket: 'without-lock' }, {}, /Object Lock/],
    ['the wrong region', { region: 'us-east-1' }, {}, /region/],
    ['a role that cannot be assumed', { role: 'arn:aws:iam::111122223333:role/none' }, {}, /sts:AssumeRole/],
    [
      'who may not write',
      {},
      { accessKeyId: viewerUser.accessKeyId, secretAccessKey: viewerUser.secretAccessKey },
      /AccessDenied/,
    ],
  ])('say what is wrong: %s', async (_, change, keys, why) => {
    await expect(open(change, keys).put([make(7)])).rejects.toMatchObject({
      message: expect.stringMatching(why),
      remedy: expect.any(String),
    });
  });

  it('refuse a lock that is over, half of one, and a checksum that is not theirs', async () => {
    const object = { Bucket, Key: 'x', Body: 'x', ChecksumSHA256: createHash('sha256').update('x').digest('base64') };
    const until = new Date(Date.now() + 60_000);
    const put = (more: object) => s3.send(new PutObjectCommand({ ...object, ...more }));
    const lock = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until };
    await expect(put({ ...lock, ObjectLockRetainUntilDate: new Date(0) })).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
    await expect(put({ ObjectLockMode: 'GOVERNANCE' })).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(put({ ...lock, Body: 'y' })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(put(lock)).resolves.toMatchObject({ VersionId: expect.any(String) });
  });
});
