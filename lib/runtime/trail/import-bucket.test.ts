import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { toOptions } from '@/lib/aws/testing/test-options';
import { isWhole } from '@/lib/domain/trail/digests/digest-report';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Store } from '@/lib/domain/ports/store';
import { adminKeys } from '@/lib/local-aws/testing/local-world';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { trailBucketOf, type TrailBucket } from '@/lib/local-aws/trail-files/bucket';
import { listKeys } from '@/lib/local-aws/trail-files/list-keys';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { callsOfBoth, freshStore } from '@/lib/sync/testing/trail-fixture';
import { importTrail } from './import-trail';
import { openSource } from './open-source';
import { readImportArguments } from './read-import-arguments';

const HOUR = 3_600_000;
const MADE = 'copied-trail';
const COPY = `s3://${MADE}`;
const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];
const ONE = ['--account', ACCOUNT, '--region', REGION];
let fixture: SyncFixture;
/** For what imports nothing. */
let untouched: TestStore;
let address: string;
let root: string;
beforeAll(async () => {
  fixture = await startSyncFixture({ local: { secrets: 12, historyDays: 1, quotas: false } });
  untouched = await startTestStore(seededScopes);
  const bucket = trailBucketOf(fixture.local.world);
  if (!bucket) throw new Error('no trail');
  address = `s3://${bucket.name}`;
  ({ root } = bucket);
  copyBucket(bucket);
});
afterEach(() => fixture.clearFaults());
afterAll(async () => {
  await untouched.stop();
  await fixture.stop();
});

const objects = () => {
  const made = fixture.local.world.buckets.get(MADE);
  if (!made) throw new Error('no bucket');
  return made.objects;
};
const put = (key: string, body: Buffer | string, more: object = {}) =>
  objects().set(key, [
    { id: 'null', body: Buffer.from(body), type: 'x', etag: `${key.length}${body.length}`, lastModified: 0, ...more },
  ]);

/** All of the trail's objects in a bucket that can be written to, signatures included. */
function copyBucket(bucket: TrailBucket): void {
  const { world } = fixture.local;
  const { owner, region } = bucket;
  world.buckets.set(MADE, { name: MADE, owner, region, locks: false, objects: new Map() });
  for (const { key, make } of listKeys(world, bucket, { prefix: '', after: '' }, Date.now())) {
    const { body, metadata } = make();
    put(key, body, { metadata });
  }
}

async function run(store: Store, args: string[], credentials: object = {}) {
  const { completeReads, ...what } = readImportArguments(args);
  const options = toOptions(fixture.local.url, { credentials: { ...adminKeys, ...credentials } });
  const opened = await openSource(what, { region: 'eu-west-1', pathStyle: true, options });
  return importTrail(store, opened.source, { now: () => new Date(), publicKeys: opened.publicKeys, completeReads });
}
/** What the copy holds of one scope, in the order of the keys. */
const logsOfOne = () => [...objects().keys()].filter((key) => key.startsWith(folderOfOne())).toSorted();
const folderOfOne = () => `${root}${ACCOUNT}/CloudTrail/${REGION}/`;
const contentOf = (key: string) => gunzipSync(objects().get(key)?.[0]?.body ?? '').toString();
const toIso = (stamp: string) => stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:00Z');

let ofOne: ReturnType<typeof run> | null = null;
/** An import of one scope of the untouched copy. */
const wholeOfOne = () => (ofOne ??= freshStore().then(({ store }) => run(store, [COPY, ...ONE])));
/** Changes the copy for one test. */
function bend(change: () => void): void {
  const before = new Map(objects());
  onTestFinished(() => {
    objects().clear();
    for (const [key, versions] of before) objects().set(key, versions);
  });
  change();
}

it('holds what LookupEvents gives of the same time, once, by whole digests that CloudTrail’s own keys prove', async () => {
  const { store } = await freshStore();
  const report = await run(store, [address, '--digests', '--complete-reads', 'organization-trail']);
  expect(report).toMatchObject({ unreadableFiles: 0, quarantined: 0, strangers: [] });
  expect(report.records).toBe(report.inserted + report.duplicates + report.others);
  expect(report.digests && isWhole(report.digests)).toBe(true);
  expect((await store.history.coverage(seededScopes.map(({ id }) => id))).size).toBe(seededScopes.length);
  const { imported, looked } = await callsOfBoth(fixture, store);
  expect(new Set(imported)).toEqual(new Set(looked));
  expect(imported.length).toBeGreaterThan(50);
  const again = await run(store, [address, ...ONE]);
  expect(again).toMatchObject({ inserted: 0, digests: null });
  const [done, asked] = (await store.ledger.list(EVERYTHING, { limit: 4, beforeSeq: null })).slice(2);
  expect([asked?.phase, asked?.detail?.['path'], done?.phase]).toEqual(['asked', `${address}/${root}`, 'done']);
});

it('only the accounts, regions and days that were named are asked for', async () => {
  const { store } = await freshStore();
  const files = async (...args: string[]) => (await run(store, args)).files;
  const own = logsOfOne();
  expect(await files(COPY, ...ONE)).toBe(own.length);
  expect(await files(`${COPY}/${folderOfOne()}`)).toBe(own.length);
  expect(await files(COPY, ...ONE, '--to', '2020-01-01')).toBe(0);
  // Names begin with the time of delivery; a day is read from ninety minutes earlier on.
  const times = own.map((key) => Date.parse(toIso(/_(\d{8}T\d{4}Z)_/.exec(key)?.[1] ?? '')));
  const day = new Date(times[times.length >> 1] ?? 0).toISOString().slice(0, 10);
  const [begin, end] = [Date.parse(day) - 90 * 60_000, Date.parse(day) + 24 * HOUR];
  const within = times.filter((time) => time >= begin && time < end).length;
  expect(await files(COPY, ...ONE, '--from', day, '--to', day)).toBe(within);
  expect(await files(COPY, ...ONE, '--to', day)).toBe(times.filter((time) => time < end).length);
});

it('what is damaged, misplaced or made up is named, and all else is there', async () => {
  const whole = await wholeOfOne();
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = logsOfOne();
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  bend(() => {
    put(first, 'no gzip');
    put(second, gzipSync('{"Records":[]'));
    put(third, objects().get(third)?.[0]?.body?.subarray(0, 60) ?? '');
    put(fourth, '');
    put(fifth, '', { body: gzipSync('{"Records":[{"eventSource"') });
    put(`${folder}../../x.json.gz`, 'x');
    put(`${folder}notes.txt`, 'x');
    put(
      `${folder}999988887777_CloudTrail_eu-west-1_20261127T0000Z_AAAAAAAAAAAAAAAA.json.gz`,
      gzipSync('{"Records":[]}'),
    );
  });
  const { files, unreadable, unreadableFiles, inserted } = await run((await freshStore()).store, [COPY, ...ONE]);
  expect(files).toBe(whole.files + 3);
  expect(unreadableFiles).toBe(8);
  const reasons = new Map(unreadable.map(({ path, reason }) => [path, reason]));
  expect([first, second, third, fourth, fifth].map((key) => reasons.get(key))).toEqual([
    'it is no JSON, or ends early',
    'it is no JSON, or ends early',
    'it ends early',
    'it is empty',
    'it is no JSON, or ends early',
  ]);
  const misplaced = [...reasons.values()].filter((reason) => reason.startsWith('its name is none'));
  expect(misplaced).toHaveLength(3);
  expect(inserted).toBeGreaterThan(whole.inserted / 2);
  expect(inserted).toBeLessThan(whole.inserted);
});

it('a record that is no JSON is quarantined, and the others of its file count', async () => {
  const whole = await wholeOfOne();
  const [first = ''] = logsOfOne().filter((key) => contentOf(key).includes('GetSecretValue'));
  const broken = ',{"eventName":"GetSecretValue","eventSource":oops}]}';
  bend(() => put(first, gzipSync(contentOf(first).replace(/\]\}$/, broken))));
  const report = await run((await freshStore()).store, [COPY, ...ONE]);
  expect(report).toMatchObject({ inserted: whole.inserted, quarantined: 1, unreadableFiles: 0 });
});

it('digests find what somebody altered in the bucket, and what they took away', async () => {
  const [altered = '', gone = ''] = logsOfOne().filter((key) => contentOf(key).includes('GetSecretValue'));
  bend(() => {
    put(altered, gzipSync(contentOf(altered).replace('GetSecretValue', 'DescribeSecret')));
    objects().delete(gone);
  });
  // The digests of a copy say that they lie elsewhere, which is part of what is signed.
  const { digests } = await run((await freshStore()).store, [COPY, ...ONE, '--digests']);
  expect(digests?.altered.first).toEqual([altered]);
  expect(digests?.missing.first).toEqual([gone.slice(gone.lastIndexOf('/') + 1)]);
});

it.each([
  ['the network fails', 'reset', 'us-east-1'],
  ['the session ends', 'expired', 'us-east-1'],
  ['credentials are unknown where the bucket is', 'region-off', 'eu-west-1'],
])('nothing is imported where %s while keys are asked for', async (_what, kind, region) => {
  await fixture.fault({ kind, operation: 'ListPublicKeys', scope: { region } });
  const { store } = untouched;
  await expect(run(store, [COPY, '--digests', '--region', region])).rejects.toMatchObject({
    message: expect.stringContaining(`cloudtrail:ListPublicKeys in the own account:${region}`),
    remedy: expect.stringContaining(`Or give the keys of ${region} by --public-keys.`),
  });
  expect(await store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null })).toEqual([]);
});

it('a region that the account has not enabled proves nothing, and the others go on', async () => {
  await fixture.fault({ kind: 'region-off', operation: 'ListPublicKeys', scope: { region: 'us-east-1' } });
  const { digests } = await run((await freshStore()).store, [address, '--digests', '--account', ACCOUNT]);
  const unproven = digests?.faults.first.filter(({ rule }) => rule.includes('no public key')) ?? [];
  expect(unproven.length).toBeGreaterThan(0);
  expect(unproven.every(({ path }) => path.includes('/us-east-1/'))).toBe(true);
  expect(digests?.intact).toBeGreaterThan(0);
});

describe('the bucket refuses', () => {
  it('one account’s folder: that is told with what to grant, and the others go on', async () => {
    const [denied = ''] = new Set(seededScopes.map(({ accountId }) => accountId));
    const { keys } = makeUser(fixture.local.world, [
      { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource: '*' },
      {
        Effect: 'Deny',
        Action: 's3:ListBucket',
        Resource: '*',
        Condition: { StringLike: { 's3:prefix': `${root}${denied}/*` } },
      },
    ]);
    const report = await run((await freshStore()).store, [COPY], keys);
    expect(report.unreadable.map(({ path }) => path)).toEqual([`${root}${denied}/CloudTrail/`]);
    expect(report.unreadable[0]?.reason).toMatch(
      /^s3:ListBucket in .*AccessDenied: .* policy denies s3:ListBucket: change it there/,
    );
    expect(report.inserted).toBeGreaterThan(10);
  });

  it.each<[string, string[], object, RegExp]>([
    ['a name that nobody has', ['s3://not-there'], {}, /NoSuchBucket/],
    ['another region', ['--bucket-region', 'us-east-1'], {}, /expecting 'eu-west-1'/],
    ['another owner', ['--owner', '999988887777'], {}, /AccessDenied/],
    ['keys that nobody knows', [], { accessKeyId: 'AKIANOBODY0000000000' }, /InvalidAccessKeyId/],
    ['a role that cannot be assumed', ['--role', 'arn:aws:iam::111122223333:role/none'], {}, /sts:AssumeRole/],
  ])('%s: nothing is imported, and it says why', async (_what, args, keys, why) => {
    const [place = address, ...rest] = args[0]?.startsWith('s3://') ? args : [address, ...args];
    const { store } = untouched;
    await expect(run(store, [place, ...rest], keys)).rejects.toMatchObject({
      message: expect.stringMatching(why),
      remedy: expect.any(String),
    });
    expect(await store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null })).toEqual([]);
  });

  it('now and then, being busy or cut off: it is asked again', async () => {
    const whole = await wholeOfOne();
    await fixture.fault({ kind: 'throttle', operation: 'GetObject', count: 2 });
    await fixture.fault({ kind: 'throttle', operation: 'ListObjectsV2', count: 1 });
    await fixture.fault({ kind: 'reset', operation: 'GetObject', count: 2 });
    const report = await run((await freshStore()).store, [COPY, ...ONE]);
    expect(report).toMatchObject({ unreadableFiles: 0, inserted: whole.inserted });
  });
});
