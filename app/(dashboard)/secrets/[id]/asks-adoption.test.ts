import { expect, test } from 'vitest';
import { asksAdoption, hasChangedLately, toLately } from './asks-adoption';

const NOW = '2026-11-20T12:00:00.000Z';

test.each([
  ['2026-11-20T11:00:00.000Z', true],
  ['2026-11-13T12:00:00.000Z', true],
  ['2026-11-13T11:59:59.999Z', false],
  [null, false],
])('changed at %s: lately %s', (at, lately) => {
  expect(hasChangedLately(at, NOW)).toBe(lately);
  expect(at !== null && new Date(at) >= toLately(NOW)).toBe(lately);
});

test('it is asked for by one word', () => {
  expect([{ ask: 'adoption' }, { ask: 'deletion' }, { ask: ['adoption', 'deletion'] }, {}].map(asksAdoption)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
