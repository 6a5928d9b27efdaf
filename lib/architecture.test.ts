import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { clientShareProblems } from '@/lib/architecture/rules/markup';
import { rules } from '@/lib/architecture/rules';
import { readSources } from '@/lib/architecture/source-file';
import { isTest } from '@/lib/architecture/rooms';
import { countLines } from '@/lib/architecture/rules/shape';

const files = readSources(fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, ''));

test('the house is read at all', () => {
  expect(files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['lib/architecture.test.ts', 'lib/setup/run.mjs']),
  );
});

test.each(Object.entries(rules))('%s', (_, rule) => {
  expect(files.flatMap(rule)).toEqual([]);
});

test('at most a third of the .tsx files are "use client"', () => {
  expect(clientShareProblems(files)).toEqual([]);
});

test('half of the files have about 50 lines, nine in ten fewer than 120', ({ annotate }) => {
  const sizes = files
    .filter(({ path }) => !isTest(path))
    .map(countLines)
    .sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const small = sizes.filter((lines) => lines < 120).length / sizes.length;
  void annotate(`${sizes.length} files, median ${median} lines, ${Math.round(small * 100)} % under 120`);
  expect(median).toBeLessThanOrEqual(60);
  expect(small).toBeGreaterThanOrEqual(0.9);
});
