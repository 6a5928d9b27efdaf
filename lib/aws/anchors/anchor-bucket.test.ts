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
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toOptions } from '@/lib/aws/testing/test-options';
import { ANCHOR_TYPE, toAnchorHash, toAnchorLine, type SignedAnchor } from '@/lib/domain/ledger/anchor';
import { readAnchor } from '@/lib/domain/ledger/read-anchor';
import { readSigners, signAnchor } from '@/lib/domain/ledger/sign-anchor';
import { viewerUser } from '@/lib/local-aws/seed/identities';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { account, adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { createAnchorBucket } from './anchor-bucket';

const world = useLocalWorld();
const Bucket = 'anchors-of-keyledger';
const signers = readSigners(String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));
const make = (number: number, at = '2026-11-25T10:00:00.000Z'): SignedAnchor => {
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
  account: null,
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

describe('a success alone is no lock', () => {
  const DAY = 86_400_000;
  const now = make(1, new Date().toISOString());
  const after = (days: number) => Date.now() + days * DAY;
  const lockOf = async ({ Key, VersionId }: { Key?: string | undefined; VersionId?: string | undefined } = {}) => {
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, VersionId }));
    const until = head.ObjectLockRetainUntilDate?.getTime() ?? 0;
    return { mode: head.ObjectLockMode, days: Math.round((until - Date.now()) / DAY) };
  };
  const made = () => {
    const found = world.aws.world.buckets.get(Bucket);
    if (!found) throw new Error('no bucket');
    return found;
  };
  afterEach(async () => {
    delete made().bent;
    await world.control('DELETE', 'faults');
  });

  it.each([
    ['none', { lock: 'dropped' }, /it is under no lock/],
    ['a weaker one', { lock: 'lessened', to: { mode: 'GOVERNANCE', until: after(400) } }, /it is in GOVERNANCE mode/],
    ['a shorter one', { lock: 'lessened', to: { mode: 'COMPLIANCE', until: after(29) } }, /in COMPLIANCE mode until 2/],
  ] as const)('where the store says yes and keeps %s, it has not arrived', async (what, bent, why) => {
    const prefix = `${what.replaceAll(' ', '-')}/`;
    made().bent = bent;
    await expect(open({ prefix }).put([now])).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringMatching(why),
      remedy: expect.stringMatching(/made with object lock/),
    });
    // As soon as it keeps them, what lies there unlocked is no reason to be content.
    delete made().bent;
    await open({ prefix }).put([now]);
    expect(await lockOf((await versionsOf(prefix))[0])).toEqual({ mode: 'COMPLIANCE', days: 30 });
  });

  it('nor is what somebody put in its place before, of which it makes another version', async () => {
    const day = now.anchor.at.slice(0, 10).replaceAll('-', '/');
    const Key = `first/${day}/000000000001-${toAnchorHash(now.anchor).slice(0, 12)}.json`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'in its place' }));
    await open({ prefix: 'first/' }).put([now]);
    expect(await readAll('first/')).toEqual([toAnchorLine(now), 'in its place']);
    expect(await lockOf((await versionsOf('first/'))[0])).toEqual({ mode: 'COMPLIANCE', days: 30 });
  });

  it('ends by the clock of S3, not by ours', async () => {
    await world.control('POST', 'faults', { kind: 'clock-skew', latencyMs: (20 / 24) * DAY });
    await open({ prefix: 'late/' }).put([now]);
    await world.control('DELETE', 'faults');
    expect(await lockOf((await versionsOf('late/'))[0])).toEqual({ mode: 'COMPLIANCE', days: 31 });
  });

  it('is not looked at by who may not, which is said', async () => {
    const { keys } = makeUser(world.aws.world, [
      { Effect: 'Allow', Action: ['s3:PutObject', 's3:PutObjectRetention'], Resource: '*' },
    ]);
    await expect(open({ prefix: 'blind/' }, keys).put([now])).rejects.toMatchObject({
      remedy: expect.stringMatching(/Grant s3:GetObjectRetention/),
    });
  });

  it('is given to no bucket of another account, nor read from one', async () => {
    const other = { prefix: 'whose/', account: '999988887777' };
    await expect(open(other).put([now])).rejects.toMatchObject({
      message: expect.stringMatching(/of account 999988887777 .*AccessDenied/),
    });
    expect(await versionsOf('whose/')).toEqual([]);
    await open({ prefix: 'whose/', account }).put([now]);
    await expect(open(other).read().next()).rejects.toMatchObject({ message: expect.stringMatching(/AccessDenied/) });
  });

  it('what is far too large to be an anchor is not read', async () => {
    await open({ prefix: 'large/' }).put([now]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'large/x.json', Body: 'x'.repeat(200_000) }));
    expect(await readAll('large/')).toEqual([toAnchorLine(now)]);
  });
});
