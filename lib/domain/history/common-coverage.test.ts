import { expect, it } from 'vitest';
import { toCommonCoverage } from './common-coverage';

const interval = (from: number, to: number) => ({
  from: new Date(Date.UTC(2026, 10, from)),
  to: new Date(Date.UTC(2026, 10, to)),
  source: 'lookup-events' as const,
});

it.each([
  ['of no scope, nothing', [], []],
  ['of one scope, its own', [[interval(1, 5), interval(7, 9)]], [interval(1, 5), interval(7, 9)]],
  ['of two, what both have', [[interval(1, 10)], [interval(5, 20)]], [interval(5, 10)]],
  [
    'a gap of one is a gap of all',
    [[interval(1, 20)], [interval(2, 4), interval(6, 8)]],
    [interval(2, 4), interval(6, 8)],
  ],
  ['a scope of which nothing was read leaves nothing', [[interval(1, 20)], []], []],
  ['intervals that only touch have nothing in common', [[interval(1, 5)], [interval(5, 9)]], []],
  [
    'of three',
    [[interval(1, 20)], [interval(3, 15)], [interval(2, 9), interval(12, 30)]],
    [interval(3, 9), interval(12, 15)],
  ],
])('%s', (_, scopes, expected) => {
  expect(toCommonCoverage(scopes)).toEqual(expected);
});
