import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ListingUnderWay } from './listing-under-way';

const NOW = '2026-11-20T18:00:00.000Z';
const LISTING = { scope: 'a', startedAt: '2026-11-20T17:59:00.000Z', secrets: 120_000, calls: 1_230 };
const textOf = (listing: Parameters<typeof ListingUnderWay>[0]['listing']): string =>
  renderToStaticMarkup(<ListingUnderWay listing={listing} now={NOW} />).replaceAll(/<[^>]+>/g, '');

test('a listing says how far it is, and of how many only where that is known and ahead', () => {
  expect(textOf({ ...LISTING, expected: 500_000, parts: 12 })).toMatch(
    /^being listed: 120,000 of about 500,000 secrets by 1,230 calls, begun .*1 min ago.*, 12 stretches of names at once$/,
  );
  expect(textOf({ ...LISTING, expected: null, parts: 1 })).toMatch(
    /^being listed: 120,000 secrets by 1,230 calls, begun [^,]*$/,
  );
  expect(textOf({ ...LISTING, expected: 120_000, parts: 1 })).not.toContain('about');
  expect(textOf(undefined)).toBe('');
});
