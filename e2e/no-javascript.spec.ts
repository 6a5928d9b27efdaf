import { openSecret, secretHeading } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

test.use({ javaScriptEnabled: false });

test('without JavaScript the list is filtered, searched, paged and leads to a secret', async ({ signInAs }) => {
  const page = await signInAs('auditor');
  await page.goto('/secrets');
  const table = page.getByRole('table', { name: 'Secrets' });
  await expect(table.getByRole('row')).toHaveCount(51);
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.getByRole('link', { name: 'First page' })).toBeVisible();
  await page.goto('/secrets?by=path');
  await page.getByRole('link', { name: 'prod/', exact: true }).click();
  await expect(page.getByRole('link', { name: 'payments/', exact: true })).toBeVisible();
  await page.goto('/secrets');
  await page.getByRole('region', { name: 'Environment' }).getByRole('link', { name: 'staging' }).click();
  await expect(page.getByRole('link', { name: 'Remove filter: environment: staging' })).toBeVisible();
  const search = page.getByRole('searchbox', { name: /Search secrets/ });
  await search.fill('payments/db');
  await search.press('Enter');
  await expect(page).toHaveURL(/env=staging&q=payments%2Fdb/);
  await expect(table.getByRole('row')).toHaveCount(2);
  await table.getByRole('link', { name: 'staging/payments/db' }).click();
  await expect(secretHeading(page, 'staging/payments/db')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Readers' })).toContainText('payments-api');
});

test('without JavaScript the ledger and the settings can be read', async ({ signInAs }) => {
  const page = await signInAs('auditor');
  await page.goto('/ledger?action=config.loaded');
  await expect(page.getByRole('table', { name: 'Ledger entries' })).toContainText('configuration loaded');
  await page.goto('/settings');
  await expect(page.getByRole('table', { name: 'Permissions and who holds them' })).toBeVisible();
  await openSecret(page, 'prod/payments/db');
  await expect(page.getByRole('list', { name: 'Timeline' })).toBeVisible();
});

test('without JavaScript scopes and accounts are narrowed and searched', async ({ signInAs }) => {
  const page = await signInAs('auditor');
  await page.goto('/settings/scopes');
  const rows = page.getByRole('table', { name: 'Scopes and their health' }).getByRole('row');
  await expect(rows).toHaveCount(7);
  await page.getByRole('list', { name: 'Filter by state' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/settings\/scopes\?state=\w+$/);
  const search = page.getByRole('searchbox', { name: /Search scopes/ });
  await search.fill('nothing-of-that-name');
  await search.press('Enter');
  await expect(page).toHaveURL(/state=\w+&q=nothing-of-that-name$/);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(7);
  await page.goto('/settings/accounts');
  await page.getByRole('searchbox', { name: /Search accounts/ }).fill('sandbox');
  await page.getByRole('searchbox', { name: /Search accounts/ }).press('Enter');
  await expect(page.getByRole('table', { name: 'Accounts and their roles' }).getByRole('row')).toHaveCount(2);
});
