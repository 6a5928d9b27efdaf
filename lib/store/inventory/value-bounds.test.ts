import { expect, it } from 'vitest';
import { toValueBounds } from './value-bounds';

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
