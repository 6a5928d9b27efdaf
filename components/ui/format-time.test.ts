import { describe, expect, test } from 'vitest';
import { formatDay, formatRelative, formatSpan, formatUtc, formatWindow } from './format-time';

const NOW = '2026-11-22T14:06:00.000Z';
const before = (milliseconds: number) => new Date(Date.parse(NOW) - milliseconds).toISOString();

describe('a span by its largest whole unit', () => {
  test.each([
    [0, '0 s'],
    [999, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [86_399_999, '23 h'],
    [86_400_000, '1 d'],
    [1204 * 86_400_000, '1,204 d'],
    [-90_000, '1 min'],
  ])('%i ms is %s', (milliseconds, words) => expect(formatSpan(milliseconds)).toBe(words));
});

test.each([
  [0, 'now'],
  [4999, 'now'],
  [38_000, '38 s ago'],
  [-6 * 86_400_000, 'in 6 d'],
])('%i ms before now is "%s"', (milliseconds, words) => expect(formatRelative(before(milliseconds), NOW)).toBe(words));

test('what is no time is said to be none', () => expect(formatRelative('soon', NOW)).toBe('at an unknown time'));

test.each([
  ['2026-11-22', 'today'],
  ['2026-11-23', 'today'],
  ['2026-11-21', 'yesterday'],
  ['2026-11-16', '6 d ago'],
  ['not a day', 'not a day'],
])('the day %s is "%s"', (day, words) => expect(formatDay(day, NOW)).toBe(words));

test.each([
  ['2026-11-22T14:06:12.345Z', '2026-11-22 14:06:12 UTC'],
  ['2026-11-22', '2026-11-22'],
  ['whenever', 'whenever'],
])('%s in UTC is "%s"', (at, words) => expect(formatUtc(at)).toBe(words));

test.each([
  ['2026-12-01T02:00:00Z', '2026-12-01T04:00:00Z', '2026-12-01 02:00–04:00 UTC'],
  ['2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', '2026-12-01 00:00–24:00 UTC'],
  ['2026-12-01T22:00:00Z', '2026-12-02T02:00:00Z', '2026-12-01 22:00–2026-12-02 02:00 UTC'],
])('a window from %s to %s is %s', (from, to, words) => expect(formatWindow(from, to)).toBe(words));

test('below its own day a window is its hours, below another one it is whole', () => {
  const window = ['2026-12-01T02:00:00.000Z', '2026-12-01T04:00:00.000Z'] as const;
  expect(formatWindow(...window, '2026-12-01')).toBe('02:00–04:00 UTC');
  expect(formatWindow(...window, '2026-12-02')).toBe('2026-12-01 02:00–04:00 UTC');
});
