import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planBuckets } from './plan-buckets';

const TO = new Date('2026-11-22T14:05:00.000Z');
const back = (ms: number): Date => new Date(TO.getTime() - ms);
const HOUR = 3_600_000;

test.each([
  [0, 60_000, 1],
  [30 * 60_000, 60_000, 31],
  [24 * HOUR, HOUR, 25],
  [7 * 24 * HOUR, 3 * HOUR, 57],
  [30 * 24 * HOUR, 24 * HOUR, 31],
  [90 * 24 * HOUR, 24 * HOUR, 91],
  [365 * 24 * HOUR, 7 * 24 * HOUR, 53],
])('%d ms are cut every %d ms', (length, stepMs, count) => {
  expect(planBuckets(back(length), TO)).toMatchObject({ stepMs, count });
});

test('every range is held by at most 92 buckets without a gap', () => {
  const moment = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const { start, stepMs, count } = planBuckets(from, to);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(92);
      expect(start.getTime()).toBeLessThanOrEqual(from.getTime());
      expect(start.getTime() + stepMs).toBeGreaterThan(from.getTime());
      expect(start.getTime() + count * stepMs).toBeGreaterThan(to.getTime());
    }),
  );
});

test('a range that ends before it begins has one bucket', () => {
  expect(planBuckets(TO, back(HOUR)).count).toBe(1);
});
