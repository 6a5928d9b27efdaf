import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeScale, LEVELS, levelOf, planScale } from './heat-scale';

it('people and pollers are told apart in one scale', () => {
  const scale = planScale([1, 3, 288, 8640]);
  expect(scale).toEqual([7, 38, 231, 1410, 8640]);
  expect([0, 1, 7, 8, 288, 8640].map((count) => levelOf(count, scale))).toEqual([0, 1, 1, 2, 4, 5]);
  expect(describeScale(scale)).toEqual(['1–7', '8–38', '39–231', '232–1,410', '1,411–8,640']);
});

it('few are not shown as many', () => {
  expect(planScale([])).toEqual([2, 3, 4, 7, 10]);
  expect(describeScale(planScale([1]))).toEqual(['1–2', '3', '4', '5–7', '8–10']);
});

it('every count has a step, more never a lower one, and every step its own numbers', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(counts, (given) => {
      const scale = planScale(given);
      expect(scale.toSorted((left, right) => left - right)).toEqual(scale);
      expect(new Set(scale).size).toBe(LEVELS);
      const levels = given.toSorted((left, right) => left - right).map((count) => levelOf(count, scale));
      expect(levels.toSorted((left, right) => left - right)).toEqual(levels);
      for (const [at, count] of given.toSorted((left, right) => left - right).entries())
        expect(levels[at]).toBeGreaterThanOrEqual(count === 0 ? 0 : 1);
    }),
  );
});
