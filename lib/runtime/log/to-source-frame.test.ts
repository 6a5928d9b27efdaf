import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toSourceFrame } from './to-source-frame';

const root = fileURLToPath(new URL('../../..', import.meta.url));
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

it('names the lines of our own TypeScript, once, whether the process keeps its maps or not', () => {
  const place = fileURLToPath(new URL('to-source-frame.ts', import.meta.url));
  const program = join(folder, 'throws.ts');
  const code = [
    `import { toSourceFrame } from ${JSON.stringify(place)};`,
    'interface Gone {',
    '  nothing: string;',
    '}',
    'const thrown = (gone: Gone): string => new Error(gone.nothing).stack ?? "";',
    'process.setSourceMapsEnabled(process.argv[2] === "kept");',
    'const frame = thrown({ nothing: "x" }).split("\\n")[1] ?? "";',
    'console.log(toSourceFrame(frame));',
  ];
  writeFileSync(program, code.join('\n'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const maps of ['kept', 'not kept']) {
    const args = ['--conditions=react-server', '--import', 'tsx', program, maps];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root });
    expect(stdout.trim(), stderr).toMatch(/throws\.ts:5:\d+\)$/);
  }
});
