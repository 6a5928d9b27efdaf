import { expect, test } from 'vitest';
import { howCovered } from './how-covered';

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 22, hour));
const held = (from: number, to: number) => ({ from: at(from), to: at(to) });
const NOW = at(40);

test.each([
  ['of no scope nothing is known', [], 'none'],
  ['nothing was read', [[]], 'none'],
  ['all of it', [[held(0, 20)]], 'whole'],
  ['in two that touch', [[held(0, 14), held(14, 30)]], 'whole'],
  ['in two that overlap', [[held(0, 16), held(12, 30)]], 'whole'],
  ['one inside another', [[held(0, 30), held(11, 12)]], 'whole'],
  ['a gap', [[held(0, 14), held(15, 30)]], 'part'],
  ['half', [[held(15, 30)]], 'part'],
  ['all before', [[held(0, 10)]], 'none'],
  ['all after', [[held(20, 30)]], 'none'],
  ['one scope of two', [[held(0, 30)], []], 'part'],
  ['both scopes', [[held(0, 30)], [held(5, 25)]], 'whole'],
] as const)('%s', (_, scopes, expected) => expect(howCovered(scopes, at(10), at(20), NOW)).toBe(expected));

test('what lies in the future does not count, and the newest may be late by minutes', () => {
  expect(howCovered([[held(0, 40)]], at(30), at(50), NOW)).toBe('whole');
  expect(howCovered([[{ from: at(0), to: new Date(NOW.getTime() - 900_000) }]], at(30), at(50), NOW)).toBe('whole');
  expect(howCovered([[held(0, 38)]], at(30), at(50), NOW)).toBe('part');
});

test('a short span at the newest end is not known until it was read', () => {
  const quarter = new Date(NOW.getTime() - 900_000);
  expect(howCovered([[{ from: at(0), to: quarter }]], quarter, NOW, NOW)).toBe('none');
});
