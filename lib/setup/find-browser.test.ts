import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FreshClone } from './testing/fresh-clone';

const works = "console.log('Chromium 150.0')";
const stub = "console.log('install the snap first'); process.exit(1)";

function cloneWith(programs: Record<string, string>): FreshClone {
  const clone = new FreshClone();
  clone.install();
  for (const [name, script] of Object.entries(programs)) clone.program(name, script);
  clone.write(
    'find.mjs',
    "const { requireBrowser } = await import('./lib/setup/find-browser.mjs'); console.log(await requireBrowser(process.execPath))",
  );
  clone.write(
    'node_modules/playwright/package.json',
    JSON.stringify({ name: 'playwright', type: 'module', exports: './index.js' }),
  );
  clone.write(
    'node_modules/playwright/index.js',
    `export const chromium = { executablePath: () => '${join(clone.root, 'own/chrome')}' }`,
  );
  clone.write('node_modules/playwright/cli.js', 'process.exit(1)');
  // Any program of the project will do to call the search in a process of its own.
  clone.write('lib/runtime/verify-ledger.ts', "import '../../find.mjs'");
  return clone;
}

async function search(clone: FreshClone, env: Record<string, string> = {}): Promise<string> {
  const run = clone.run(['verify-ledger'], { env });
  await run.ended;
  return run.output();
}

test('CHROMIUM_PATH comes first', async () => {
  using clone = cloneWith({ chromium: works, mine: works });
  const mine = join(clone.root, 'bin/mine');
  expect(await search(clone, { CHROMIUM_PATH: mine })).toBe(`${mine}\n`);
});

test('a CHROMIUM_PATH that does not start is named, not passed over', async () => {
  using clone = cloneWith({ chromium: works });
  expect(await search(clone, { CHROMIUM_PATH: '/nowhere/chrome' })).toMatch(
    /CHROMIUM_PATH is \/nowhere\/chrome.*mend or unset/,
  );
});

test("the system's comes next, and a stub that does not start is passed over", async () => {
  using clone = cloneWith({ chromium: stub, 'google-chrome': works });
  expect(await search(clone)).toBe(`${join(clone.root, 'bin/google-chrome')}\n`);
});

test("then Playwright's own", async () => {
  using clone = cloneWith({});
  clone.write('own/chrome', `#!${process.execPath}\n${works}`, 0o755);
  expect(await search(clone)).toBe(`${join(clone.root, 'own/chrome')}\n`);
});

test("then Playwright's download", async () => {
  using clone = cloneWith({});
  const chrome = JSON.stringify(`#!${process.execPath}\n${works}`);
  clone.write(
    'node_modules/playwright/cli.js',
    `import { mkdirSync, writeFileSync } from 'node:fs'; mkdirSync('own'); writeFileSync('own/chrome', ${chrome}, { mode: 0o755 });`,
  );
  expect(await search(clone)).toContain(`${join(clone.root, 'own/chrome')}\n`);
});

test.runIf(process.getuid?.() === 0)('then, as root, the package of the system', async () => {
  using clone = cloneWith({});
  const chrome = JSON.stringify(`#!${process.execPath}\n${works}`);
  clone.program(
    'apt-get',
    `import { writeFileSync } from 'node:fs';
     if (process.argv[2] === 'install') writeFileSync('bin/chromium', ${chrome}, { mode: 0o755 });`,
  );
  expect(await search(clone)).toContain(`${join(clone.root, 'bin/chromium')}\n`);
});

test('where none can be had one line says what to do', async () => {
  using clone = cloneWith({ 'apt-get': 'process.exit(100)' });
  expect(await search(clone)).toMatch(
    /need a Chromium and none could be installed: .*apt-get install chromium.*CHROMIUM_PATH/,
  );
});
