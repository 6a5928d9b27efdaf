import { describe, expect, it } from 'vitest';
import { planUndescribed } from './plan-undescribed';

const askedAt = new Date('2026-11-23T10:00:00Z');
const ago = (seconds: number): Date => new Date(askedAt.getTime() - seconds * 1_000);
const given = {
  ref: 'a',
  at: ago(300),
  tries: 0,
  code: 'upstream',
  problem: 'denied',
  isGone: false,
  askedAt,
} as const;

describe('planUndescribed', () => {
  it('is done with what is gone, and with what came and went', () => {
    expect(planUndescribed({ ...given, code: 'not_found', isGone: true })).toBe('settle');
    expect(planUndescribed({ ...given, code: 'not_found' })).toBe('settle');
  });

  it('asks again for what is too young to be found everywhere', () => {
    expect(planUndescribed({ ...given, code: 'not_found', at: ago(5) })).toEqual({
      until: ago(-10),
      problem: 'not_found',
    });
  });

  it('asks ever more rarely for what is refused, once an hour at least', () => {
    const pauseOf = (tries: number): number => {
      const plan = planUndescribed({ ...given, tries });
      return typeof plan === 'string' ? NaN : (plan.until.getTime() - askedAt.getTime()) / 1_000;
    };
    expect([0, 1, 2, 5, 6, 500].map(pauseOf)).toEqual([60, 120, 240, 1_920, 3_600, 3_600]);
  });

  it.each([
    ['throttled', 'throttled'],
    ['unavailable', 'unreachable'],
    ['upstream', 'expired'],
    ['upstream', 'region_off'],
    ['unavailable', null],
  ] as const)('leaves %s (%s) to the job: it is not about this secret', (code, problem) => {
    expect(planUndescribed({ ...given, code, problem })).toBe('throw');
  });
});
