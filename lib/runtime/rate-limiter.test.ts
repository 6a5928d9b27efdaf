import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter';

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);
const takes = (limiter: RateLimiter, key: string, seconds: number): boolean => limiter.take(key, at(seconds)).isTaken;

describe('a limit', () => {
  it('lets a minute’s worth pass at once, then as many as have come back', () => {
    const limiter = new RateLimiter(60);
    const passed = Array.from({ length: 70 }, () => takes(limiter, 'a', 0)).filter(Boolean);
    expect(passed).toHaveLength(60);
    expect(takes(limiter, 'a', 0.5)).toBe(false);
    expect(takes(limiter, 'a', 1.1)).toBe(true);
    expect(takes(limiter, 'a', 1.2)).toBe(false);
  });

  it('says what is left, and when there is one more', () => {
    const limiter = new RateLimiter(6);
    expect(limiter.take('a', at(0))).toEqual({ isTaken: true, left: 5, nextInSeconds: 10 });
    expect(limiter.take('a', at(4))).toEqual({ isTaken: true, left: 4, nextInSeconds: 6 });
    for (let taken = 0; taken < 4; taken += 1) limiter.take('a', at(4));
    expect(limiter.take('a', at(4))).toEqual({ isTaken: false, left: 0, nextInSeconds: 6 });
    expect(limiter.take('a', at(10))).toEqual({ isTaken: true, left: 0, nextInSeconds: 10 });
  });

  it('is looked at without being taken of', () => {
    const limiter = new RateLimiter(1);
    for (let looked = 0; looked < 3; looked += 1) expect(limiter.look('a', at(0)).isTaken).toBe(true);
    expect(takes(limiter, 'a', 0)).toBe(true);
    expect(limiter.look('a', at(59))).toEqual({ isTaken: false, left: 0, nextInSeconds: 1 });
  });

  it('is each key’s own, and does not grow with time gone backwards', () => {
    const limiter = new RateLimiter(1);
    expect([takes(limiter, 'a', 0), takes(limiter, 'a', -600), takes(limiter, 'b', 0)]).toEqual([true, false, true]);
  });
});
