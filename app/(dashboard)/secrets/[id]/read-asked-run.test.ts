import { expect, it } from 'vitest';
import { readAskedRun } from './read-asked-run';

const id = '3f2a1b4c-0000-4000-8000-00000000abcd';

it('is the run that the address names', () => {
  expect(readAskedRun({ run: id })).toBe(id);
});

it.each([
  undefined,
  '',
  '\0',
  `${id}\0`,
  `${id}\n`,
  [id, id],
  'x'.repeat(65),
  '../../etc/passwd',
  "' or 1=1 --------------------------",
])('is none for %j', (run) => {
  expect(readAskedRun({ run })).toBeNull();
});
