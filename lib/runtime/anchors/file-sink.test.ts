import { generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ANCHOR_TYPE, type SignedAnchor } from '@/lib/domain/ledger/anchor';
import { readSigners, signAnchor } from '@/lib/domain/ledger/sign-anchor';
import { createFileSink } from './file-sink';
import { keepAnchorKey, readKeys, toPublicPath } from './keep-anchor-key';
import { loadAnchors, loadPublicKeys } from './load-anchors';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'keyledger-anchors-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey } = generateKeyPairSync('ed25519');
const signers = readSigners(String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
const make = (number: number): SignedAnchor =>
  signAnchor(
    {
      type: ANCHOR_TYPE,
      ledger: 'l',
      number,
      seq: number,
      hash: 'a'.repeat(64),
      count: 1,
      at: '2026-11-25T00:00:00.000Z',
      previous: null,
    },
    signers,
  );
const silent = () => undefined;
const access = { region: null, endpoint: false, log: { info: silent, warn: silent, error: silent } };
const load = async (...places: string[]) => {
  const { anchors, findings } = await loadAnchors(places, access);
  return { numbers: anchors.map(({ anchor }) => anchor.number), findings };
};

it('appends lines for its owner alone, which read back as they were', async () => {
  const path = join(folder, 'anchors.jsonl');
  const sink = createFileSink(path);
  await sink.put([make(1), make(2)]);
  await sink.put([make(3)]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
  expect(await load(path)).toEqual({ numbers: [1, 2, 3], findings: [] });
});

it('goes on in a new file where the old one was moved away; the folder is read as one', async () => {
  const path = join(folder, 'anchors.jsonl');
  await createFileSink(path).put([make(1)]);
  renameSync(path, `${path}.1`);
  await createFileSink(path).put([make(2)]);
  mkdirSync(join(folder, 'sub'));
  expect((await load(folder)).numbers.toSorted((a, b) => a - b)).toEqual([1, 2]);
});

it('leaves a line that a crash tore as it is, and names it when it is read', async () => {
  const path = join(folder, 'anchors.jsonl');
  await createFileSink(path).put([make(1)]);
  appendFileSync(path, '{"anchor":{"type":"keyledger-anchor/1","le');
  await createFileSink(path).put([make(2)]);
  const { numbers, findings } = await load(path);
  expect(numbers).toEqual([1, 2]);
  expect(findings).toMatchObject([{ kind: 'note', why: expect.stringContaining('line 2 is no whole anchor') }]);
});

it('writes through no link, and says what cannot be written', async () => {
  writeFileSync(join(folder, 'other'), 'x');
  symlinkSync(join(folder, 'other'), join(folder, 'link'));
  for (const path of [join(folder, 'link'), join(folder, 'none', 'a'), folder])
    await expect(createFileSink(path).put([make(1)])).rejects.toMatchObject({
      code: 'unavailable',
      remedy: expect.any(String),
    });
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('x');
});

it('makes its key once, for its owner alone, with the public half beside it', () => {
  const path = join(folder, 'anchor-key.pem');
  keepAnchorKey({ path, isOwn: true });
  const [first] = readKeys(path);
  keepAnchorKey({ path, isOwn: true });
  expect(readKeys(path)[0]?.id).toBe(first?.id);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(loadPublicKeys([toPublicPath(path)])).toEqual([{ id: first?.id, publicKey: first?.publicKey }]);
  expect(() => loadPublicKeys([join(folder, 'nothing.pem')])).toThrow(/not there/);
  writeFileSync(path, 'x');
  expect(() => readKeys(path)).toThrow(/no Ed25519 key/);
});
