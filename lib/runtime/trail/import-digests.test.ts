import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { beforeAll, describe, expect, it } from 'vitest';
import { isWhole } from '@/lib/domain/trail/digests/digest-report';
import { EVERYTHING } from '@/lib/domain/grant';
import { sha256 } from '@/lib/domain/ledger/seal-entry';
import type { Store } from '@/lib/domain/ports/store';
import { adminUsers, regions } from '@/lib/local-aws/seed/identities';
import { ALL } from '@/lib/store/testing/test-store';
import { lookUpCalls, readEvents, seededScopes, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { freshFolder, freshStore, startTrailFolder } from '@/lib/sync/testing/trail-fixture';
import { openFolder } from './folder-source';
import { importTrail } from './import-trail';
import { loadPublicKeys } from './load-public-keys';

const HOUR = 3_600_000;
let fixture: SyncFixture;
let folder: string;
let keyFolder: string;
const keyFiles: string[] = [];
beforeAll(async () => {
  const trail = await startTrailFolder({ secrets: 30 });
  ({ fixture, folder } = trail);
  keyFolder = await mkdtemp(join(tmpdir(), 'keyledger-keys-'));
  for (const region of regions) keyFiles.push(await writeKeys(region));
  return async () => {
    await rm(keyFolder, { recursive: true });
    await trail.stop();
  };
});

/** As `aws cloudtrail list-public-keys` writes it. */
async function writeKeys(region: string): Promise<string> {
  const [admin] = adminUsers;
  if (!admin) throw new Error('no administrator');
  const client = new CloudTrailClient({ endpoint: fixture.local.url, region, credentials: admin });
  const { PublicKeyList = [] } = await client.send(new ListPublicKeysCommand({}));
  const list = PublicKeyList.map((key) => ({ ...key, Value: Buffer.from(key.Value ?? []).toString('base64') }));
  const path = join(keyFolder, `${region}.json`);
  await writeFile(path, JSON.stringify({ PublicKeyList: list }));
  return path;
}

interface Copy {
  path: string;
  logs: string[];
  digests: string[];
}

async function freshCopy(): Promise<Copy> {
  const path = await freshFolder();
  await cp(folder, path, { recursive: true });
  const names = (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.gz')).toSorted();
  const isOld = (name: string) => !name.includes(new Date().toISOString().slice(0, 10).replaceAll('-', '/'));
  const of = (part: string) =>
    names.filter((name) => name.includes(part) && isOld(name)).map((name) => join(path, name));
  return { path, logs: of('_CloudTrail_'), digests: of('_CloudTrail-Digest_') };
}

async function run(store: Store, path: string, { keys = keyFiles, completeReads = [] as string[] } = {}) {
  const publicKeys = await loadPublicKeys(keys);
  const report = await importTrail(store, await openFolder(path), { now: () => new Date(), publicKeys, completeReads });
  if (!report.digests) throw new Error('not held against digests');
  return { report, digests: report.digests };
}

const read = async (path: string) => gunzipSync(await readFile(path)).toString();
const write = (path: string, content: string) => writeFile(path, gzipSync(content, { level: 1 }));
/** The first of the paths whose content has a text. */
async function findWith(paths: readonly string[], text: string): Promise<string> {
  for (const path of paths) if ((await read(path)).includes(text)) return path;
  throw new Error('in none of them');
}
const READ = '"eventName":"GetSecretValue"';
const countReads = async (store: Store) =>
  (await store.history.listEvents(ALL, { filter: { eventName: ['GetSecretValue'] }, limit: 500, after: null })).length;

it('a whole trail is whole, and the ledger says by which keys, and what was vouched for', async () => {
  const { store } = await freshStore();
  const { report, digests } = await run(store, folder);
  expect(digests).toMatchObject({
    unsigned: 0,
    faults: { count: 0 },
    altered: { count: 0 },
    missing: { count: 0 },
    strays: 0,
  });
  expect([digests.sound, digests.intact]).toEqual([digests.digests, digests.named]);
  expect(digests.named).toBeGreaterThan(100);
  // Those of the last hour, of which there is no digest yet.
  expect(report.files).toBe(digests.named + digests.unnamed.count);
  expect(isWhole(digests)).toBe(true);
  const [done, asked] = await store.ledger.list(EVERYTHING, { limit: 2, beforeSeq: null });
  expect(done?.detail).toMatchObject({ intact: digests.named, altered: 0, signedDigests: digests.sound });
  const fingerprints = [...(await loadPublicKeys(keyFiles)).keys()];
  expect(asked?.detail).toMatchObject({
    publicKeys: fingerprints.toSorted().join(' '),
    publicKeysCount: fingerprints.length,
    publicKeysDigest: sha256(fingerprints.toSorted().join('\n')),
  });
});

it('a log file that was altered is named and not imported, one that was packed anew is', async () => {
  const { path, logs } = await freshCopy();
  const altered = await findWith(logs, READ);
  const original = await read(altered);
  await write(altered, original.replace(READ, '"eventName":"DescribeSecret"'));
  const again = await findWith(logs.toReversed(), READ);
  await write(again, await read(again));
  const { store } = await freshStore();
  const { report, digests } = await run(store, path);
  expect(digests).toMatchObject({
    altered: { count: 1, first: [altered] },
    missing: { count: 0 },
    faults: { count: 0 },
  });
  expect(digests.intact).toBe(digests.named - 1);
  expect(isWhole(digests)).toBe(false);
  const [before, { inserted }] = [await countReads(store), report];
  await write(altered, original);
  const mended = await run(store, path);
  expect(isWhole(mended.digests)).toBe(true);
  expect(mended.report.inserted).toBeGreaterThan(0);
  expect(mended.report.duplicates).toBe(inserted + report.duplicates);
  expect(await countReads(store)).toBeGreaterThan(before);
});

it('what a digest vouches for stands in the place of what an edited file said before', async () => {
  const { path, logs } = await freshCopy();
  for (const log of logs) await write(log, (await read(log)).replaceAll(READ, '"eventName":"DescribeSecret"'));
  const { store } = await freshStore();
  expect((await importTrail(store, await openFolder(path), { now: () => new Date() })).digests).toBeNull();
  const before = await countReads(store);
  const { report } = await run(store, folder);
  expect(report).toMatchObject({ inserted: 0 });
  expect(report.replaced).toBeGreaterThan(0);
  expect(await countReads(store)).toBeGreaterThan(before);
  expect((await run(store, folder)).report.replaced).toBe(0);
});

it('what is missing, in digests and beside them, is named', async () => {
  const { path, logs, digests: files } = await freshCopy();
  const [gone = ''] = logs.slice(3, 4);
  const digest = files[files.length - 3] ?? '';
  await Promise.all([rm(gone), rm(digest)]);
  const { digests } = await run((await freshStore()).store, path);
  expect(digests.missing).toEqual({ count: 1, first: [gone.split('/').at(-1)] });
  const [bucket] = digests.faults.first.map((fault) => fault.path.split('/')[0]);
  expect(digests.faults).toMatchObject({
    count: 1,
    first: [{ path: `${bucket}/${digest.slice(path.length + 1)}`, rule: expect.stringContaining('missing') }],
  });
  // Log files of the hour whose digest is gone are there, and others after them have theirs.
  expect(digests.strays).toBeGreaterThan(0);
  expect(isWhole(digests)).toBe(false);
});

describe('a digest', () => {
  it('that was altered, swapped or filled to the brim is told, and vouches for nothing', async () => {
    const { path, digests: files } = await freshCopy();
    const [a = '', b = '', c = '', d = '', e = ''] = files;
    const original = await read(a);
    await write(a, original.replace(/"hashValue":"[0-9a-f]/, '"hashValue":"z'));
    const [second, third] = [await readFile(b), await readFile(c)];
    await Promise.all([writeFile(b, third), writeFile(c, second)]);
    const member = gzipSync(Buffer.alloc(1024 * 1024, ' '));
    await writeFile(d, Buffer.concat(Array.from({ length: 65 }, () => member)));
    // One value twice: whichever is meant, it is not what was signed.
    await write(e, (await read(e)).replace('{', '{"digestS3Bucket":"other",'));
    const { digests } = await run((await freshStore()).store, path);
    const told = new Map(digests.faults.first.map((fault) => [fault.path, fault.rule]));
    expect([a, b, c, d, e].map((file) => told.get(file))).toEqual([
      expect.stringMatching(/list of log files is not whole|did not sign it so/),
      expect.stringContaining('the name that CloudTrail gave it'),
      expect.stringContaining('the name that CloudTrail gave it'),
      'it unpacks to more than 4 MB',
      expect.stringContaining('did not sign it so'),
    ]);
    expect(digests.sound).toBe(digests.digests - 5);
  });

  it('of a copy without signatures is proven by the one after it, the last of each by none', async () => {
    const { path } = await freshCopy();
    const names = await readdir(path, { recursive: true });
    for (const name of names.filter((one) => one.endsWith('.signature'))) await rm(join(path, name));
    const { digests } = await run((await freshStore()).store, path);
    expect(digests).toMatchObject({ unsigned: seededScopes.length, faults: { count: 0 }, altered: { count: 0 } });
    expect(digests.sound).toBe(digests.digests - seededScopes.length);
    expect(isWhole(digests)).toBe(true);
  });

  it('that no given key proves is told', async () => {
    const { digests } = await run((await freshStore()).store, folder, { keys: keyFiles.slice(0, 1) });
    expect(digests.faults.first[0]?.rule).toContain('no public key');
    expect(digests.faults.count + digests.sound).toBe(digests.digests);
    expect(digests.sound).toBeGreaterThan(0);
  });
});

it('files that lie in no folders of CloudTrail are told by their names, beside their digests', async () => {
  const { path, logs, digests: files } = await freshCopy();
  const flat = join(path, 'flat');
  await cp(keyFiles[0] ?? '', join(flat, 'keys.json'));
  const some = [...logs.slice(0, 40), ...files.slice(0, 10)];
  for (const file of some) await rename(file, join(flat, file.split('/').at(-1) ?? ''));
  const { report, digests } = await run((await freshStore()).store, flat);
  expect(digests.digests).toBe(10);
  expect(report.files).toBe(41);
  expect(digests.intact).toBeGreaterThan(0);
  expect(digests.intact).toBe(digests.named - digests.missing.count);
});

it('without any digest nothing is proven, and a file alone has none', async () => {
  const { digests: files, logs } = await freshCopy();
  const root = files[0]?.slice(0, files[0].indexOf('CloudTrail-Digest')) ?? '';
  const { digests } = await run((await freshStore()).store, join(root, 'CloudTrail'));
  expect(digests).toMatchObject({ digests: 0, named: 0, intact: 0 });
  expect(isWhole(digests)).toBe(false);
  const [log = ''] = logs;
  const { store } = await freshStore();
  await expect(run(store, log)).rejects.toThrow('it is one file');
  expect(await store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null })).toEqual([]);
});

describe('what is covered', () => {
  const TRAIL = 'organization-trail';
  const scopeIds = seededScopes.map(({ id }) => id);
  const coverageOf = (store: Store) => store.history.coverage(scopeIds);

  it('is what unbroken digests of a trail that records all reads know, and LookupEvents knows no more of it', async () => {
    const { store } = await freshStore();
    const { digests } = await run(store, folder, { completeReads: [TRAIL] });
    expect(digests.covered.map(({ scopeId }) => scopeId).toSorted()).toEqual(scopeIds.toSorted());
    const covered = await coverageOf(store);
    for (const { scopeId, intervals, doubt } of digests.covered) {
      expect(doubt).toBeNull();
      expect(intervals).toHaveLength(1);
      expect(covered.get(scopeId)).toEqual(intervals);
    }
    const events = await readEvents({ ...fixture.ctx, store });
    let compared = 0;
    for (const scope of seededScopes)
      for (const { from, to } of covered.get(scope.id) ?? []) {
        expect(to.getTime() - from.getTime()).toBeGreaterThan(20 * HOUR);
        const known = new Set(events.map((event) => event.sharedEventId ?? event.eventId));
        const looked = await lookUpCalls(fixture.ctx, scope, { from, to });
        expect(looked.filter((id) => !known.has(id))).toEqual([]);
        compared += looked.length;
      }
    expect(compared).toBeGreaterThan(100);
    const asked = (await store.ledger.list(EVERYTHING, { limit: 2, beforeSeq: null })).at(-1);
    const told = { completeReads: TRAIL, completeReadsCount: 1, completeReadsDigest: sha256(TRAIL) };
    expect(asked?.detail).toMatchObject(told);
  });

  it('is nothing unless somebody says what their trail records, of a trail that is there', async () => {
    const { store } = await freshStore();
    expect((await run(store, folder)).digests.covered).toEqual([]);
    expect((await coverageOf(store)).size).toBe(0);
    const { store: other } = await freshStore();
    const wrong = run(other, folder, { completeReads: [TRAIL, 'no-such'] });
    await expect(wrong).rejects.toThrow(
      `--complete-reads no-such: no digest file here is of that trail, only of ${TRAIL}.`,
    );
    expect(await other.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null })).toEqual([]);
  });

  it('has holes where a log file is missing or altered, until it is there', async () => {
    const { path, logs } = await freshCopy();
    const here = logs.filter((log) =>
      log.includes(`${seededScopes[0]?.accountId}_CloudTrail_${seededScopes[0]?.region}`),
    );
    const log = here[Math.floor(here.length / 2)] ?? '';
    const original = await read(log);
    await write(log, original.replace('"', '"x'));
    const { store } = await freshStore();
    const { digests } = await run(store, path, { completeReads: [TRAIL] });
    const id = seededScopes[0]?.id ?? '';
    expect(digests.altered.count).toBe(1);
    const covered = (await coverageOf(store)).get(id) ?? [];
    expect(covered).toHaveLength(2);
    const [{ to } = { to: new Date() }, { from } = { from: new Date(0) }] = covered;
    const times = JSON.parse(original).Records.map(({ eventTime }: { eventTime: string }) => Date.parse(eventTime));
    expect(to.getTime()).toBeLessThan(Math.min(...times));
    expect(from.getTime()).toBeGreaterThan(Math.max(...times));
    await write(log, original);
    await run(store, path, { completeReads: [TRAIL] });
    expect((await coverageOf(store)).get(id)).toHaveLength(1);
  });

  it('is of scopes that Keyledger reads alone', async () => {
    const fresh = await freshStore(seededScopes.slice(0, 1));
    const { digests } = await run(fresh.store, folder, { completeReads: [TRAIL] });
    expect(digests.covered.map(({ scopeId }) => scopeId)).toEqual([scopeIds[0]]);
    expect((await coverageOf(fresh.store)).size).toBe(1);
  });
});

it('keys that are none are no keys', async () => {
  const path = join(keyFolder, 'none.json');
  await writeFile(path, '{"PublicKeyList":[]}');
  await expect(loadPublicKeys([path])).rejects.toThrow('it holds no key');
  await expect(loadPublicKeys([join(keyFolder, 'nowhere')])).rejects.toThrow('it is not there');
});
