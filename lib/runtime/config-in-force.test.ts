import { mkdtempSync, readFileSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '@/lib/domain/ports/context';
import { readConfigInForce, refreshConfig } from './config-in-force';

const example = readFileSync('keyledger.example.yaml', 'utf8');
let folder: string;
let file: string;
let errors: Record<string, unknown>[];
const log: Log = { info: () => undefined, warn: () => undefined, error: (fields) => errors.push(fields) };

/** As an editor saves it, some seconds ago. */
function save(text: string, secondsAgo: number): void {
  writeFileSync(file, text);
  const at = Date.now() / 1000 - secondsAgo;
  utimesSync(file, at, at);
}

beforeEach(() => {
  errors = [];
  folder = mkdtempSync(join(tmpdir(), 'keyledger-config-'));
  file = join(folder, 'keyledger.yaml');
  vi.stubEnv('KEYLEDGER_CONFIG', file);
  vi.stubEnv('KEYLEDGER_CLIENT_SECRET', 'CANARY');
  save(example, 60);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a valid change is in force at the next look, and an unchanged file changes nothing', () => {
  const first = readConfigInForce();
  expect(refreshConfig(first, log)).toBe(first);
  save(example.replace('historySeconds: 30', 'historySeconds: 60'), 5);
  const second = refreshConfig(first, log);
  expect(second.config.sync.historySeconds).toBe(60);
  expect(second.digest).not.toBe(first.digest);
});

it('a broken change is refused, said once, and the old configuration stays', () => {
  const first = readConfigInForce();
  save(example.replace('effect: deny', 'effect: perhaps'), 5);
  const second = refreshConfig(first, log);
  expect(refreshConfig(second, log).config).toBe(first.config);
  expect(errors).toHaveLength(1);
  expect(JSON.stringify(errors)).toMatch(/keyledger.yaml line \d+, grants\[7\]\.effect/);
});

it('a file that is gone takes nothing away', () => {
  const first = readConfigInForce();
  unlinkSync(file);
  expect(refreshConfig(first, log).config).toBe(first.config);
});

it('a file that is being written is not taken up: half of it may lack the last denials', () => {
  const first = readConfigInForce();
  const half = example.slice(0, example.indexOf('  - who: { group: contractors }'));
  save(half, 0);
  expect(refreshConfig(first, log)).toBe(first);
});

it('a file that came after the start is taken up', () => {
  unlinkSync(file);
  vi.stubEnv('KEYLEDGER_CONFIG', '');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  const caller = { accountId: '111122223333', arn: 'arn:aws:iam::111122223333:role/keyledger', region: 'eu-west-1' };
  const found = { demo: true, ownCredentials: true, embeddedDatabase: true, caller };
  vi.stubEnv('KEYLEDGER_INTERNAL_HANDED_DOWN', JSON.stringify(found));
  const home = process.cwd();
  process.chdir(folder);
  try {
    const first = readConfigInForce();
    expect(first.config.source).toBe('environment');
    save(example, 5);
    expect(refreshConfig(first, log).config).toMatchObject({ source: 'keyledger.yaml', sync: { historySeconds: 30 } });
    expect(errors).toEqual([]);
  } finally {
    process.chdir(home);
  }
});

it('accounts that are taken out of the file are missed, not forgotten', () => {
  const first = readConfigInForce();
  const start = example.indexOf('accounts:');
  save(example.slice(0, start) + example.slice(example.indexOf('# How the environment of a secret')), 5);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  expect(refreshConfig(first, log).config).toBe(first.config);
  expect(JSON.stringify(errors)).toMatch(/keyledger.yaml, accounts: is no longer there/);
});
