import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shareChunks } from './share-chunks.mjs';

const load = createRequire(import.meta.url);
const chunkOf = (text: string) => `module.exports=[1,()=>${JSON.stringify(text.padEnd(10_000, '.'))}];`;
let folder: string;

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), `${text}\n\n//# sourceMappingURL=${encodeURIComponent(name)}.map`);
  writeFileSync(join(folder, `${name}.map`), '{}');
}
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-chunks-'));
  mkdirSync(join(folder, 'ssr'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('chunks that differ in their names alone are one, and give the same modules', () => {
  write('[root]__a.js', chunkOf('same'));
  write('[root]__b.js', chunkOf('same'));
  const kept = read('[root]__a.js');
  shareChunks(folder);
  expect(read('[root]__a.js')).toBe(kept);
  expect(read('[root]__b.js').length).toBeLessThan(100);
  expect(existsSync(join(folder, '[root]__a.js.map'))).toBe(true);
  expect(existsSync(join(folder, '[root]__b.js.map'))).toBe(false);
  expect(load(join(folder, '[root]__b.js'))).toBe(load(join(folder, '[root]__a.js')));
});

test.each([
  ['of another folder', 'ssr/b.js', chunkOf('same')],
  ['with another text', 'b.js', chunkOf('other')],
  ['that is no list of modules', 'b.js', `"use strict";${chunkOf('same')}`],
])('a chunk %s stays', (_what, name, text) => {
  write('a.js', chunkOf('same'));
  write(name, text);
  const before = read(name);
  shareChunks(folder);
  expect(read(name)).toBe(before);
});

test('a small one stays, and where there are none nothing happens', () => {
  write('a.js', 'module.exports=[1,()=>1];');
  write('b.js', 'module.exports=[1,()=>1];');
  shareChunks(folder);
  expect(read('b.js')).toContain('()=>1');
  shareChunks(join(folder, 'nowhere'));
});
