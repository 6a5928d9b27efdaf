import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toSourceFrame } from './to-source-frame';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-frames-'));
  // The first column of the first line came from line 7, column 3.
  const map = { version: 3, sources: ['turbopack:///[project]/lib/services/thing.ts'], names: [], mappings: 'AAME' };
  writeFileSync(join(folder, 'mapped.js.map'), JSON.stringify(map));
  writeFileSync(join(folder, 'broken.js.map'), '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('stands where the source stood', () => {
  expect(toSourceFrame(`    at f (${folder}/mapped.js:1:1)`)).toBe('    at f (lib/services/thing.ts:7:3)');
  expect(toSourceFrame(`    at async file://${folder}/mapped.js:1:1`)).toBe('    at async lib/services/thing.ts:7:3');
});

it.each([
  '    at f (FOLDER/plain.js:1:1)',
  '    at f (FOLDER/broken.js:1:1)',
  '    at node:fs:1:1',
  '    at f (<anonymous>)',
])('stays what it is where no map tells more: %s', (frame) => {
  const given = frame.replace('FOLDER', folder);
  expect(toSourceFrame(given)).toBe(given);
});
