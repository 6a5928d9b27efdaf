import { expect, it } from 'vitest';
import { covers } from './covers';

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
const interval = (from: number, to: number) => ({ from: at(from), to: at(to) });

it.each([
  ['nothing was read', [], false],
  ['one interval holds both ends', [interval(1, 20)], true],
  ['exactly both ends', [interval(5, 15)], true],
  ['the beginning is missing', [interval(6, 20)], false],
  ['the end is missing', [interval(1, 14)], false],
  ['two that touch', [interval(9, 20), interval(1, 9)], true],
  ['two that overlap', [interval(1, 12), interval(8, 15)], true],
  ['a gap between', [interval(1, 8), interval(9, 20)], false],
  ['one inside another does not shorten it', [interval(1, 20), interval(2, 3)], true],
  ['all of it before', [interval(1, 4)], false],
  ['all of it after', [interval(16, 20)], false],
])('%s', (_, intervals, expected) => {
  expect(covers(intervals, at(5), at(15))).toBe(expected);
});
