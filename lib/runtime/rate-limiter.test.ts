import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter';

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);
const takes = (limiter: RateLimiter, key: string, seconds: number): boolean => {
  try {
    limiter.take(key, at(seconds));
    return true;
  } catch {
    return false;
  }
};

describe('a limit', () => {
  it('lets a minute’s worth pass at once, then as many as have come back', () => {
    const limiter = new RateLimiter(60);
    const passed = Array.from({ length: 70 }, () => takes(limiter, 'a', 0)).filter(Boolean);
    expect(passed).toHaveLength(60);
    expect(takes(limiter, 'a', 0.5)).toBe(false);
    expect(takes(limiter, 'a', 1.1)).toBe(true);
    expect(takes(limiter, 'a', 1.2)).toBe(false);
  });

  it('says when to come back', () => {
    const limiter = new RateLimiter(6);
    for (let taken = 0; taken < 6; taken += 1) limiter.take('a', at(0));
    expect(() => limiter.take('a', at(0))).toThrow(
      expect.objectContaining({ code: 'rate_limited', retryAfterSeconds: 10 }),
    );
  });

  it('is each key’s own, and does not grow with time gone backwards', () => {
    const limiter = new RateLimiter(1);
    expect([takes(limiter, 'a', 0), takes(limiter, 'a', -600), takes(limiter, 'b', 0)]).toEqual([true, false, true]);
  });
});
