import { expect, it } from 'vitest';
import { LISTING_LAG, toValueBounds, type ValueBounds } from './value-bounds';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const seen = (createdAt: Date | null, lastChangedAt: Date | null) => ({
  createdAt,
  lastChangedAt,
  versionStages: null,
});

it.each([
  [seen(day(1), day(5)), { notBefore: day(1), notAfter: day(5) }],
  [seen(day(1), day(1)), { notBefore: day(1), notAfter: day(1) }],
  [seen(day(1), null), { notBefore: day(1), notAfter: day(1) }],
  [seen(null, day(5)), { notBefore: null, notAfter: day(5) }],
  // What contradicts itself leaves what cannot be wrong.
  [seen(day(5), day(1)), { notBefore: day(5), notAfter: null }],
  [seen(null, null), { notBefore: null, notAfter: null }],
])('a value is as old as two dates let it be: %o', (secret, bounds) => {
  expect(toValueBounds(secret, null)).toEqual(bounds);
});

const looked = (versionStages: Record<string, string[]> | null, bounds: ValueBounds) => ({
  ...seen(day(1), day(1)),
  versionStages,
  observedAt: day(10),
  bounds,
});
const NONE = { notBefore: null, notAfter: null };

it('what has no version has no value that could be old', () => {
  expect(toValueBounds({ ...seen(day(1), day(1)), versionStages: {} }, null)).toEqual(NONE);
  // Where versions are not told, nothing is known of that.
  const untold = looked(null, { notBefore: day(1), notAfter: day(1) });
  expect(toValueBounds(seen(day(1), day(1)), untold)).toEqual(untold.bounds);
});

it('a first value was made since the last look', () => {
  const secret = { ...seen(day(1), day(11)), versionStages: { v1: ['AWSCURRENT'] } };
  expect(toValueBounds(secret, looked({}, NONE))).toEqual({
    notBefore: new Date(day(10).getTime() - LISTING_LAG),
    notAfter: day(11),
  });
});

it('a value that came back is as old as the secret lets it be', () => {
  const secret = { ...seen(day(1), day(11)), versionStages: { v0: ['AWSCURRENT'], v2: ['AWSPREVIOUS'] } };
  const before = looked({ v2: ['AWSCURRENT'], v1: ['AWSPREVIOUS'] }, { notBefore: day(8), notAfter: day(9) });
  expect(toValueBounds(secret, before, true)).toEqual({ notBefore: day(1), notAfter: day(11) });
  expect(toValueBounds(secret, before, false).notBefore).toEqual(new Date(day(10).getTime() - LISTING_LAG));
});
