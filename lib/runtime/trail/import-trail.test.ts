import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import type { StoredEvent } from '@/lib/domain/ports/history-store';
import type { Store } from '@/lib/domain/ports/store';
import { ALL } from '@/lib/store/testing/test-store';
import { readEvents, seededScopes, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { callsOfBoth, freshFolder, freshStore, startTrailFolder } from '@/lib/sync/testing/trail-fixture';
import { createHistoryHandler } from '@/lib/sync/history/sync-history';
import { toJobData } from '@/lib/sync/queues';
import { openFolder } from './folder-source';
import { importTrail } from './import-trail';

let fixture: SyncFixture;
let folder: string;
beforeAll(async () => {
  const trail = await startTrailFolder({ secrets: 40 });
  ({ fixture, folder } = trail);
  return () => trail.stop();
});

const now = () => new Date();
const run = async (store: Store, path: string) => importTrail(store, await openFolder(path), { now });

async function eventsOf(store: Store): Promise<StoredEvent[]> {
  const query = { filter: {}, limit: 500, after: null };
  return store.history.listEvents(ALL, query);
}

it('holds what LookupEvents gives of the same time, once, and claims no time as covered', async () => {
  const { ctx } = fixture;
  const report = await run(ctx.store, folder);
  expect(report).toMatchObject({ unreadableFiles: 0, quarantined: 0, strangers: [] });
  expect(report.others).toBeGreaterThan(0);
  // A call between accounts has a record in each: it is one event.
  expect(report.records).toBe(report.inserted + report.duplicates + report.others);
  expect(report.duplicates).toBeGreaterThan(0);

  const events = await readEvents(ctx);
  const { imported, looked } = await callsOfBoth(fixture, ctx.store);
  expect(new Set(imported)).toEqual(new Set(looked));
  expect(imported.length).toBe(new Set(imported).size);
  expect(imported.length).toBeGreaterThan(100);
  expect((await ctx.store.history.coverage(seededScopes.map(({ id }) => id))).size).toBe(0);

  const again = await run(ctx.store, folder);
  expect(again).toMatchObject({
    inserted: 0,
    duplicates: report.inserted + report.duplicates,
    records: report.records,
  });
  expect(await readEvents(ctx)).toHaveLength(events.length);
});

it('the ledger says first that it begins, then what it did', async () => {
  const { store } = await freshStore();
  const { inserted } = await run(store, folder);
  const entries = await store.ledger.list(EVERYTHING, { limit: 10, beforeSeq: null });
  expect(entries.map(({ action, phase, actId }) => ({ action, phase, actId }))).toEqual([
    { action: 'history.import', phase: 'done', actId: entries[1]?.actId },
    { action: 'history.import', phase: 'asked', actId: entries[0]?.actId },
  ]);
  expect(entries[0]?.detail).toMatchObject({ path: folder, inserted, quarantined: 0 });
});

it('what is damaged is named, and all else is there', async () => {
  const [whole, broken] = [await freshStore(), await freshStore()];
  const expected = await run(whole.store, folder);
  const made = await freshFolder();
  await cp(folder, made, { recursive: true });
  const names = (await readdir(made, { recursive: true })).filter((name) => /_CloudTrail_.*gz$/.test(name)).toSorted();
  const [first = '', second = '', third = ''] = names;
  await truncate(join(made, first), 40);
  await writeFile(join(made, second), 'no gzip, and no JSON');
  await writeFile(join(made, third), gzipSync('{"Records":[{"eventSource"'));
  await writeFile(join(made, 'empty.json'), '');
  await writeFile(join(made, 'note.txt'), 'not looked at');
  await symlink(made, join(made, 'round'));
  await symlink(join(made, 'nowhere'), join(made, 'gone.json'));
  const report = await run(broken.store, made);
  expect(report.unreadable.map(({ path, reason }) => [path.slice(made.length + 1), reason])).toEqual([
    [first, 'it ends early'],
    [second, 'it is no JSON, or ends early'],
    [third, 'it is no JSON, or ends early'],
    ['empty.json', 'it is empty'],
    ['gone.json', 'it is gone'],
  ]);
  expect(report.files).toBe(expected.files + 2);
  expect(report.inserted).toBeGreaterThan(0);
  expect(report.inserted).toBeLessThan(expected.inserted);

  await cp(folder, made, { recursive: true });
  const mended = await run(broken.store, made);
  expect(mended.inserted + report.inserted).toBe(expected.inserted);
});

it('a file that unpacks without end is refused', async () => {
  const { store } = await freshStore();
  const made = await freshFolder();
  const bomb = join(made, 'bomb.json.gz');
  // Members follow one another in a gzip file: 300 of a megabyte of blanks.
  const member = gzipSync(Buffer.alloc(1024 * 1024, ' '));
  await writeFile(bomb, Buffer.concat(Array.from({ length: 300 }, () => member)));
  expect(await run(store, made)).toMatchObject({
    unreadable: [{ path: bomb, reason: 'it unpacks to more than 256 MB' }],
    records: 0,
  });
});

it('records of accounts that are not read are kept, told, and those that nothing places quarantined', async () => {
  const { store } = await freshStore();
  const made = await freshFolder();
  const record = {
    eventVersion: '1.11',
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'GetSecretValue',
    eventTime: '2026-10-01T00:00:00Z',
    awsRegion: 'eu-central-1',
    recipientAccountId: '999900001111',
    userIdentity: { type: 'Root', arn: 'arn:aws:iam::999900001111:root', accountId: '999900001111' },
    requestParameters: { secretId: 'prod/far' },
  };
  const records = [
    { ...record, eventID: 'one' },
    { ...record, eventID: 'two', awsRegion: undefined },
    { ...record, eventID: 'three', eventTime: '1999-01-01T00:00:00Z' },
    null,
    'text',
  ];
  await mkdir(join(made, 'some'));
  await writeFile(join(made, 'some', 'records.json'), JSON.stringify({ Records: records }));
  const report = await run(store, made);
  expect(report).toMatchObject({ records: 5, inserted: 1, quarantined: 4, unreadableFiles: 0 });
  expect(report.strangers).toEqual([
    { scope: 'unknown:unknown', records: 3 },
    { scope: '999900001111:eu-central-1', records: 2 },
  ]);
  expect(await eventsOf(store)).toMatchObject([{ eventId: 'one', secretId: null, region: 'eu-central-1' }]);
  expect(await run(store, made)).toMatchObject({ inserted: 0, duplicates: 1, quarantined: 4 });
});

it('what is no record of CloudTrail is counted, and nothing of it is kept anywhere', async () => {
  const { store, database } = await freshStore();
  const made = await freshFolder();
  const value = 'a-value-that-nobody-may-keep';
  const answer = { ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbC123', SecretString: value };
  await writeFile(join(made, 'values.jsonl'), `${JSON.stringify(answer)}\n${JSON.stringify(answer)}\n${value}\n`);
  await writeFile(join(made, 'list.json'), JSON.stringify([answer, value]));
  await writeFile(join(made, 'one.json'), JSON.stringify(answer));
  await writeFile(join(made, 'batch.json'), JSON.stringify({ SecretValues: [answer] }));
  const report = await run(store, made);
  expect(report).toMatchObject({ files: 4, unreadableFiles: 2, records: 5, inserted: 0, quarantined: 5 });
  expect(JSON.stringify(report)).not.toContain(value);
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  onTestFinished(() => client.end());
  const { rows } = await client.query('select q::text as row from keyledger.quarantine q');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).toContain('no record of CloudTrail');
  const { rows: told } = await client.query('select l::text as row from keyledger.ledger l');
  expect(JSON.stringify([rows, told])).not.toContain(value);
});

it('a path that is not there is no import, and no entry', async () => {
  const { store } = await freshStore();
  await expect(run(store, join(folder, 'nowhere'))).rejects.toThrow('it is not there');
  expect(await store.ledger.list(EVERYTHING, { limit: 10, beforeSeq: null })).toEqual([]);
});

it.each([
  ['s3://bucket/', new AppError('unavailable', 'no answer'), 'unavailable', /^s3:\/\/bucket\/x{288}$/],
  ['/folder/', new Error('anything'), 'internal', /^x{299}\/$/],
])('one of %s that fails ends in the ledger, with why', async (begin, error, code, path) => {
  const { store } = await freshStore();
  const read = () => Promise.reject(error);
  const source = { ...(await openFolder(folder)), place: `${begin}${'x'.repeat(500)}/`, read };
  await expect(importTrail(store, source, { now })).rejects.toBe(error);
  expect(await store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null })).toMatchObject([
    { action: 'history.import', phase: 'failed', code, detail: { path: expect.stringMatching(path) } },
  ]);
});

it('what somebody edited in a file gives way to AWS’s own record, and the ledger tells of it', async () => {
  const { store } = await freshStore();
  const made = await freshFolder();
  await cp(folder, made, { recursive: true });
  const names = (await readdir(made, { recursive: true })).filter((name) => /_CloudTrail_.*gz$/.test(name));
  for (const name of names) {
    const text = gunzipSync(await readFile(join(made, name))).toString();
    await writeFile(join(made, name), gzipSync(text.replaceAll('"GetSecretValue"', '"DescribeSecret"')));
  }
  await run(store, made);
  const whole = (await freshStore()).store;
  await run(whole, folder);
  const reads = async () => (await eventsOf(store)).filter(({ eventName }) => eventName === 'GetSecretValue').length;
  expect(await reads()).toBe(0);
  const [scope] = seededScopes;
  if (!scope) throw new Error('no scope');
  const lookUp = (into: Store) =>
    createHistoryHandler({ ...fixture.ctx, store: into }, [])(toJobData(scope.id), new AbortController().signal);
  await lookUp(store);
  expect(await reads()).toBeGreaterThan(0);
  const entries = await store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null });
  expect(entries).toMatchObject([
    { action: 'history.replace', phase: 'noted', detail: { scope: scope.id, events: expect.any(Number) } },
  ]);
  await lookUp(whole);
  const untouched = await whole.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null });
  expect(untouched).toMatchObject([{ action: 'history.import', phase: 'done' }]);
});

/** Published records of the real service; they are not part of this repository. */
const REAL = new URL('../../../../shared/cloudtrail/', import.meta.url).pathname;
const isThere = existsSync(REAL);

it.skipIf(!isThere)(
  `records of the real service${isThere ? '' : ' (skipped: no folder ../shared/cloudtrail)'}`,
  async () => {
    const { store } = await freshStore();
    const lines = async (file: string) => (await readFile(join(REAL, file), 'utf8')).split('\n').filter(Boolean).length;
    const whole = (await lines('stratus.jsonl')) + (await lines('panther.jsonl')) + (await lines('awsdocs.jsonl'));
    const report = await run(store, REAL);
    expect(report).toMatchObject({ files: 4, unreadableFiles: 0, inserted: whole, others: 0 });
    expect(report.quarantined).toBe(await lines('partial.jsonl'));
  },
);
