import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { planAnchor } from '@/lib/domain/ledger/plan-anchor';
import { signAnchor } from '@/lib/domain/ledger/sign-anchor';
import { createStore } from '@/lib/store/create-store';
import { createFileSink } from './anchors/file-sink';
import { keepAnchorKey, readKeys } from './anchors/keep-anchor-key';
import { makeDataDir } from './make-data-dir';
import { startPostgres } from './postgres/start-postgres';
import { bootstrapEmbedded, migrateDatabase } from './prepare-database';
import { toConfigEntry } from './record-config';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-restore-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(entry: string, dataDir: string, ...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', `lib/runtime/${entry}.ts`, ...args],
      { env: { NODE_ENV: 'production', PATH: process.env.PATH, KEYLEDGER_DATA: dataDir } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
  });
}

interface Opened {
  store: ReturnType<typeof createStore>;
  migrationUrl: string;
}

/** Does something with the store of a folder, which is stopped before and after. */
async function withStore(dataDir: string, act: (opened: Opened) => Promise<void>): Promise<void> {
  makeDataDir(dataDir);
  const postgres = await startPostgres(dataDir);
  try {
    const database = await bootstrapEmbedded(postgres);
    await migrateDatabase(database);
    const store = createStore({ databaseUrl: database.url });
    await act({ store, migrationUrl: database.migrationUrl });
    await store.close();
  } finally {
    await postgres.stop();
  }
}

const makeStore = (dataDir: string): Promise<void> =>
  withStore(dataDir, async ({ store }) => {
    for (const digest of ['a', 'b'])
      await store.ledger.append(toConfigEntry({ digest, source: 'test', demo: false }, 'start', {}), new Date());
  });

it('a backup goes back into an empty store, ledger and all, in two commands', async () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  const file = join(folder, 'backup.gz');
  await makeStore(from);
  expect(await run('verify-ledger', from)).toMatchObject({ code: 0, said: expect.stringMatching(/whole: 2 entries/) });
  expect(await run('backup', from, file)).toMatchObject({ code: 0, said: expect.stringContaining('2 of them') });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await run('restore', to, file)).toMatchObject({ code: 0, said: expect.stringContaining('has 2 entries') });
  // The two that came back, and the one that says so.
  expect(await run('verify-ledger', to)).toMatchObject({ code: 0, said: expect.stringMatching(/whole: 3 entries/) });
  expect(await run('restore', to, file)).toMatchObject({ code: 1, said: expect.stringContaining('--force') });
}, 120_000);

it('what cannot be done is one line', async () => {
  const nowhere = join(folder, 'nowhere');
  expect(await run('backup', nowhere, 'file')).toEqual({
    code: 1,
    said: `There is no database in ${nowhere} yet: start Keyledger first.\n`,
  });
  expect(await run('restore', nowhere)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^Say which file: [^\n]*\n$/),
  });
  expect(await run('backup', nowhere, '--force', 'x')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^Say which/),
  });
  writeFileSync(join(folder, 'no-backup'), 'hello');
  const refused = await run('restore', nowhere, join(folder, 'no-backup'));
  expect(refused.code).toBe(1);
  expect(refused.said.trim().split('\n')).toHaveLength(1);
}, 60_000);

it('the verifier tells a restore that lost entries from tampering, down to its exit code', async () => {
  const dataDir = join(folder, 'store');
  const [file, anchors] = [join(folder, 'backup.gz'), join(folder, 'anchors.jsonl')];
  await makeStore(dataDir);
  expect(await run('backup', dataDir, file)).toMatchObject({ code: 0 });
  keepAnchorKey({ path: join(dataDir, 'anchor-key.pem'), isOwn: true });
  const key = join(dataDir, 'anchor-key.pub.pem');
  await withStore(dataDir, async ({ store }) => {
    await store.ledger.append(toConfigEntry({ digest: 'lost', source: 'test', demo: false }, 'start', {}), new Date());
    const [ledger, head] = await Promise.all([store.anchors.ledgerId(), store.anchors.head()]);
    const now = new Date();
    const planned = planAnchor({ ledger, head, last: null, now }, { everyMinutes: 1, everyEntries: 1 });
    if (!planned) throw new Error('no anchor is due');
    await createFileSink(anchors).put([signAnchor(planned, readKeys(join(dataDir, 'anchor-key.pem')))]);
  });
  const verify = (...more: string[]) =>
    run('verify-ledger', dataDir, '--anchors', anchors, '--public-key', key, ...more);
  expect(await verify()).toMatchObject({ code: 0, said: expect.stringMatching(/1 anchor of 1 hold/) });
  const restored = await run('restore', dataDir, file, '--force', '--anchors', anchors);
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('1 later entries of the ledger are lost') });
  const recorded = await verify();
  expect(recorded).toMatchObject({
    code: 3,
    said: expect.stringMatching(
      /restored: entry 3 says .* the entries 3 that stood there before are lost; anchors 1 saw them/,
    ),
  });
  const [, mark = ''] = /--accept (3@[0-9a-f]{32})\n/.exec(recorded.said) ?? [];
  expect(recorded.said).toContain(`[${mark}]`);
  expect(await verify('--accept', mark)).toMatchObject({ code: 0 });
  expect(await verify('--accept', '3')).toMatchObject({ code: 2, said: expect.stringContaining('a number alone') });
  const { said } = await verify('--json');
  expect(JSON.parse(said)).toMatchObject({
    verdict: 'restored',
    exitCode: 3,
    findings: [{ kind: 'restored', from: 3, to: 3, mark }],
    restores: [mark],
  });
  // The same cut without a word about it.
  await withStore(dataDir, async ({ migrationUrl }) => {
    const owner = new pg.Client(migrationUrl);
    await owner.connect();
    await owner.query(`delete from keyledger.ledger where seq = 3;
      update keyledger.ledger_head h set seq = 2, hash = l.hash from keyledger.ledger l where l.seq = 2`);
    await owner.end();
  });
  expect(await run('verify-ledger', dataDir)).toMatchObject({ code: 0 });
  expect(await verify('--accept', mark)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/truncated: entry 3 gone from the end/),
  });
  expect(await run('verify-ledger', dataDir, '--anchors', join(folder, 'nothing'))).toMatchObject({ code: 2 });
  expect(await run('verify-ledger', dataDir, '--anchor', anchors)).toMatchObject({
    code: 2,
    said: expect.stringContaining('--anchors'),
  });
  writeFileSync(join(folder, 'empty'), '');
  expect(await run('verify-ledger', dataDir, '--anchors', join(folder, 'empty'))).toMatchObject({ code: 2 });
}, 240_000);
