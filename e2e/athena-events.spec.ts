import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { athenaDaysView } from '@/lib/contract/event-questions';
import { addDays } from '@/lib/domain/day';
import { startAthenaWorld, TOLD_DAYS, type AthenaWorld } from './fixtures/athena-world';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const today = new Date().toISOString().slice(0, 10);

/** Each width and each scheme once. */
const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;

let world: AthenaWorld;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  world = await startAthenaWorld();
});
test.afterAll(async () => world?.stop());

async function signIn(page: Page, who: string): Promise<void> {
  await page.goto(world.url);
  await page.getByRole('button', { name: 'Sign in with Corp' }).click();
  await page.getByLabel('Login').fill(who);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const daysTold = (page: Page) =>
  until('Athena tells of all days that are over', 120, async () => {
    const answer = await page.request.get(`${world.url}/api/access/athena`);
    const { scopes } = athenaDaysView.parse(await answer.json());
    return (scopes[0]?.days ?? 0) >= TOLD_DAYS ? scopes : null;
  });

const stateOf = (page: Page) => page.getByRole('status', { name: 'State of the question' });

test('single events of days that Athena tells of are asked for by keyboard, shown, and in no other list', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'una');
  await daysTold(page);
  await page.goto(`${world.url}/access?from=30d`);
  await expect(page.getByText(`${TOLD_DAYS} days are told by Athena`)).toBeVisible();
  await expect(page.getByText('there are sums alone')).toBeVisible();
  await page.getByRole('link', { name: 'Ask for single events' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Single events from Athena' })).toBeVisible();
  await expect(page.getByText('It will scan about')).toBeVisible();
  const from = page.getByLabel('First day (UTC)');
  await from.fill(addDays(today, -30));
  await expect(page.getByText('at most 7 are asked for at once')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask Athena' })).toBeDisabled();
  await from.fill(addDays(today, -2));
  await page.getByLabel('Last day (UTC)').fill(addDays(today, -1));
  const { promise, resolve } = Promise.withResolvers<void>();
  world.next.until = promise;
  await page.getByLabel('Last day (UTC)').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${addDays(today, -2)} to ${addDays(today, -1)}`);
  await expect(stateOf(page)).toContainText('running', { timeout: 30_000 });
  // It goes on where the page is read anew.
  await page.reload();
  await expect(page.getByRole('button', { name: 'Stop it' })).toBeVisible();
  resolve();
  await expect(stateOf(page)).toContainText('24 MB scanned, billed as 25 MB', { timeout: 30_000 });
  const table = page.getByRole('table', { name: 'Events', exact: true });
  await expect(stateOf(page)).toContainText('answered', { timeout: 30_000 });
  await expect(table).toBeVisible();
  expect(await table.getByRole('row').count()).toBeGreaterThan(10);
  await expect(page.getByText('source athena')).toBeVisible();
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: 900 });
    await page.emulateMedia({ colorScheme: look.colorScheme });
    for (const path of [new URL(page.url()).pathname, '/access/athena', '/access?from=30d']) {
      await page.goto(`${world.url}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, `${path} at ${look.width}`).toBe(false);
      await page.goBack();
    }
  }
  await page.goto(`${world.url}/access?from=30d`);
  await expect(page.getByRole('table', { name: 'Events', exact: true })).toHaveCount(0);
  await page.goto(`${world.url}/ledger?action=history.ask`);
  await expect(page.getByRole('table').first()).toContainText('ask Athena');
});

test('a question is stopped, or fails in words', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, 'una');
  await daysTold(page);
  const { promise, resolve } = Promise.withResolvers<void>();
  world.next.until = promise;
  await page.goto(`${world.url}/access/athena`);
  await page.getByRole('button', { name: 'Ask Athena' }).click();
  await expect(stateOf(page)).toContainText('running', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Stop it' }).press('Enter');
  await expect(stateOf(page)).toContainText('cancelled');
  await expect(page.getByText('It was stopped by whoever asked.')).toBeVisible();
  resolve();
  world.next.fail = 'HIVE_BAD_DATA: CANARY-7f';
  await page.getByRole('link', { name: 'Single events from Athena' }).click();
  await expect(page.getByRole('table', { name: 'Your questions' })).toContainText('cancelled');
  await page.getByRole('button', { name: 'Ask Athena' }).click();
  await expect(stateOf(page)).toContainText('failed', { timeout: 30_000 });
  await expect(page.getByText('HIVE_BAD_DATA')).toBeVisible();
  await expect(page.getByText('CANARY-7f')).toHaveCount(0);
  world.next.fail = null;
});

test('who sees their own secrets alone asks about one of them', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, 'pia');
  await daysTold(page);
  await page.goto(`${world.url}/access/athena`);
  await expect(page.getByText('Open a secret to ask about it')).toBeVisible();
  await page.goto(`${world.url}/secrets?env=prod`);
  await page
    .getByRole('link', { name: /^prod\/payments\// })
    .first()
    .click();
  await page.getByRole('link', { name: 'Ask for single events' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Single events from Athena' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('payments');
  await page.getByRole('button', { name: 'Ask Athena' }).click();
  await expect(stateOf(page)).toContainText('answered', { timeout: 30_000 });
  const table = page.getByRole('table', { name: 'Events', exact: true });
  for (const row of await table.getByRole('row').filter({ hasText: 'GetSecretValue' }).all())
    await expect(row).toContainText('payments');
});
