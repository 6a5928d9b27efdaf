import { describe, expect, it } from 'vitest';
import { isFreshSignIn } from './fresh-sign-in';

const now = new Date('2026-01-01T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('a sign-in', () => {
  it.each([
    [before(0), 300, true],
    [before(300), 300, true],
    [before(300.001), 300, false],
    [before(86_400), 300, false],
    // A provider whose clock is a little ahead.
    [before(-5), 300, true],
    [before(0), 0, true],
    [before(1), 0, false],
    [null, 300, false],
    [null, Number.MAX_SAFE_INTEGER, false],
    [new Date(Number.NaN), 300, false],
  ])('at %s, asked to be at most %i s old, is fresh: %s', (authenticatedAt, maxAge, fresh) => {
    expect(isFreshSignIn(authenticatedAt, maxAge, now)).toBe(fresh);
  });
});
