import { openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

test.describe('the timeline of a secret', () => {
  test('an auditor unfolds reads by keyboard, narrows the list and goes on to the next page', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    await openSecret(page, 'prod/payments/db');
    const entries = page.getByRole('list', { name: 'Timeline' }).locator('> li');
    await expect(entries.first()).toBeVisible();
    const reads = entries.filter({ hasText: /\d+ reads/ }).first();
    const [, said = ''] = /(\d+) reads/.exec((await reads.textContent()) ?? '') ?? [];
    await expect(reads.getByRole('table')).toBeHidden();
    await reads.locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect(reads.getByRole('table', { name: `${said} reads` }).getByRole('row')).toHaveCount(Number(said) + 1);

    const count = page.getByRole('region', { name: 'Timeline' }).getByRole('status');
    await expect(count).toHaveText(/100 events on this page/);
    await page
      .getByRole('navigation', { name: 'Pages of the timeline' })
      .getByRole('link', { name: 'Next page' })
      .click();
    await expect(page).toHaveURL(/cursor=/);
    await expect(entries.first()).toBeVisible();
    await page.getByRole('link', { name: 'First page' }).click();

    await page.getByRole('list', { name: 'Filter by outcome' }).getByRole('link', { name: 'denied' }).click();
    await expect(page).toHaveURL(/outcome=denied/);
    for (const entry of await entries.filter({ hasNotText: 'Not covered' }).all())
      await expect(entry).toContainText(/denied attempts?/);
    await page.goto(`${page.url().replace(/[?#].*/, '')}?actorKind=unknown&action=delete&to=2001-01-01T00:00:00Z`);
    await expect(page.getByText('Nothing matches')).toBeVisible();
  });

  test('who may not read history is told so, and sees none of it', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await openSecret(page, 'prod/payments/db');
    await expect(page.getByText('Who read it: not permitted')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Timeline' })).toHaveCount(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('entries unfold and pages lead on', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'prod/payments/db');
    const reads = page
      .getByRole('list', { name: 'Timeline' })
      .locator('> li')
      .filter({ hasText: /\d+ reads/ })
      .first();
    await reads.locator('summary').click();
    await expect(reads.getByRole('table')).toBeVisible();
    await page.getByRole('list', { name: 'Filter by action' }).getByRole('link', { name: 'rotation' }).click();
    await expect(page).toHaveURL(/action=rotation/);
  });
});
