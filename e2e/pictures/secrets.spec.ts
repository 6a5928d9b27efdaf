import { fileURLToPath } from 'node:url';
import { scopesList } from '@/lib/contract/scopes-list';
import { expect, test } from '@/e2e/fixtures/test';
import { until } from '@/e2e/fixtures/until';

const DAYS_MS = 89 * 86_400_000;

/** Taken by hand, with KEYLEDGER_PICTURES=1: the picture in the README. */
test('the Secrets screen', async ({ signInAs, apiAs }) => {
  test.setTimeout(500_000);
  const api = await apiAs('admin');
  await until('the whole history is covered', 450, async () => {
    const { items } = await api.get(scopesList, '/api/scopes');
    const from = Date.now() - DAYS_MS;
    return items.every(({ history }) => history.coveredFrom && Date.parse(history.coveredFrom) < from) ? true : null;
  });
  const page = await signInAs('admin');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/secrets?env=prod&tag=team%3Dpayments');
  await expect(page.getByRole('table', { name: 'Secrets' })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  // Playwright hides the caret by a style of its own otherwise, which the policy of the page refuses.
  await page.screenshot({ path: fileURLToPath(new URL('secrets-light.png', import.meta.url)), caret: 'initial' });
});
