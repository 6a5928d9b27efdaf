import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LastRotated } from './last-rotated';

const NOW = '2026-11-20T18:00:00.000Z';
const said = (at: string | null, createdAt: string | null): string =>
  renderToStaticMarkup(<LastRotated at={at} createdAt={createdAt} now={NOW} />).replaceAll(/<[^>]+>/g, '');

test('never is said only where dates are set at all', () => {
  expect(said('2026-11-18T18:00:00.000Z', NOW)).toBe('2 d ago');
  expect(said(null, NOW)).toBe('never');
  expect(said(null, null)).toBe('unknown');
});
