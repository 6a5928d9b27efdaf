import type { Page } from 'playwright/test';
import { expect, test } from './fixtures/test';

const menu = (page: Page) => page.locator('[data-saved-views]');
/** By keyboard; what it opens is a part of the page, with or without a script. */
async function openMenu(page: Page) {
  await menu(page).locator('summary').focus();
  await page.keyboard.press('Enter');
  return menu(page);
}

test.describe('saved views', () => {
  test('a viewer saves what they filter for by keyboard and shares it; others see their own secrets through it', async ({
    signInAs,
    openAs,
  }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets?env=staging&q=payments&sort=valueAge');
    await openMenu(page);
    const save = page.getByRole('button', { name: 'Save this view…' });
    // A key, unlike a click, is not held back until the button can hear it.
    await expect(save).toBeEnabled();
    await save.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save this view' });
    await dialog.getByLabel('Name', { exact: true }).fill('Payments on staging');
    await dialog.getByRole('checkbox').press('Space');
    await dialog.getByLabel('Name', { exact: true }).press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(menu(page).locator('summary')).toHaveText('Payments on staging');

    await page.goto('/secrets');
    await expect(menu(page).locator('summary')).toHaveText('Saved views');
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeEnabled();
    await openMenu(page);
    await expect(menu(page).getByRole('link')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu(page).getByRole('link')).toBeHidden();
    await expect(menu(page).locator('summary')).toBeFocused();
    await (await openMenu(page)).getByRole('link', { name: 'Payments on staging' }).press('Enter');
    await expect(page).toHaveURL(/\/secrets\?q=payments&env=staging&sort=valueAge&view=[\w-]+$/);
    await expect(menu(page).getByRole('link')).toBeHidden();

    await openMenu(page);
    await page.getByRole('button', { name: 'Rename the view Payments on staging' }).press('Enter');
    const renaming = page.getByRole('dialog', { name: 'Rename this view' });
    const field = renaming.getByLabel('Name', { exact: true });
    await expect(field).toHaveValue('Payments on staging');
    await field.fill('Staging’s payments');
    await field.press('Enter');
    await expect(renaming).toHaveCount(0);
    await expect(menu(page).locator('summary')).toHaveText('Staging’s payments');

    const owner = await openAs('owner');
    await owner.goto('/secrets/matrix');
    const theirs = (await openMenu(owner)).getByRole('region', { name: 'Saved views: Shared by others' });
    await expect(theirs).toContainText('by Vera Viewer');
    await expect(theirs.getByRole('button')).toHaveCount(0);
    await theirs.getByRole('link').click();
    await expect(owner.getByRole('table', { name: 'Secrets' })).toBeVisible();
    await expect(menu(owner).locator('summary')).toHaveText('Staging’s payments');

    // Who may end sessions tidies up after others, and that is in the ledger.
    const admin = await openAs('admin');
    await admin.goto('/secrets');
    await (await openMenu(admin)).getByRole('button', { name: 'Rename the view Staging’s payments' }).click();
    const named = admin.getByRole('dialog', { name: 'Rename this view' });
    await expect(named).toContainText('that you renamed it stands in the ledger');
    await named.getByLabel('Name', { exact: true }).fill('Payments on staging');
    await named.getByRole('button', { name: 'Rename view' }).click();
    await expect(named).toHaveCount(0);
    // The menu is still open, where it was.
    await expect(menu(admin).getByRole('button', { name: 'Rename the view Payments on staging' })).toBeFocused();
    await menu(admin).getByRole('button', { name: 'Delete the view Payments on staging' }).click();
    const asked = admin.getByRole('dialog', { name: 'Delete this view' });
    await expect(asked).toContainText('that you deleted it stands in the ledger');
    await asked.getByRole('button', { name: 'Delete view' }).click();
    await expect(asked).toHaveCount(0);
    await admin.goto('/ledger?action=view.delete');
    const rows = admin.getByRole('row').filter({ hasText: '“Payments on staging”, shared by Vera Viewer' });
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('delete a view');
    await expect(rows.first()).toContainText('done');
    await admin.goto('/ledger?action=view.rename');
    const renames = admin
      .getByRole('row')
      .filter({ hasText: '“Staging’s payments” to “Payments on staging”, shared by' });
    await expect(renames).toHaveCount(2);
    await expect(renames.first()).toContainText('rename a view');
  });

  test('one name is one view: it is written over, and deleted after it was asked for again', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await page.goto('/secrets/matrix?only=incomplete');
    const name = 'What is missing';
    for (const shares of [true, false]) {
      await openMenu(page);
      await page.getByRole('button', { name: 'Save this view…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Save this view' });
      await dialog.getByLabel('Name', { exact: true }).fill(name);
      // What is shared already stays so, unless one says otherwise.
      if (shares) await dialog.getByRole('checkbox').check();
      else await expect(dialog.getByRole('checkbox')).toBeChecked();
      await dialog.getByRole('button', { name: /^(Save|Replace) view$/ }).click();
      await expect(dialog).toHaveCount(0);
      await expect(menu(page).locator('summary')).toHaveText(name);
      await page.reload();
    }
    const own = (await openMenu(page)).getByRole('region', { name: 'Saved views: Yours' });
    await expect(own.getByRole('link')).toHaveCount(1);
    await expect(own.getByRole('link')).toContainText('shared');
    await own.getByRole('button', { name: 'Delete the view What is missing' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete view' }).click();
    await expect(menu(page).locator('summary')).toHaveText('Saved views');
  });
});

test.describe('a view that was changed in another tab', () => {
  test.use({ allowConsole: ['Failed to load resource: the server responded with a status of 409'] });
  test('an opened view that is changed says so, and is written over or kept as it is', async ({ signInAs, openAs }) => {
    const page = await signInAs('operator');
    const save = (name: string, query: string) =>
      page.request.post('/api/views', {
        data: { name, screen: 'secrets', query, shared: true, replace: true },
        headers: { origin: new URL(page.url()).origin },
      });
    await page.goto('/secrets');
    await save('Dev by age', 'env=dev&sort=valueAge');
    await page.reload();
    const summary = menu(page).locator('summary');
    await (await openMenu(page)).getByRole('link', { name: 'Dev by age' }).press('Enter');
    await expect(summary).toHaveText('Dev by age');
    await page
      .getByRole('link', { name: /^staging/ })
      .first()
      .click();
    await expect(summary).toHaveText('Dev by age· changed');

    // As it was again.
    await (await openMenu(page)).getByRole('link', { name: 'Back to the view' }).press('Enter');
    await expect(summary).toHaveText('Dev by age');

    await page
      .getByRole('link', { name: /^staging/ })
      .first()
      .click();
    await expect(summary).toContainText('changed');
    await openMenu(page);
    const over = page.getByRole('button', { name: 'Save the change' });
    await expect(over).toBeEnabled();
    await over.press('Enter');
    await expect(summary).toHaveText('Dev by age');
    await expect(summary).toBeFocused();

    // Renamed and made private in another tab meanwhile, it is neither saved twice nor shared again.
    const id = /view=([\w-]+)/.exec(page.url())?.[1] ?? '';
    const post = (path: string, data: object) =>
      page.request.post(`/api/views${path}`, { data, headers: { origin: new URL(page.url()).origin } });
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await expect(summary).toHaveText('Dev by age· changed');
    const name = 'Only mine';
    await post(`/${id}/rename`, { name });
    await post('', {
      name,
      screen: 'secrets',
      query: 'env=dev&env=staging&sort=valueAge',
      shared: false,
      replace: true,
    });
    await openMenu(page);
    await over.press('Enter');
    const part = page.getByRole('region', { name: 'Changed view' });
    await expect(part.getByRole('alert')).toContainText('Nothing was saved');
    await expect(part.getByRole('alert')).toContainText('it is called “Only mine” now');
    await part.getByRole('button', { name: 'Show the view as it is now' }).press('Enter');
    await expect(summary).toHaveText('Only mine· changed');
    await expect(part.getByRole('alert')).toHaveCount(0);
    await expect(over).toBeFocused();
    await over.press('Enter');
    await expect(summary).toHaveText('Only mine');
    const own = (await openMenu(page)).getByRole('region', { name: 'Saved views: Yours' });
    await expect(own.getByRole('link')).toHaveText(['Only mine']);
    await page.keyboard.press('Escape');
    await post(`/${id}/rename`, { name: 'Dev by age' });
    await save('Dev by age', 'env=dev&env=staging&sort=valueAge');
    await page.goto(`/secrets?env=dev&env=staging&sort=valueAge&view=${id}`);
    await expect(summary).toHaveText('Dev by age');

    // Another's is changed for oneself alone.
    const viewer = await openAs('viewer');
    await viewer.goto('/secrets');
    await (await openMenu(viewer)).getByRole('link', { name: 'Dev by age' }).click();
    await expect(viewer).toHaveURL(/env=dev&env=staging/);
    await viewer.getByRole('link', { name: 'Clear filters' }).click();
    await expect(menu(viewer).locator('summary')).toContainText('changed');
    await openMenu(viewer);
    const changed = viewer.getByRole('region', { name: 'Changed view' });
    await expect(changed).toContainText('It is not yours');
    await expect(changed.getByRole('button')).toHaveCount(0);
    await viewer.getByRole('button', { name: 'Save as new…' }).click();
    const dialog = viewer.getByRole('dialog', { name: 'Save this view' });
    await dialog.getByLabel('Name', { exact: true }).fill('All by age');
    await dialog.getByRole('button', { name: 'Save view' }).click();
    await expect(menu(viewer).locator('summary')).toHaveText('All by age');
    await page.reload();
    await expect(summary).toHaveText('Dev by age');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the menu of views opens and says that there are none', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    await page.goto('/secrets');
    await page.locator('summary').filter({ hasText: 'Saved views' }).click();
    await expect(page.getByRole('button', { name: 'Save this view…' })).toBeVisible();
  });

  test('a view that is changed says so, and leads back', async ({ signInAs }) => {
    const page = await signInAs('owner');
    await page.goto('/secrets');
    const data = { name: 'Dev alone', screen: 'secrets', query: 'env=dev' };
    await page.request.post('/api/views', { data, headers: { origin: new URL(page.url()).origin } });
    await page.reload();
    const summary = menu(page).locator('summary');
    await summary.click();
    await menu(page).getByRole('link', { name: 'Dev alone' }).click();
    await expect(summary).toHaveText('Dev alone');
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await expect(summary).toHaveText('Dev alone· changed');
    await summary.click();
    await menu(page).getByRole('link', { name: 'Back to the view' }).click();
    await expect(page).toHaveURL(/\/secrets\?env=dev&view=/);
  });
});
