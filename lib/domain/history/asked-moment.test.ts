import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toAskedMoment } from './asked-moment';

const NOW = new Date('2026-11-22T14:00:00.000Z');

test.each([
  ['2026-11-20T10:30:00Z', 'from', '2026-11-20T10:30:00.000Z'],
  ['2026-11-20T10:30Z', 'to', '2026-11-20T10:30:00.000Z'],
  ['2026-11-20', 'from', '2026-11-20T00:00:00.000Z'],
  ['2026-11-20', 'to', '2026-11-20T23:59:59.999Z'],
  ['24h', 'from', '2026-11-21T14:00:00.000Z'],
  ['90m', 'to', '2026-11-22T12:30:00.000Z'],
  ['30d', 'from', '2026-10-23T14:00:00.000Z'],
] as const)('%s as %s', (text, edge, expected) => {
  expect(toAskedMoment(text, edge, NOW)?.toISOString()).toBe(expected);
});

test.each([
  '',
  'yesterday',
  '7',
  '0d',
  '-3d',
  '7w',
  '7 d',
  '100000d',
  '2026-02-30',
  '2026-02-30T10:00:00Z',
  '2026-13-01',
  '0000-01-01',
  '2026-11-20T10:00:00',
  '2026-11-20T10:00:00+02:00',
  '2026-11-20T99:00:00Z',
  '20261120',
  '+012026-11-20T10:00:00Z',
])('%j is no moment', (text) => expect(toAskedMoment(text, 'from', NOW)).toBeNull());

test('whatever is typed never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('from' as const, 'to' as const), (text, edge) => {
      const at = toAskedMoment(text, edge, NOW);
      expect(at === null || !Number.isNaN(at.getTime())).toBe(true);
    }),
  );
});
