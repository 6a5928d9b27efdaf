import { expect, it } from 'vitest';
import { crossesProd, environmentWords } from './environment-words';

it('environments that were read are told apart from those that it was denied in', () => {
  expect(environmentWords(['prod'], ['prod'])).toBe('reads prod');
  expect(environmentWords(['dev', 'prod', 'staging'], ['prod', 'staging'])).toBe(
    'reads prod and staging; was only denied in dev',
  );
  expect(environmentWords(['dev', 'prod'], [])).toBe('was denied in dev and prod');
  expect(environmentWords(['a', 'b', 'c'], ['a', 'b', 'c'])).toBe('reads a, b, and c');
  expect(environmentWords([], [])).toBe(null);
});

it('prod beside another is crossed', () => {
  expect([['prod'], ['dev', 'staging'], ['dev', 'prod']].map(crossesProd)).toEqual([false, false, true]);
});
