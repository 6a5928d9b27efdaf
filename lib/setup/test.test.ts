import { expect, test } from 'vitest';
import { FreshClone } from './testing/fresh-clone';
import { sum, toClosingLine } from './tally.mjs';
import { tallyPlaywright, tallyVitest } from './test-report.mjs';

const counts = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };

test('Vitest: passed, failed, skipped', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }];
  expect(tallyVitest({ ...counts, testResults })).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('Vitest: a file that does not load has failed, though no test of it did', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'skipped' }] },
    { status: 'passed', assertionResults: [] },
  ];
  expect(tallyVitest({ ...counts, testResults }).failed).toBe(3);
});

test('Playwright: what failed first and passed later has failed, and so has an error outside of a test', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{ message: 'no server' }] };
  expect(tallyPlaywright(report)).toEqual({ passed: 4, failed: 4, skipped: 3 });
});

test.each([null, {}, [], 'x', { stats: {} }, { ...counts }, { ...counts, testResults: {} }])(
  'a report like %j counts for nothing',
  (report) => {
    expect(() => tallyVitest(report)).toThrow(/The report has no/);
    expect(() => tallyPlaywright(report)).toThrow(/The report has no/);
  },
);

test('the closing line sums', () => {
  const total = sum([
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 4, failed: 5, skipped: 6 },
  ]);
  expect(toClosingLine(total)).toBe('5 passed, 7 failed, 9 skipped');
});

/** Stand-ins for the tools: each ends with the code that it is given, runners leave a report. */
function cloneWith({ lint = 0, vitest = '', playwright = '', next = '' }): FreshClone {
  const clone = new FreshClone();
  clone.install();
  const tools = ['knip/bin/knip.js', 'oxfmt/bin/oxfmt', 'typescript/bin/tsc'];
  for (const tool of tools) clone.write(`node_modules/${tool}`, '');
  clone.write('node_modules/oxlint/bin/oxlint', `console.log('what lint said'); process.exit(${lint})`);
  clone.write(
    'node_modules/next/dist/bin/next',
    `import { mkdirSync, writeFileSync } from 'node:fs'; mkdirSync('.next', { recursive: true }); writeFileSync('.next/BUILD_ID', 'x'); ${next}`,
  );
  clone.write(
    'node_modules/vitest/vitest.mjs',
    `import { writeFileSync } from 'node:fs';
     const file = process.argv.find((arg) => arg.startsWith('--outputFile.json='))?.split('=')[1];
     if (file) { ${vitest} }
     if (file) writeFileSync(file, JSON.stringify({ numPassedTests: 10, numFailedTests: 0, numPendingTests: process.env.KEYLEDGER_LONG ? 0 : 1, numTodoTests: 0, testResults: [] }));`,
  );
  clone.write(
    'node_modules/playwright/cli.js',
    `const { writeFileSync } = await import('node:fs'); ${playwright}
     writeFileSync(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE, JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }));`,
  );
  clone.program('chromium', "console.log('Chromium 150.0')");
  return clone;
}

async function closingOf(clone: FreshClone, args: string[], env: Record<string, string> = {}) {
  const run = clone.run(args, { env });
  const code = await run.ended;
  return { code, last: (run.printed() || run.output()).trimEnd().split('\n').at(-1), output: run.output() };
}

test('npm test sums check, unit and browser tests', async () => {
  using clone = cloneWith({});
  expect(await closingOf(clone, ['test'])).toMatchObject({ code: 0, last: '18 passed, 0 failed, 1 skipped' });
  expect(await closingOf(clone, ['test-long'])).toMatchObject({ code: 0, last: '18 passed, 0 failed, 0 skipped' });
});

test.each([
  ['check', '5 passed, 0 failed, 0 skipped'],
  ['unit', '10 passed, 0 failed, 1 skipped'],
  ['browser', '3 passed, 0 failed, 0 skipped'],
])('npm test -- %s runs that part alone', async (part, last) => {
  using clone = cloneWith({});
  expect(await closingOf(clone, ['test', part])).toMatchObject({ code: 0, last });
});

test('a part that is not there is refused', async () => {
  using clone = cloneWith({});
  expect(await closingOf(clone, ['test', 'unti'])).toMatchObject({
    code: 1,
    last: expect.stringMatching(/no part "unti".*check, unit, browser/),
  });
});

test('a step that fails shows what it said, and the others still run', async () => {
  using clone = cloneWith({ lint: 1 });
  const { code, last, output } = await closingOf(clone, ['test']);
  expect({ code, last }).toEqual({ code: 1, last: '17 passed, 1 failed, 1 skipped' });
  expect(output).toContain('what lint said');
});

test('a runner that crashes without a report has failed', async () => {
  using clone = cloneWith({ vitest: "console.error('out of memory'); process.exit(134);" });
  const { code, last, output } = await closingOf(clone, ['test']);
  expect({ code, last }).toEqual({ code: 1, last: '8 passed, 1 failed, 0 skipped' });
  expect(output).toMatch(/out of memory[^]*Unit tests: ended with code 134 and without a report/);
});

test('a runner that ends badly though every test passed has failed', async () => {
  using clone = cloneWith({ playwright: 'process.exitCode = 1;' });
  expect(await closingOf(clone, ['test', 'browser'])).toMatchObject({ code: 1, last: '3 passed, 1 failed, 0 skipped' });
});

test('a build that fails, or a browser that is not there, is a failure of the browser tests', async () => {
  using unbuilt = cloneWith({ next: "if (process.argv[2] === 'build') process.exit(1)" });
  expect(await closingOf(unbuilt, ['test'])).toMatchObject({ code: 1, last: '15 passed, 1 failed, 1 skipped' });
  using blind = cloneWith({});
  const env = { CHROMIUM_PATH: '/nowhere' };
  expect(await closingOf(blind, ['test', 'browser'], env)).toMatchObject({
    code: 1,
    last: '0 passed, 1 failed, 0 skipped',
  });
});

test('an install that fails closes with the line too', async () => {
  using clone = new FreshClone();
  expect(await closingOf(clone, ['test'])).toMatchObject({ code: 1, last: '0 passed, 1 failed, 0 skipped' });
});
