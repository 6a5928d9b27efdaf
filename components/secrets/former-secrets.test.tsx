import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FormerSecrets } from './former-secrets';

const NOW = '2026-11-20T18:00:00.000Z';
const one = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  arn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-<b>\u202E',
  createdAt: null,
  lastSeenAt: '2026-11-17T18:00:00.000Z',
  goneBy: '2026-11-18T18:00:00.000Z',
  readHistory: true,
};
const shown = (change: Partial<typeof one>): string =>
  renderToStaticMarkup(<FormerSecrets former={[{ ...one, ...change }]} now={NOW} />);

test('an earlier secret leads to its events, since 90 days before it was seen last', () => {
  const html = shown({});
  expect(html.replaceAll(/<[^>]+>/g, '')).toBe(
    'An earlier secret of this name was gone by 2 d ago: events of …-&lt;b&gt;‹U+202E›',
  );
  expect(html).toContain('href="/access?secret=AAAAAAAAAAAAAAAAAAAAAA&amp;from=2026-08-19T18%3A00%3A00.000Z"');
});

test('without leave for its history there is no link', () => {
  const html = shown({ readHistory: false });
  expect(html).toContain('An earlier secret of this name was gone by');
  expect(html).not.toContain('href');
});
