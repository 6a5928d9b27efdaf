import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStore } from '@/lib/store/create-store';
import { makeDataDir } from './make-data-dir';
import { startPostgres } from './postgres/start-postgres';
import { bootstrapEmbedded, migrateDatabase } from './prepare-database';
import { recordConfig } from './record-config';

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

/** A store that Keyledger has used and that is stopped now. */
async function makeStore(dataDir: string): Promise<void> {
  makeDataDir(dataDir);
  const postgres = await startPostgres(dataDir);
  try {
    const database = await bootstrapEmbedded(postgres);
    await migrateDatabase(database);
    const store = createStore({ databaseUrl: database.url });
    for (const digest of ['a', 'b'])
      await recordConfig(store.ledger, { digest, source: 'test', demo: false }, 'start', new Date());
    await store.close();
  } finally {
    await postgres.stop();
  }
}

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
