import { expect, test } from 'vitest';
import { readAsked } from './sizes';

test('sizes make a bench smaller, and are not kept', () => {
  expect(readAsked(['inventory', '--write'])).toEqual({ names: ['inventory'], keep: true, sizes: {} });
  expect(readAsked(['local-aws', '--secrets', '10,20', '--seconds', '1', '--days', '2'])).toEqual({
    names: ['local-aws'],
    keep: false,
    sizes: { secrets: [10, 20], seconds: 1, days: 2 },
  });
  expect(() => readAsked(['--write', '--secrets', '10'])).toThrow('full runs alone');
});

test.each([
  ['--secrets', 'many'],
  ['--secrets', '0'],
  ['--seconds', '1.5'],
  ['--days', '-1'],
  ['--size', '3'],
])('no size: %s %s', (flag, value) => {
  expect(() => readAsked([`${flag}=${value}`])).toThrow(flag);
});
