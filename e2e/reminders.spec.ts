import { openSecret } from './fixtures/secret-page';
import { inDays, remind } from './fixtures/remind';
import { expect, test } from './fixtures/test';

const NAME = 'dev/search/elastic-admin';

test.describe('reminders of what AWS does not rotate', () => {
  // What is refused is noted by the browser.
  test.use({ allowConsole: ['status of 4'] });

  test('an operator sets one by keyboard, marks it done, and the list and the ledger tell it', async ({
    signInAs,
    openAs,
  }) => {
    const page = await signInAs('operator');
    await openSecret(page, NAME);
    const card = page.getByRole('region', { name: 'Reminder' });
    await expect(card).toContainText('nobody is reminded to');
    const button = card.getByRole('button', { name: 'Set…' });
    await expect(button).toBeEnabled();
    await button.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Reminder', exact: true });
    await dialog.getByLabel('Due on').fill(inDays(-2));
    await dialog.getByLabel('Every … days').fill('0');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toBeVisible();
    await dialog.getByLabel('Every … days').fill('90');
    await dialog.getByLabel('What to do').fill('Ask the vendor for a new one.');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(card).toContainText('2 days overdue');
    await expect(card).toContainText('every 90 days');

    await card.getByRole('link', { name: 'All reminders' }).click();
    await page
      .getByRole('list', { name: 'Filter by due' })
      .getByRole('link', { name: /overdue/ })
      .click();
    const row = page
      .getByRole('table', { name: 'Reminders' })
      .getByRole('row')
      .filter({ hasText: 'dev/search/elastic-admin' });
    await expect(row).toContainText('Ask the vendor');
    await row.getByRole('button', { name: `Mark ${NAME} done` }).press('Enter');
    const done = page.getByRole('dialog', { name: 'Mark the reminder done' });
    await done.getByLabel('What was done').fill('New one from the vendor.');
    await expect(done.getByLabel('Due again on')).toHaveValue(inDays(90));
    await done.getByRole('button', { name: 'Mark done' }).press('Enter');
    await expect(done).toHaveCount(0);
    await expect(row).toHaveCount(0);
    await openSecret(page, NAME);
    await expect(card).toContainText('due in 90 days');
    await expect(card.getByRole('list', { name: 'Done' })).toContainText('New one from the vendor.');

    const auditor = await openAs('auditor');
    await auditor.goto('/ledger?action=secret.annotate');
    await expect(auditor.getByRole('table').first()).toContainText(NAME);
    await openSecret(auditor, NAME);
    const theirs = auditor.getByRole('region', { name: 'Reminder' });
    await expect(theirs).toContainText('due in 90 days');
    await expect(theirs.getByRole('button')).toHaveCount(0);
  });

  test('what somebody else changed meanwhile is not written over', async ({ signInAs }) => {
    const page = await signInAs('operator');
    const name = 'dev/payments/stripe-api-key';
    await page.goto('/rotation/reminders');
    await remind(page, name, { dueOn: inDays(5), everyDays: null, note: null });
    await openSecret(page, name);
    const card = page.getByRole('region', { name: 'Reminder' });
    await card.getByRole('button', { name: 'Edit…' }).click();
    await remind(page, name, { dueOn: inDays(6), everyDays: null, note: null });
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Due on').fill(inDays(7));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Somebody changed this reminder');
    // Nor by a second press, although the page behind has what is there now.
    await expect(page.getByText('due in 6 days').first()).toBeVisible();
    const again = page.waitForResponse(/\/reminder$/);
    await dialog.getByRole('button', { name: 'Save' }).click();
    expect((await again).status()).toBe(409);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
    await card.getByRole('button', { name: 'Edit…' }).click();
    await expect(dialog.getByLabel('Due on')).toHaveValue(inDays(6));
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(card).toContainText('nobody is reminded to');
  });

  test('a secret that AWS rotates has none', async ({ signInAs }) => {
    const page = await signInAs('admin');
    await openSecret(page, 'prod/payments/db');
    await expect(page.getByRole('region', { name: 'Rotation', exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Reminder' })).toHaveCount(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the list is read and filtered', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation/reminders?due=sideways');
    await expect(page.getByRole('heading', { level: 1, name: 'Reminders' })).toBeVisible();
    await expect(page.getByText(/^due:/)).toBeVisible();
  });
});
