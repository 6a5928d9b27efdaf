import { expect, it } from 'vitest';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { toCommonCoverage } from './common-coverage';

const interval = (from: number, to: number) => ({
  from: new Date(Date.UTC(2026, 10, from)),
  to: new Date(Date.UTC(2026, 10, to)),
  source: 'lookup-events' as const,
});

const files = (from: number, to: number) => ({ ...interval(from, to), source: 'trail-files' as const });

it.each<[string, CoverageInterval[][], CoverageInterval[]]>([
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
  [
    'of two sources, what both have is told of the one that a person vouches for',
    [
      [interval(1, 10), files(8, 20)],
      [files(2, 5), interval(4, 30)],
    ],
    [files(2, 5), interval(4, 10), files(8, 20)],
  ],
])('%s', (_, scopes, expected) => {
  expect(toCommonCoverage(scopes)).toEqual(expected);
});
