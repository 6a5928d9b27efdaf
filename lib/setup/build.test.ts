import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { FreshClone } from './testing/fresh-clone';

const builder = 'node_modules/next/dist/bin/next';
const working = `
  import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
  appendFileSync('builds', '.');
  mkdirSync('.next', { recursive: true });
  setTimeout(() => writeFileSync('.next/BUILD_ID', 'x'), 300);
`;

function cloneWith(build: string): FreshClone {
  const clone = new FreshClone();
  clone.install();
  clone.write(builder, build);
  clone.write('lib/runtime/start.ts', "console.log('started')");
  clone.write('app/page.tsx', 'one');
  clone.write('lib/local-aws/main.ts', 'one');
  return clone;
}

const buildsOf = (clone: FreshClone) => readFileSync(join(clone.root, 'builds'), 'utf8').length;

async function start(clone: FreshClone): Promise<string> {
  const run = clone.run(['start']);
  expect(await run.ended, run.output()).toBe(0);
  expect(run.output()).toContain('started');
  return run.output();
}

test('a build is made once and again when a source changed', async () => {
  using clone = cloneWith(working);
  expect(await start(clone)).toContain('The build is made');
  expect(await start(clone)).toBe('started\n');
  expect(buildsOf(clone)).toBe(1);
  const changes = [
    () => clone.write('app/page.tsx', 'two'),
    () => clone.write('app/new/page.tsx', 'one'),
    () => rmSync(join(clone.root, 'app/new'), { recursive: true }),
    () => appendFileSync(join(clone.root, 'package-lock.json'), '\n'),
    () => appendFileSync(join(clone.root, 'lib/setup/share-chunks.mjs'), '\n'),
    () => rmSync(join(clone.root, '.next/BUILD_ID')),
  ];
  for (const [index, change] of changes.entries()) {
    change();
    await start(clone);
    expect(buildsOf(clone)).toBe(index + 2);
  }
});

test('what no page reaches makes no build', async () => {
  using clone = cloneWith(working);
  await start(clone);
  clone.write('lib/local-aws/main.ts', 'two');
  clone.write('lib/domain/a.test.ts', 'two');
  clone.write('e2e/a.spec.ts', 'two');
  await start(clone);
  expect(buildsOf(clone)).toBe(1);
});

test('two that begin together build once', async () => {
  using clone = cloneWith(working);
  await Promise.all([start(clone), start(clone)]);
  expect(buildsOf(clone)).toBe(1);
});

test('a build that fails shows what it said, and the program does not start', async () => {
  using clone = cloneWith("console.log('Type error: no'); process.exit(1)");
  const run = clone.run(['start']);
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(/Type error: no\n.*The build failed/);
  expect(run.output()).not.toContain('started');
});

test('a build that was broken off is not taken for one', async () => {
  using clone = cloneWith(`${working}; writeFileSync('.next/BUILD_ID', 'x'); setInterval(() => {}, 1000)`);
  const run = clone.run(['start']);
  await vi.waitFor(() => expect(existsSync(join(clone.root, '.next/BUILD_ID'))).toBe(true), 10_000);
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(130);
  clone.write(builder, working);
  expect(await start(clone)).toContain('The build is made');
});
