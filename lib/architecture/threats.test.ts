import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSource } from './source-file';
import { testsIn, type Runs } from './tests-in';

const page = readFileSync('lib/THREATS.md', 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!Threat|-)/.test(line));
/** `file` › words of a test's title. */
const named = rows.flatMap((row) =>
  [...(row.split(' | ')[2] ?? '').matchAll(/`([^`]+)` › ([^;|]+)/g)].map(([, file = '', title = '']) => ({
    row,
    file,
    title: title.trim(),
  })),
);

/** What the page has to speak of, each by a word of its row. */
const ATTACKS =
  /CSRF|Clickjacking|Markup|javascript:|CSV formulas|Open redirect|Prototype pollution|mass assignment|ReDoS|Headers and paths|fixation|forged cookies|API token|cursors|Oversized|slow bodies|Host|grant file/g;

/** Where the runs of `npm test` look for tests. */
const IS_RUN = /^(lib|app|components|e2e)\/.*\.test\.tsx?$|^e2e\/[^/]+\.spec\.ts$/;

/** How the best of a file's tests with these words in their title runs. */
function howItRuns({ file, title }: { file: string; title: string }): Runs {
  if (!IS_RUN.test(file) || !existsSync(file)) return 'never';
  const found = testsIn(parseSource(file, readFileSync(file, 'utf8'))).filter((one) => one.title.includes(title));
  return (['always', 'sometimes'] as const).find((runs) => found.some((one) => one.runs === runs)) ?? 'never';
}

test('every threat has a test that is where the page says, and runs', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(named.filter((one) => howItRuns(one) === 'never')).toEqual([]);
});

test('every threat has a test that runs everywhere, or the page says that it does not', () => {
  const without = rows.filter((row) => {
    const own = named.filter((one) => row === one.row);
    return !own.some((one) => howItRuns(one) === 'always') && !row.includes('long tests alone');
  });
  expect(without).toEqual([]);
});

test.each<[string, Runs]>([
  ["it('holds', () => {});", 'always'],
  ["it.each([1])('holds', () => {});", 'always'],
  ["describe('a', () => { it('holds', () => {}); });", 'always'],
  ["describe('holds', () => { it('b', () => {}); });", 'always'],
  ['test(`${name} holds`, () => {});', 'always'],
  ["test('a', () => { test.skip(!LONG); });\ntest('holds', () => {});", 'always'],
  ["test('holds', () => { test.skip(!LONG, 'in the long tests'); });", 'sometimes'],
  ["test.skip(!LONG, 'in the long tests');\ntest('holds', () => {});", 'sometimes'],
  ["test.describe('a', () => { test.skip(!LONG); test('holds', () => {}); });", 'sometimes'],
  ["it.skipIf(!present)('holds', () => {});", 'sometimes'],
  ["it.skip('holds', () => {});", 'never'],
  ["it.todo('holds');", 'never'],
  ["test.fixme('holds', async () => {});", 'never'],
  ["describe.skip('a', () => { it('holds', () => {}); });", 'never'],
  ["describe('holds', () => {});", 'never'],
  ["describe('holds', () => { it.skip('b', () => {}); });", 'never'],
  ["// it('holds', () => {});", 'never'],
  ['const text = "it(\'holds\', () => {})";', 'never'],
  ["test('a', () => test.step('holds', () => {}));", 'never'],
  ["visit('holds', () => {});", 'never'],
])('%s is a test that runs %s', (text, runs) => {
  const found = testsIn(parseSource('lib/a.test.ts', text)).filter(({ title }) => title.includes('holds'));
  expect(found.map((one) => one.runs)).toEqual(found.length > 0 || runs !== 'never' ? [runs] : []);
});

test('every attack is spoken of', () => {
  const spoken = new Set(rows.flatMap((row) => row.split(' | ')[0]?.match(ATTACKS) ?? []));
  expect([...spoken].toSorted()).toEqual(ATTACKS.source.split('|').toSorted());
});
