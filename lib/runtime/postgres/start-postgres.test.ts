import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDataDir } from '@/lib/runtime/make-data-dir';
import { bootstrapEmbedded } from '@/lib/runtime/prepare-database';
import { isAlive } from '@/lib/runtime/processes/is-alive';
import { StartError } from '@/lib/runtime/start-error';
import { findPostmaster } from './postmaster';
import { startPostgres, type RunningPostgres } from './start-postgres';

let parent: string;
let dataDir: string;
let running: RunningPostgres | undefined;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'keyledger-embedded-'));
  chmodSync(parent, 0o755);
  dataDir = join(parent, 'data');
  makeDataDir(dataDir);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(parent, { recursive: true, force: true });
});

const start = async () => (running = await startPostgres(dataDir));
const pidOf = ({ place }: RunningPostgres): number => findPostmaster(join(place.folder, 'data'))?.pid ?? 0;

it('starts, stops, starts again on the same port with the same passwords, and leaves no process', async () => {
  const first = await start();
  await bootstrapEmbedded(first);
  const pid = pidOf(first);
  await first.stop();
  expect(isAlive(pid)).toBe(false);
  const second = await start();
  expect(second.access).toEqual(first.access);
  // Would be refused with another password.
  await bootstrapEmbedded(second);
});

it('keeps its passwords to its owner and asks for them on loopback', async () => {
  const { place } = await start();
  expect(statSync(join(dataDir, 'postgres.json')).mode & 0o077).toBe(0);
  const rules = readFileSync(join(place.folder, 'data', 'pg_hba.conf'), 'utf8')
    .split('\n')
    .filter((line) => /^(host|local)/.test(line));
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) expect(rule).toMatch(/scram-sha-256$/);
});

it('recovers after kill -9 of the server', async () => {
  const first = await start();
  await bootstrapEmbedded(first);
  process.kill(pidOf(first), 'SIGKILL');
  await first.ended;
  const second = await start();
  await bootstrapEmbedded(second);
  expect(pidOf(second)).not.toBe(0);
});

it('is not held up by a stale postmaster.pid whose number is now another process', async () => {
  const first = await start();
  await first.stop();
  const file = join(first.place.folder, 'data', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(first.place.folder, 'data')}\n1\n5432\n\n127.0.0.1\n\nready\n`);
  await bootstrapEmbedded(await start());
  expect(isAlive(process.pid)).toBe(true);
});

it('takes another port where the remembered one is taken', async () => {
  const first = await start();
  await first.stop();
  const thief = createServer().listen(first.port, '127.0.0.1');
  await once(thief, 'listening');
  try {
    const second = await start();
    expect(second.port).not.toBe(first.port);
    await bootstrapEmbedded(second);
  } finally {
    thief.close();
  }
});

it('an initdb that was cut short leaves nothing that is taken for a database', async () => {
  const half = join(dataDir, 'postgres', 'data.new');
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'PG_VERSION'), '18');
  await bootstrapEmbedded(await start());
  expect(existsSync(half)).toBe(false);
});

it('a database that vanished is never replaced by an empty one', async () => {
  const first = await start();
  await first.stop();
  rmSync(join(first.place.folder, 'data'), { recursive: true });
  await expect(startPostgres(dataDir)).rejects.toThrow(/is gone: put it back/);
  expect(existsSync(join(first.place.folder, 'data'))).toBe(false);
});

it('says in one line that the passwords are gone or damaged', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(dataDir, 'postgres.json'), '{"superuserPassword":');
  await expect(startPostgres(dataDir)).rejects.toThrow(/postgres.json is damaged/);
  rmSync(join(dataDir, 'postgres.json'));
  await expect(startPostgres(dataDir)).rejects.toThrow(StartError);
});

it('a file where the data folder should be is one line', () => {
  const path = join(parent, 'file');
  writeFileSync(path, '');
  expect(() => makeDataDir(join(path, 'data'))).toThrow(/a part of the path is a file/);
});
