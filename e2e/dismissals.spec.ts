import type { Page } from 'playwright/test';
import { unusualList, type UnusualView } from '@/lib/contract/unusual';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const LIST = '/access?preset=unusual&from=90d';
const rowOf = (page: Page, told: UnusualView) =>
  page.getByRole('table', { name: 'Unusual reads' }).getByRole('row').filter({ hasText: told.reason });
const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });

test.describe('an unusual read', () => {
  test.setTimeout(300_000);

  test('is dismissed with a reason, shown with who and why, and reopened; both are in the ledger', async ({
    signInAs,
    apiAs,
  }) => {
    const api = await apiAs('auditor');
    const told = await until('something unusual of one secret is found', 240, async () => {
      const { items } = await api.get(unusualList, '/api/access/unusual?from=90d&limit=200');
      // Its own, so that nothing else is found by its words.
      const isOnly = (one: UnusualView) => items.filter(({ reason }) => reason === one.reason).length === 1;
      return items.findLast((one) => one.secret && isOnly(one)) ?? null;
    });
    const only = `${LIST}&secret=${told.secret?.id}&rule=${told.rule}`;
    const page = await signInAs('auditor');
    await page.goto(only);
    await rowOf(page, told)
      .getByRole('button', { name: /^Dismiss…/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Dismiss 1 unusual read' });
    const press = dialog.getByRole('button', { name: 'Dismiss', exact: true });
    await expect(press).toBeDisabled();
    await dialog.getByLabel('Reason').fill('the drill of <b>Friday</b>');
    await press.click();
    await expect(rowOf(page, told)).toHaveCount(0);
    await expect(bar(page)).toContainText('1 unusual read dismissed.');
    // Where there are others to select, on what selects them.
    await expect(bar(page).or(bar(page).getByLabel('Select this page')).and(page.locator(':focus'))).toHaveCount(1);

    const states = page.getByRole('list', { name: 'Open or dismissed' });
    await states.getByRole('link', { name: /^Dismissed/ }).click();
    await expect(page).toHaveURL(/state=dismissed/);
    await expect(rowOf(page, told)).toContainText('the drill of <b>Friday</b>');
    await expect(rowOf(page, told)).toContainText(/Dismissed.*by Ada Auditor/);

    // By keyboard: the row's button, the dialog, its end.
    await rowOf(page, told)
      .getByRole('button', { name: /^Reopen…/ })
      .focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Reopen 1 unusual read' }).getByLabel('Reason')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(rowOf(page, told).getByRole('button', { name: /^Reopen…/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').focus();
    await page.keyboard.type('it was no drill');
    await page.keyboard.press('Enter');
    await expect(bar(page)).toContainText('1 unusual read reopened.');
    await states.getByRole('link', { name: /^Open/ }).click();
    await expect(rowOf(page, told)).toBeVisible();

    await page.goto('/ledger?action=unusual.dismiss&action=unusual.reopen');
    const entries = page.getByRole('table').first();
    for (const words of [
      'dismiss an unusual read',
      'reopen an unusual read',
      'it was no drill',
      told.secret?.name ?? '',
    ])
      await expect(entries).toContainText(words);
  });

  test('and others are dismissed at once, by keyboard, and not by who may not', async ({ signInAs, openAs, apiAs }) => {
    const api = await apiAs('auditor');
    const rule = await until('two of a rule are found', 240, async () => {
      const { items } = await api.get(unusualList, '/api/access/unusual?from=90d&limit=200');
      const counts = Map.groupBy(items, (one) => one.rule);
      const [fewest] = [...counts.values()].filter((all) => all.length > 1).toSorted((a, b) => a.length - b.length);
      return fewest?.[0]?.rule ?? null;
    });
    const page = await signInAs('auditor');
    await page.goto(`${LIST}&rule=${rule}`);
    const rows = page.getByRole('table', { name: 'Unusual reads' }).getByRole('row');
    const listed = (await rows.count()) - 1;
    await page.getByLabel('Select this page').focus();
    await page.keyboard.press('Space');
    await expect(bar(page)).toContainText(`${listed} selected`);
    await bar(page)
      .getByRole('button', { name: `Dismiss ${listed}…` })
      .focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByLabel('Reason')).toBeVisible();
    await page.getByRole('dialog').getByLabel('Reason').focus();
    await page.keyboard.type('all of one drill');
    await page.keyboard.press('Enter');
    await expect(bar(page)).toContainText(`${listed} unusual reads dismissed.`);

    const operator = await openAs('operator');
    await operator.goto(`${LIST}&rule=${rule}&state=dismissed`);
    await expect(operator.getByRole('table', { name: 'Unusual reads' })).toContainText('all of one drill');
    await expect(operator.getByLabel('Select this page')).toHaveCount(0);
    await expect(operator.getByRole('button', { name: /^Reopen/ })).toHaveCount(0);

    await page.goto(`${LIST}&rule=${rule}&state=dismissed`);
    await page.getByLabel('Select this page').check();
    await bar(page)
      .getByRole('button', { name: /^Reopen \d+…$/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reopen', exact: true }).click();
    await expect(bar(page)).toContainText(/unusual reads reopened\./);
    await page.goto(`${LIST}&state=sideways`);
    await expect(page.getByText(/^state: /)).toBeVisible();
  });
});
