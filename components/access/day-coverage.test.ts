import { expect, test } from 'vitest';
import type { CoverageView } from '@/lib/contract/access';
import { toDayBars } from './day-coverage';

const NOW = '2026-11-22T14:00:00.000Z';
const covered = (from: string, to: string): CoverageView => ({
  from: `2026-11-${from}:00:00.000Z`,
  to: `2026-11-${to}:00:00.000Z`,
  source: 'lookup-events',
  lag: 240,
});
const known = (coverage: CoverageView[]) => toDayBars([], coverage, NOW, 4).map((bar) => bar.known);

test('a day outside coverage is not known, one that is half in it is known in part', () => {
  expect(known([])).toEqual(['none', 'none', 'none', 'none']);
  expect(known([covered('20T12', '22T14')])).toEqual(['none', 'part', 'whole', 'whole']);
  expect(known([covered('19T00', '20T12'), covered('20T06', '22T14')])).toEqual(['whole', 'whole', 'whole', 'whole']);
});

test('only today may lag: a day of the past with a hole in it is known in part', () => {
  expect(known([covered('19T00', '21T23'), covered('22T00', '22T13')])).toEqual(['whole', 'whole', 'part', 'whole']);
});

test('intervals that overlap are not counted twice', () => {
  expect(known([covered('21T00', '21T10'), covered('21T00', '21T10'), covered('21T02', '21T12')])).toEqual([
    'none',
    'none',
    'part',
    'none',
  ]);
});

test('reads stand on their day', () => {
  const days = [{ day: '2026-11-21', person: 2, workload: 5, service: 0, denied: 1 }];
  expect(toDayBars(days, [], NOW, 2)).toEqual([
    { day: '2026-11-21', values: { person: 2, workload: 5, service: 0, denied: 1 }, known: 'none' },
    { day: '2026-11-22', values: { person: 0, workload: 0, service: 0, denied: 0 }, known: 'none' },
  ]);
});
