import { expect, test } from 'vitest';
import { findUncovered, knownUntil } from './uncovered';

const NOW = '2026-11-22T14:00:00.000Z';
const scope = (id: string) => ({ id, accountName: id, region: 'eu-west-1' });
const held = (id: string, from: string, to: string) => ({
  scope: id,
  from: `2026-11-${from}:00:00.000Z`,
  to: `2026-11-${to}:00:00.000Z`,
  source: 'lookup-events' as const,
  lag: 0,
});
const period = { from: '2026-11-20T00:00:00.000Z', to: NOW };
const gapsOf = (...coverage: ReturnType<typeof held>[]) =>
  findUncovered([scope('a')], coverage, period, NOW).flatMap(({ gaps }) => gaps);

test.each([
  ['nothing was read', [], ['all of it']],
  ['all of it was', [held('a', '01T00', '22T14')], []],
  ['the newest hour may be late', [held('a', '01T00', '22T13')], []],
  ['two hours may not', [held('a', '01T00', '22T12')], ['since 2026-11-22 12:00 UTC']],
  ['history starts in it', [held('a', '21T06', '22T14')], ['before 2026-11-21 06:00 UTC']],
  ['a gap', [held('a', '22T06', '22T14'), held('a', '01T00', '21T00')], ['2026-11-21 00:00 to 2026-11-22 06:00 UTC']],
  [
    'two sources that overlap',
    [held('a', '01T00', '21T06'), held('a', '20T12', '22T14'), held('a', '20T13', '21T00')],
    [],
  ],
  ['what another scope has is no help', [held('b', '01T00', '22T14')], ['all of it']],
  ['only what lies outside', [held('a', '01T00', '19T00')], ['all of it']],
])('%s', (_, coverage, expected) => expect(gapsOf(...coverage)).toEqual(expected));

test('an end in the past must be known to its last second', () => {
  const past = { from: period.from, to: '2026-11-22T13:00:00.000Z' };
  expect(findUncovered([scope('a')], [held('a', '01T00', '22T12')], past, NOW)).toEqual([
    { id: 'a', name: 'a eu-west-1', gaps: ['since 2026-11-22 12:00 UTC'] },
  ]);
});

test('what is known of all is known up to the oldest of their ends', () => {
  const both = [scope('a'), scope('b')];
  expect(
    knownUntil(both, [held('a', '01T00', '22T14'), held('b', '01T00', '22T10'), held('b', '01T00', '22T09')]),
  ).toBe('2026-11-22T10:00:00.000Z');
  expect(knownUntil(both, [held('a', '01T00', '22T14')])).toBeNull();
  expect(knownUntil([], [])).toBeNull();
});
