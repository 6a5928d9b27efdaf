import { expect, test } from 'vitest';
import { describeValueAge } from './value-age';

const NOW = '2026-11-22T14:06:00.000Z';
const old = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

test.each([
  ['known exactly', old(24), old(24), '24 d'],
  ['between two bounds', old(1204), old(1100), '1,100–1,204 d'],
  ['at least', null, old(90), '≥ 90 d'],
  ['at most', old(7), null, '≤ 7 d'],
  ['not known', null, null, 'unknown'],
  ['changed by a clock ahead of ours', old(-1), old(-1), '0 d'],
])('%s', (_what, notBefore, notAfter, words) =>
  expect(describeValueAge({ valueChangedAt: { notBefore, notAfter }, hasNoValue: false }, NOW)).toBe(words),
);

test('what has no value has no age that anyone could know', () =>
  expect(describeValueAge({ valueChangedAt: { notBefore: null, notAfter: null }, hasNoValue: true }, NOW)).toBe(
    'never had a value',
  ));
