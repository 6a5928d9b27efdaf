import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright/test';
import { secretsList } from '@/lib/contract/secrets-list';
import { expect, test } from './fixtures/test';

const linesOf = async (download: Download) =>
  (await readFile(await download.path(), 'utf8')).split('\n').filter((line) => line !== '');
const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });
const boxes = (page: Page) => page.getByRole('table', { name: 'Secrets' }).getByRole('checkbox');
const totalOf = async (page: Page, query: string) =>
  secretsList.parse(await (await page.request.get(`/api/secrets?${query}`)).json()).total ?? 0;

test.describe('a selection', () => {
  // What is refused is noted by the browser.
  test.use({ allowConsole: ['status of 4'] });

  test('is kept from page to page, is gone with the filter, and is exported as it stands', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets');
    await boxes(page).first().press('Space');
    await expect(bar(page).getByRole('status')).toHaveText('1 selected');
    await boxes(page).nth(4).press('Space');
    await page.getByRole('link', { name: 'Next page' }).press('Enter');
    await expect(page.getByRole('link', { name: 'First page' })).toBeVisible();
    await expect(bar(page).getByRole('status')).toHaveText('2 selected');
    await expect(bar(page).getByRole('button', { name: /Owner/ })).toHaveCount(0);
    const name = (await boxes(page).nth(1).getAttribute('aria-label'))?.replace('Select ', '');
    await boxes(page).nth(1).press('Space');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      bar(page)
        .getByRole('link', { name: /JSON lines/ })
        .press('Enter'),
    ]);
    const lines = await linesOf(download);
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ name });
    await page.getByRole('link', { name: 'First page' }).click();
    await expect(boxes(page).first()).toBeChecked();
    await page.getByRole('region', { name: 'Environment' }).getByRole('link', { name: 'staging' }).click();
    await expect(page).toHaveURL(/env=staging/);
    await expect(bar(page).getByRole('status')).toHaveText('');
    await expect(boxes(page).first()).not.toBeChecked();
  });

  test('is of the whole filter, then of what is left of the page', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    await page.goto('/secrets?env=dev');
    const total = await totalOf(page, 'env=dev');
    expect(total).toBeGreaterThan(50);
    await bar(page).getByLabel('Select this page').press('Space');
    await expect(bar(page).getByRole('status')).toHaveText('50 selected');
    await bar(page)
      .getByRole('button', { name: `Select all ${total.toLocaleString('en')} that match` })
      .press('Enter');
    await expect(bar(page).getByRole('status')).toHaveText(`${total.toLocaleString('en')} selected, all that match`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      bar(page)
        .getByRole('link', { name: /JSON lines/ })
        .click(),
    ]);
    expect(await linesOf(download)).toHaveLength(total);
    await boxes(page).first().press('Space');
    await expect(bar(page).getByRole('status')).toHaveText('49 selected');
    await bar(page).getByRole('button', { name: 'Clear' }).press('Enter');
    await expect(bar(page).getByRole('status')).toHaveText('');
    await expect(bar(page).getByLabel('Select this page')).toBeFocused();
  });

  test('is given an owner by keyboard, where there is none or everywhere, of what may be annotated', async ({
    signInAs,
  }) => {
    const page = await signInAs('operator');
    await page.goto('/secrets?prefix=staging/web/');
    const total = await totalOf(page, 'prefix=staging/web/');
    await bar(page).getByLabel('Select this page').press('Space');
    const open = bar(page).getByRole('button', { name: 'Owner and note…' });
    await open.press('Enter');
    const dialog = page.getByRole('dialog', { name: new RegExp(`^Owner, note and runbook of ${total} secrets?$`) });
    await expect(dialog).toContainText(`${total} secret`);
    await expect(dialog).toContainText('Already there:');
    await dialog.getByLabel('Owner', { exact: true }).fill('Web, by selection');
    await dialog.getByLabel('Also where there is one').press('Space');
    await dialog.getByLabel('Owner', { exact: true }).press('Enter');
    await expect(dialog).toContainText(`${total} secret${total === 1 ? '' : 's'} changed.`);
    await dialog.getByRole('button', { name: 'Close' }).last().press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(open).toBeFocused();
    await expect(page.getByRole('table', { name: 'Secrets' })).toContainText('owner Web, by selection');
    await open.press('Enter');
    await dialog.getByLabel('Owner', { exact: true }).fill('Nobody');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toContainText(`${total} secret${total === 1 ? '' : 's'} kept what was there.`);
    await dialog.getByRole('button', { name: 'Close' }).last().press('Enter');
    await expect(dialog).toHaveCount(0);
    await open.press('Enter');
    await dialog.getByLabel('Clear instead').press('Space');
    await expect(dialog.getByRole('button', { name: 'Clear', exact: true })).toBeDisabled();
    await dialog.getByRole('checkbox', { name: 'Owner' }).press('Space');
    await expect(dialog).toContainText(`goes where it is kept on the secret itself: an owner on ${total}.`);
    await dialog.getByRole('button', { name: 'Clear', exact: true }).press('Enter');
    await expect(dialog).toContainText(`${total} secret${total === 1 ? '' : 's'} changed.`);
    await dialog.getByRole('button', { name: 'Close' }).last().press('Enter');
    await expect(page.getByRole('table', { name: 'Secrets' })).not.toContainText('Web, by selection');
  });

  test('of which more match meanwhile changes nothing, and tells both numbers', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await page.goto('/secrets?env=dev');
    await bar(page).getByLabel('Select this page').press('Space');
    await bar(page)
      .getByRole('button', { name: /^Select all/ })
      .click();
    await page.route('**/api/annotations/bulk/preview', async (route) => {
      const body = route.request().postDataJSON() as { total: number };
      await route.continue({ postData: JSON.stringify({ ...body, total: body.total - 1 }) });
    });
    await bar(page).getByRole('button', { name: 'Owner and note…' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/match now, and it was/);
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Save' })).toBeDisabled();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the list has no boxes that do nothing', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await page.goto('/secrets');
    await expect(page.getByRole('table', { name: 'Secrets' })).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await expect(bar(page)).toHaveCount(0);
  });
});
