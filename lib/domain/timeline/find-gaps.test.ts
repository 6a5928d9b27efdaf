import { expect, test } from 'vitest';
import { at } from '@/lib/domain/testing/timeline-event';
import { findGaps } from './find-gaps';

const NOW = at('20T18:00:00');
const BORN = at('01T00:00:00');
type Spans = [from: string, to: string][];
const gapsOf = (spans: Spans, more: Partial<Parameters<typeof findGaps>[1]> = {}) =>
  findGaps(
    spans.map(([from, to]) => ({ from: at(from), to: at(to) })),
    { from: null, to: NOW, born: BORN, now: NOW, ...more },
  ).map(({ from, to }) => [from?.toISOString().slice(8, 16) ?? null, to?.toISOString().slice(8, 16) ?? null]);

test.each<[string, Spans, (string | null)[][]]>([
  ['nothing read: unknown since it was created', [], [['01T00:00', null]]],
  ['all read but what is late', [['01T00:00:00', '20T17:55:00']], []],
  ['reading stopped', [['01T00:00:00', '20T12:00:00']], [['20T12:00', null]]],
  [
    'holes, newest first; a seam is none',
    [
      ['01T00:00:00', '05T00:00:00'],
      ['06T00:00:00', '10T00:00:00'],
      ['10T00:00:01', '12T00:00:00'],
      ['13T00:00:00', '20T17:55:00'],
    ],
    [
      ['12T00:00', '13T00:00'],
      ['05T00:00', '06T00:00'],
    ],
  ],
  [
    'of two sources that overlap only what neither read',
    [
      ['03T00:00:00', '20T17:59:00'],
      ['02T00:00:00', '08T00:00:00'],
    ],
    [['01T00:00', '02T00:00']],
  ],
  ['what was read before it was created is no gap', [['02T00:00:00', '20T17:55:00']], [['01T00:00', '02T00:00']]],
])('%s', (_, spans, expected) => expect(gapsOf(spans)).toEqual(expected));

test('of a secret whose creation is not known all before is unknown', () => {
  expect(gapsOf([['05T00:00:00', '20T17:55:00']], { born: null })).toEqual([[null, '05T00:00']]);
});

test('only what was asked for is looked at', () => {
  const asked = { from: at('04T00:00:00'), to: at('06T00:00:00') };
  expect(gapsOf([['01T00:00:00', '05T00:00:00']], asked)).toEqual([['05T00:00', '06T00:00']]);
  expect(gapsOf([['05T00:00:00', '20T17:55:00']], asked)).toEqual([['04T00:00', '05T00:00']]);
  expect(gapsOf([['01T00:00:00', '20T17:55:00']], asked)).toEqual([]);
});
