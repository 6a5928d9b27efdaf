import { expectNoValue, openDialog, openSecret, secretHeading } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

test.describe('by keyboard alone', () => {
  test('a viewer searches, moves along the rows, opens one and goes back', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets');
    await expect(page.getByRole('table', { name: 'Secrets' })).toBeVisible();
    const search = page.getByRole('searchbox', { name: /Search secrets/ });
    // The first key may come before the page listens.
    await expect(async () => {
      await page.keyboard.press('/');
      await expect(search).toBeFocused({ timeout: 100 });
    }).toPass();
    await page.keyboard.type('payments/db');
    await expect(search).toHaveValue('payments/db');
    const links = page.getByRole('table', { name: 'Secrets' }).getByRole('cell').getByRole('link');
    await expect(links).toHaveText(['dev/payments/db', 'prod/payments/db', 'staging/payments/db']);
    // The list is drawn anew while one types: a key that falls into that moment may be lost, so the way in is the one that can be repeated.
    await expect(async () => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('k');
      await expect(links.nth(0)).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.press('j');
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press('j');
    await expect(links.nth(2)).toBeFocused();
    await page.keyboard.press('k');
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(secretHeading(page, 'prod/payments/db')).toBeVisible();
    await page.keyboard.press('Escape');
    // As it was left, filter and all.
    await expect(page).toHaveURL(/\/secrets\?.*q=payments/);
    await expect(links).toHaveText(['dev/payments/db', 'prod/payments/db', 'staging/payments/db']);
  });

  test('from a secret Esc leads back to the screen that led there; opened by its address, to Secrets', async ({
    signInAs,
  }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation?state=due');
    await page.getByRole('region', { name: 'Due' }).getByRole('row').nth(1).getByRole('link').click();
    await expect(page).toHaveURL(/\/secrets\/[\w-]+$/);
    const secret = page.url();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/\/rotation\?.*state=due/);
    await page.goto(secret);
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(page).toHaveURL(/\/secrets$/, { timeout: 500 });
    }).toPass();
  });

  test('an admin goes from screen to screen and sees all keys; letters can be switched off', async ({ signInAs }) => {
    const page = await signInAs('admin');
    await page.goto('/secrets');
    // A key is heard once the page's script runs, as its buttons are.
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeEnabled();
    for (const [key, title] of [
      ['a', 'Access'],
      ['r', 'Rotation'],
      ['l', 'Ledger'],
      [',', 'Settings'],
      ['s', 'Secrets'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    }
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await expect(keys).toContainText('Next row, row before');
    await keys.getByRole('checkbox', { name: /Single-letter keys/ }).uncheck();
    await page.keyboard.press('Escape');
    await expect(keys).toBeHidden();
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    await expect(keys).toBeHidden();
    await expect(page.getByRole('searchbox', { name: /Search secrets/ })).not.toBeFocused();
  });

  test('a dialog holds the focus, takes no page keys, and gives the focus back', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'staging/payments/db');
    const opener = page.getByRole('button', { name: 'Reveal…' });
    await expect(opener).toBeEnabled();
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Reveal' });
    await expect(dialog).toBeVisible();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press(step % 3 === 2 ? 'Shift+Tab' : 'Tab');
      await expect(dialog.locator(':focus')).toHaveCount(1);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
    await expect(secretHeading(page, 'staging/payments/db')).toBeVisible();
    await expectNoValue(page);
  });

  test('what cannot be done yet says so without losing the focus', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'prod/legacy/crm-password');
    const dialog = await openDialog(page, 'Rotate now');
    await expect(dialog.getByText('In the way', { exact: true }).first()).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Rotate', exact: true })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Rotate now…' })).toBeFocused();
  });
});
