import { describe, expect, it } from 'vitest';
import { findNextMistake, findPeriodMistake, LONGEST_PERIOD, reviewState } from './review';

const NOW = new Date('2026-11-20T23:59:59Z');
const signed = { signedAt: new Date('2026-08-22T00:00:00Z'), nextOn: '2026-11-20', followedBy: null, isThere: true };

describe('a review', () => {
  it.each([
    ['open', { signedAt: null, nextOn: null, followedBy: null, isThere: true }],
    // The day itself is still in time.
    ['signed', signed],
    ['overdue', { ...signed, nextOn: '2026-11-19' }],
    ['signed', { ...signed, nextOn: '2026-11-19', followedBy: 'later' }],
    // All of its secrets were removed.
    ['signed', { ...signed, nextOn: '2026-11-19', isThere: false }],
  ])('is %s', (state, review) => expect(reviewState(review, NOW)).toBe(state));

  it.each([
    ['2026-11-20', 'is a day that is still to come'],
    ['2026-11-21', null],
    ['2029-11-19', null],
    ['2029-11-20', 'is within 1095 days'],
  ])('the next one on %s: %s', (day, mistake) => expect(findNextMistake(day, NOW)).toBe(mistake));

  it.each([
    ['2026-11-20', '2026-11-20', undefined],
    ['2026-11-20', '2026-11-21', 'to'],
    ['2026-11-20', '2026-11-19', 'from'],
    ['2025-10-17', '2026-11-20', undefined],
    ['2025-10-16', '2026-11-20', 'from'],
  ])(`from %s to %s is of ${LONGEST_PERIOD} days at most that have begun: %s`, (from, to, field) =>
    expect(findPeriodMistake(from, to, NOW)?.field).toBe(field),
  );
});
