import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HANDED_DOWN } from './handed-down';
import { loadConfig } from './load-config';
import { findUnwritable } from './find-unwritable';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'keyledger-unwritable-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The demo's, which needs neither sign-in nor grants. */
const demo = {
  [HANDED_DOWN]: JSON.stringify({ demo: true, ownCredentials: false, embeddedDatabase: false, caller: null }),
};
const load = (ledger: string, env: Record<string, string> = {}, key: string | null = null) =>
  loadConfig({ ...demo, ...env }, (path) => (path === 'keyledger.yaml' ? `ledger: ${ledger}\n` : key));
const configOf = (ledger: string) => {
  const loaded = load(ledger);
  return loaded.ok ? loaded.config : expect.fail('the configuration is not valid');
};

it('has defaults that send anchors to the log alone', () => {
  const { ledger } = configOf('{}');
  expect(ledger).toMatchObject({
    verifyHours: 24,
    stdout: false,
    anchors: { everyMinutes: 60, everyEntries: 1000, log: true, file: null, s3: null },
    keyFile: { path: expect.stringMatching(/anchor-key\.pem$/), isOwn: true },
  });
  expect(findUnwritable(configOf('{}'))).toEqual([]);
});

it('names an anchor file that cannot be written', () => {
  const problems = (path: string) =>
    findUnwritable(configOf(`{ anchors: { file: '${path}' } }`)).map(({ where, problem }) => [where, problem]);
  expect(problems(join(folder, 'anchors.jsonl'))).toEqual([]);
  expect(problems(join(folder, 'none', 'a'))).toEqual([
    ['keyledger.yaml, ledger.anchors.file', 'stands in a folder that is not there'],
  ]);
  expect(problems(folder)).toEqual([['keyledger.yaml, ledger.anchors.file', 'is no ordinary file']]);
  symlinkSync('loop', join(folder, 'loop'));
  expect(problems(join(folder, 'loop'))).toEqual([
    ['keyledger.yaml, ledger.anchors.file', 'cannot be written by this user'],
  ]);
});

it.each<[string, RegExp]>([
  ['{ anchors: { everyMinutes: 0 } }', /everyMinutes/],
  ['{ anchors: { everyMinutes: 1441 } }', /everyMinutes/],
  ['{ anchors: { everyEntries: 1.5 } }', /everyEntries/],
  [
    '{ anchors: { s3: { bucket: good, region: eu-west-1, account: 111, mode: COMPLIANCE, retainDays: 1 } } }',
    /account/,
  ],
  ['{ anchors: { s3: { bucket: Bad, region: eu-west-1, mode: COMPLIANCE, retainDays: 1 } } }', /bucket/],
  ['{ anchors: { s3: { bucket: good, region: eu-west-1, mode: NONE, retainDays: 1 } } }', /mode/],
  ['{ anchors: { s3: { bucket: good, region: eu-west-1, retainDays: 1 } } }', /mode/],
  ['{ anchors: { s3: { bucket: good, region: eu-west-1, mode: COMPLIANCE, retainDays: 0 } } }', /retainDays/],
  ['{ anchors: { s3: { bucket: good, region: x, mode: COMPLIANCE, retainDays: 1 } } }', /region/],
  ['{ anchors: { s3: { bucket: good, region: eu-west-1, mode: COMPLIANCE, retainDays: 1, prefix: /a } } }', /prefix/],
  ['{ anchor: {} }', /ledger.anchor: is no key/],
])('refuses %s', (ledger, where) => {
  const loaded = load(ledger);
  expect(loaded.ok ? '' : loaded.mistakes.map((one) => `${one.where}: ${one.problem}`).join('\n')).toMatch(where);
});

it('refuses a named key that is none', () => {
  for (const key of [null, 'x', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'])
    expect(load('{}', { KEYLEDGER_ANCHOR_KEY_FILE: '/k.pem' }, key)).toMatchObject({
      ok: false,
      mistakes: [{ where: 'KEYLEDGER_ANCHOR_KEY_FILE' }],
    });
});
