import type { Page } from 'playwright/test';
import { expectNoValue, openDialog, openSecret, secretHeading, showField } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

const STAGING = 'staging/payments/db';
const PROD = 'prod/payments/db';

async function revealOnStaging(page: Page) {
  await openSecret(page, STAGING);
  const dialog = await openDialog(page, 'Reveal');
  return { dialog, value: await showField(dialog, 'password') };
}

test.describe('revealing a value', () => {
  test('opening the page and the dialog reads nothing', async ({ signInAs }) => {
    const page = await signInAs('operator');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await openSecret(page, STAGING);
    const dialog = await openDialog(page, 'Reveal');
    await expect(dialog).toContainText('ledger records it as Otis Operator');
    await expect(dialog.getByRole('group', { name: 'Whole value' })).toContainText('hidden••••••••••••');
    expect(asked.filter((line) => line.includes('reveal') || line.startsWith('POST'))).toEqual([]);
    await expectNoValue(page);
  });

  test('an operator reveals one field on staging, and it is gone after 30 s', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await page.clock.install();
    const { dialog, value } = await revealOnStaging(page);
    await expect(dialog.getByRole('timer')).toHaveText(/hidden in (30|29) s/);
    await expect(dialog.getByRole('group', { name: 'username' })).toContainText('hidden••••••••••••');
    await page.clock.fastForward(20_000);
    await expect(dialog.getByRole('timer')).toHaveText(/hidden in ([1-9]|10) s/);
    await expect(value).toBeVisible();
    await page.clock.fastForward(10_000);
    await expect(value).toBeHidden();
    await expect(dialog.getByRole('timer')).toHaveCount(0);
    await expectNoValue(page);
  });

  const ENDS: Record<string, (page: Page) => Promise<void>> = {
    'another window has the focus': (page) => page.evaluate(() => void window.dispatchEvent(new Event('blur'))),
    'another tab is looked at': (page) =>
      page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
        document.dispatchEvent(new Event('visibilitychange'));
      }),
    'Hide is pressed': (page) => page.getByRole('button', { name: 'Hide' }).click(),
    'Esc is pressed': (page) => page.keyboard.press('Escape'),
    'the dialog is closed': (page) => page.getByRole('button', { name: 'Close' }).click(),
  };
  for (const [when, end] of Object.entries(ENDS)) {
    test(`a shown value is gone at once when ${when}`, async ({ signInAs }) => {
      const page = await signInAs('operator');
      const { value } = await revealOnStaging(page);
      await end(page);
      await expect(value).toBeHidden();
      await expectNoValue(page);
    });
  }

  test('a shown value does not come back by leaving the page and going back', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await revealOnStaging(page);
    await page.goto('/secrets');
    await expect(page.getByRole('heading', { level: 1, name: 'Secrets' })).toBeVisible();
    await page.goBack();
    await expect(secretHeading(page, STAGING)).toBeVisible();
    await expectNoValue(page);
    await page.goForward();
    await expectNoValue(page);
  });

  test('an admin reveals on prod only with a reason, and both stand in the ledger', async ({ signInAs }) => {
    const page = await signInAs('admin');
    const reason = `checking the pool of ${Date.now()}`;
    await openSecret(page, PROD);
    const dialog = await openDialog(page, 'Reveal');
    const names = dialog.getByRole('button', { name: 'Show field names' });
    await expect(names).toBeDisabled();
    await expect(
      dialog.getByRole('group', { name: 'Whole value' }).getByRole('button', { name: 'Copy' }),
    ).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await names.click();
    await expect(dialog.getByRole('status')).toHaveText('5 fields');
    await expectNoValue(page);
    await showField(dialog, 'username');

    await page.goto('/ledger?action=secret.reveal');
    const entries = page.getByRole('table', { name: 'Ledger entries' }).getByRole('row').filter({ hasText: reason });
    await expect(entries.filter({ hasText: 'Adam Admin' }).filter({ hasText: PROD })).toHaveCount(4);
    await expect(entries.filter({ hasText: 'asked' })).toHaveCount(2);
    await expect(entries.filter({ hasText: 'done' })).toHaveCount(2);
    await expectNoValue(page);
  });

  test('a value is copied without being shown, and the clipboard is emptied', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await page.context().grantPermissions(['clipboard-write']);
    await page.clock.install();
    await openSecret(page, STAGING);
    const dialog = await openDialog(page, 'Reveal');
    await dialog.getByRole('group', { name: 'Whole value' }).getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('status')).toContainText('Copied.');
    await expectNoValue(page);

    const field = dialog.getByRole('textbox', { name: /Reason/ });
    await field.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(field).toHaveValue(/CANARY-/);
    await field.fill('');
    await page.clock.fastForward(30_000);
    await expect(async () => {
      await field.fill('');
      await page.keyboard.press('ControlOrMeta+V');
      await expect(field).toHaveValue('', { timeout: 100 });
    }).toPass();
  });
});
