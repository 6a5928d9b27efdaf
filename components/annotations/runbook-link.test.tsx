import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RunbookLink } from './runbook-link';

test('a runbook leads out of here, and tells the place nothing', () => {
  const html = renderToStaticMarkup(<RunbookLink href="https://wiki.example.com/db" />);
  expect(html).toContain('href="https://wiki.example.com/db"');
  expect(html).toContain('rel="noopener noreferrer"');
});

// Whoever writes into the database by other ways than ours makes no link of it.
test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '/settings',
  '//evil.example.com',
  'https://user:pass@example.com/',
  ' https://example.com/',
  '"><script>alert(1)</script>',
])('%s is text and no link', (href) => {
  const html = renderToStaticMarkup(<RunbookLink href={href} />);
  expect(html).not.toMatch(/<a |href|<script/);
});
