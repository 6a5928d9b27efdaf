import fc from 'fast-check';
import { expect, it } from 'vitest';
import { areApart, compareTimes, PAIRS } from './tell-apart';

/** Times as a busy machine has them: some milliseconds, now and then ten times that. */
function drawTimes(seed: number, slowerMs = 0): number[] {
  let state = seed;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: PAIRS }, () => slowerMs + 3 + draw() + draw() + (draw() < 0.05 ? 40 * draw() : 0));
}

const seed = fc.nat(2 ** 32 - 1);

it('times of one kind are alike', () => {
  fc.assert(
    fc.property(seed, seed, (one, other) => {
      fc.pre(one !== other);
      expect(areApart(compareTimes(drawTimes(one), drawTimes(other)))).toBe(false);
    }),
    { seed: 1, numRuns: 300 },
  );
});

it.each([1, -1])('a planted millisecond (times %d) is told', (sign) => {
  fc.assert(
    fc.property(seed, seed, (one, other) => {
      expect(areApart(compareTimes(drawTimes(one, 1), drawTimes(other, 1 + sign)))).toBe(true);
    }),
    { seed: 1, numRuns: 300 },
  );
});

it('says by how much', () => {
  expect(compareTimes([1, 2, 3], [1, 2, 3])).toEqual({ share: 0.5, medianMs: 0 });
  expect(compareTimes([1, 2, 3], [5, 6, 7])).toEqual({ share: 1, medianMs: 4 });
});
