import { mkdtemp, readFile, rm, writeFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import { createStore } from '@/lib/store/create-store';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { ALL, applyListing, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';
import { backup } from './backup';
import { TABLES } from './backup-header';
import { restore } from './restore';

/** Of what is in it, by a restore. */
const MADE = ['actor_day', 'secret_day'];
const HOSTILE = 'tab\there, back\\slash, \\., \r\n, \\N, "quote", é 𝄞';
const WAVE = 'W'.repeat(22);
const PERSON = { issuer: 'i', subject: 's', name: 'n', email: null, persona: null, groups: [], claims: {} };
let test: TestStore;
let target: TestDatabase;
let folder = '';
let file = '';

async function dump(url: string): Promise<Record<string, unknown[]>> {
  const client = new pg.Client(url);
  await client.connect();
  const dumped: Record<string, unknown[]> = {};
  for (const table of [...TABLES, ...MADE])
    dumped[table] = (
      await client.query(`select (to_jsonb(t) - 'changed_in')::text as t from keyledger.${table} t order by 1`)
    ).rows;
  await client.end();
  return dumped;
}

beforeAll(async () => {
  target = await startTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'keyledger-backup-'));
  file = path.join(folder, 'all.gz');
  const scope = makeScope();
  test = await startTestStore([scope]);
  const secret = makeSecret({ name: 'prod/a', description: HOSTILE, tags: { [HOSTILE]: HOSTILE, team: 'x' } });
  await applyListing(test.store, scope.id, [secret, makeSecret({ name: 'b' })]);
  const covered = { from: daysAgo(90), to: NOW, source: 'lookup-events' as const };
  const records = [
    ok(makeEvent({ secretId: 'prod/a' })),
    ok(makeEvent({ secretId: 'b', at: daysAgo(80), userAgent: HOSTILE, raw: { [HOSTILE]: [HOSTILE] } })),
  ];
  await test.store.history.applyEvents({
    scopeId: scope.id,
    covered,
    at: NOW,
    records: [...records, { ok: false, quarantined: { reason: 'r', raw: HOSTILE } }],
  });
  // Of which what its day came to alone is left, and who it was.
  await test.store.history.applyEvents({
    scopeId: scope.id,
    covered: null,
    at: daysAgo(20),
    records: [ok(makeEvent({ secretId: 'prod/a', at: daysAgo(410), person: HOSTILE, workload: null }))],
  });
  const { signal } = new AbortController();
  await test.store.retention.deleteDay({ action: 'read', before: daysAgo(400), after: null, now: NOW, signal });
  for (const actId of ['a', 'b', 'c'])
    await test.store.ledger.append(
      {
        actId,
        action: 'secret.rotate',
        phase: 'asked',
        actor: { id: 'i', name: HOSTILE, persona: null },
        secret: null,
        reason: HOSTILE,
        code: null,
        requestId: null,
        count: 1,
        detail: { n: 1.25 },
      },
      NOW,
    );
  const annotated = { fields: { owner: HOSTILE, note: HOSTILE, runbook: null }, seen: null, at: NOW, by: HOSTILE };
  for (const place of [{ prefix: 'prod/' }, { secretId: makeSecret({ name: 'b' }).id }])
    await test.store.annotations.set({ target: place, ...annotated }, 10);
  const toRemind = { secretId: makeSecret({ name: 'b' }).id, at: NOW, by: HOSTILE };
  const fields = { dueOn: '2026-01-01', everyDays: 7, note: HOSTILE };
  const reminder = await test.store.reminders.set({ ...toRemind, seen: null, fields });
  const seen = reminder === 'changed' ? null : (reminder?.revision ?? null);
  await test.store.reminders.complete({ ...toRemind, seen, note: HOSTILE, next: '2026-02-01' });
  const pace = { concurrency: 1, pauseSeconds: 0, stopAfter: null };
  const origin = { kind: 'ids', principal: null, since: null, review: null } as const;
  const wave = { id: WAVE, name: HOSTILE, origin, at: NOW, by: { id: 'i', name: HOSTILE }, ...pace };
  const item = { id: makeSecret({ name: 'b' }).id, name: 'b', environment: 'prod', rank: 9, depth: 0, dependsOn: [] };
  await test.store.waves.draft(wave, [item], 1);
  const finding = {
    rule: 'root',
    secretId: item.id,
    principalId: 'p',
    actorKind: 'person',
    day: '2026-01-01',
  } as const;
  const told = { ...finding, firstAt: NOW, lastAt: NOW, count: 1, reason: HOSTILE, facts: [] };
  await test.store.unusual.settle({ days: [], principalDays: [] }, [told], NOW);
  const { rows } = await withClient(test.database.appUrl, (client) =>
    client.query<{ id: string }>('select id from keyledger.unusual_read'),
  );
  const ids = rows.map(({ id }) => id);
  await test.store.unusual.dismiss({ ids, at: NOW, by: HOSTILE, reason: HOSTILE, toEntry: null });
  await backup(test.database.appUrl, file, NOW);
});
/** A store that nothing was put back into yet. */
async function renew(): Promise<void> {
  await target.stop();
  target = await startTestDatabase();
}
afterAll(async () => {
  await target.stop();
  await test.stop();
  await rm(folder, { recursive: true });
});

describe('a backup', () => {
  it('comes back whole into an empty store, and the ledger says so', async () => {
    await renew();
    const { ledger } = await restore(target.ownerUrl, file, { now: NOW });
    expect(ledger).toMatchObject({ entries: 3, brokenAt: null });
    const [before, after] = [await dump(test.database.appUrl), await dump(target.appUrl)];
    for (const table of [...TABLES, ...MADE].filter((name) => name !== 'ledger' && name !== 'ledger_head'))
      expect(after[table]).toEqual(before[table]);
    for (const table of [...MADE, 'event_day', 'deleted_day', 'unkept', 'unusual_dismissal'])
      expect(after[table]?.length).toBeGreaterThan(0);
    expect(after.ledger?.slice(0, 3)).toEqual(before.ledger);
    const store = createStore({ databaseUrl: target.appUrl });
    const [entry] = await store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null });
    expect(entry).toMatchObject({
      seq: 4,
      action: 'ledger.restored',
      detail: { entries: 3, head: ledger.head, replacedEntries: 0 },
    });
    expect(await store.ledger.verify()).toMatchObject({ entries: 4, brokenAt: null });
    const listed = await store.inventory.list(ALL, toQuery());
    expect(listed).toEqual(await test.store.inventory.list(ALL, toQuery()));
    expect(listed.map(({ note }) => note?.from)).toEqual(['secret', 'prefix']);
    expect(await store.ledgerGuard()).toBe('append-only');
    await store.close();
  });

  it('is for its owner alone, and replaces no file', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(backup(test.database.appUrl, file)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that cannot be finished leaves no file', async () => {
    const other = path.join(folder, 'other.gz');
    await expect(backup('postgresql://a:b@127.0.0.1:1/x', other)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(stat(`${other}.partial`)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a restore', () => {
  it('refuses a store that is not empty, unless forced', async () => {
    await renew();
    await expect(restore(test.database.ownerUrl, file)).rejects.toMatchObject({ code: 'conflict' });
    await restore(target.ownerUrl, file, { now: NOW });
    await expect(restore(target.ownerUrl, file)).rejects.toMatchObject({ code: 'conflict' });
    const again = await restore(target.ownerUrl, file, { force: true, now: NOW });
    expect(again.ledger.entries).toBe(3);
  });

  const change = (edit: (text: string) => string) => (packed: Buffer) =>
    gzipSync(edit(gunzipSync(packed).toString('utf8')));
  const header = (edit: (content: Record<string, unknown>) => object) =>
    change((text) => {
      const [first = '', ...rest] = text.split('\n');
      return [JSON.stringify(edit(JSON.parse(first))), ...rest].join('\n');
    });

  it.each<[string, (packed: Buffer) => Buffer, RegExp]>([
    ['cut short', (packed) => packed.subarray(0, packed.length - 20), /unexpected end/],
    ['empty', () => Buffer.alloc(0), /header|unexpected end/],
    ['no gzip', () => Buffer.from('hello'), /header check/],
    [
      'with a flipped bit',
      (packed) => packed.map((byte, index) => (index === 600 ? byte ^ 1 : byte)) as Buffer,
      /not a whole backup/,
    ],
    [
      'unpacked, cut at a line and packed again',
      change((text) => `${text.split('\n').slice(0, -4).join('\n')}\n`),
      /ends within|checksum/,
    ],
    ['with a changed row', change((text) => text.replace('secret.rotate', 'secret.reveal')), /checksum/],
    ['with a row less', change((text) => text.replace(/^.*secret\.rotate.*\n/m, '')), /rows where 3/],
    ['with something after its end', change((text) => `${text}more\n`), /follows its end/],
    ['without a newline at its end', change((text) => text.trimEnd()), /within a line/],
    ['of another format', header((content) => ({ ...content, keyledgerBackup: 2 })), /format 2/],
    [
      'with a table we do not know',
      header((content) => ({ ...content, tables: [{ name: 'pg_authid', columns: ['a'], rows: 0 }] })),
      /header is not one/,
    ],
    [
      'with a column that is none',
      header((content) => ({ ...content, tables: [{ name: 'scope', columns: ['id"; drop'], rows: 0 }] })),
      /header is not one/,
    ],
    ['of JSON that is no header', change(() => '[1]\n'), /header is not one/],
  ])('refuses a file %s, and touches nothing', async (_, spoil, why) => {
    const before = await dump(target.appUrl);
    const spoilt = path.join(folder, 'spoilt.gz');
    await writeFile(spoilt, spoil(await readFile(file)));
    await expect(restore(target.ownerUrl, spoilt, { force: true })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(why),
    });
    expect(await dump(target.appUrl)).toEqual(before);
  });

  it('pauses the waves that ran, so that none rotates again what it rotated since, and says so', async () => {
    const starter = { person: PERSON, token: null };
    await test.store.waves.start(WAVE, { starter, reason: 'leaked', typedName: true, at: NOW });
    const other = path.join(folder, 'waves.gz');
    await backup(test.database.appUrl, other);
    await renew();
    expect(await restore(target.ownerUrl, other, { now: NOW })).toMatchObject({ wavesPaused: 1 });
    const store = createStore({ databaseUrl: target.appUrl });
    expect(await store.waves.find({ inventory: EVERYTHING, history: EVERYTHING }, WAVE)).toMatchObject({
      state: 'paused',
      why: expect.stringContaining('A restore brought it back'),
      isRestored: true,
    });
    expect(await store.waves.running()).toEqual([]);
    const [entry] = await store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null });
    expect(entry).toMatchObject({ action: 'ledger.restored', detail: { wavesPaused: 1 } });
    await store.close();
  });

  it('has days of a trail that were not done looked into anew, since which files are in is in no backup', async () => {
    const { id: scopeId } = makeScope();
    const end = { more: false, troubles: [], problem: null };
    for (const [day, done] of [['2026-10-01', true] as const, ['2026-10-02', false] as const])
      await test.store.trail.endLook({ scopeId, reading: 'r', day }, { ...end, done }, NOW);
    const other = path.join(folder, 'days.gz');
    await backup(test.database.appUrl, other);
    await renew();
    await restore(target.ownerUrl, other, { now: NOW });
    const store = createStore({ databaseUrl: target.appUrl });
    expect((await store.trail.lookedDays(scopeId, 'r')).map(({ day }) => day)).toEqual(['2026-10-01']);
    await store.close();
    await test.store.trail.forgetFiles(scopeId, 'none', []);
  });

  it('passes over a table that an older schema had', async () => {
    const older = change((text) => {
      const [first = '', ...rest] = text.split('\n').slice(0, -2);
      const content: { tables: object[] } = JSON.parse(first);
      const tables = [{ name: 'athena', columns: ['one', 'looked_at'], rows: 1 }, ...content.tables];
      const body = [JSON.stringify({ ...content, tables }), 't\t2026-11-20', '\\.', ...rest, ''].join('\n');
      return `${body}sha256 ${createHash('sha256').update(body).digest('hex')}\n`;
    });
    const other = path.join(folder, 'older.gz');
    await writeFile(other, older(await readFile(file)));
    await renew();
    await expect(restore(target.ownerUrl, other, { now: NOW })).resolves.toMatchObject({ ledger: { entries: 3 } });
  });

  it('refuses a backup of a newer schema', async () => {
    const newer = new pg.Client(test.database.ownerUrl);
    await newer.connect();
    await newer.query(`insert into keyledger.schema_migration (version, name, checksum) values (99, 'later', 'x')`);
    const other = path.join(folder, 'newer.gz');
    await backup(test.database.appUrl, other);
    await newer.query('delete from keyledger.schema_migration where version = 99');
    await newer.end();
    await expect(restore(target.ownerUrl, other, { force: true })).rejects.toMatchObject({
      message: expect.stringContaining('99'),
    });
  });

  it('that breaks in the middle leaves the store as it was', async () => {
    await renew();
    await restore(target.ownerUrl, file, { now: NOW });
    const before = await dump(target.appUrl);
    const client = new pg.Client(target.superuserUrl);
    await client.connect();
    await client.query(`create function public.stop() returns trigger language plpgsql as $$ begin
      perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      alter function public.stop() owner to postgres; grant execute on function public.stop to public;
      create trigger stop before insert on keyledger.refusal_fold for each row execute function public.stop();
      create trigger stop_head before insert on keyledger.ledger_head for each row execute function public.stop()`);
    await expect(restore(target.ownerUrl, file, { force: true })).rejects.toMatchObject({ code: 'unavailable' });
    await client.end();
    expect(await dump(target.appUrl)).toEqual(before);
  });
});
