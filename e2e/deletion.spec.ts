import { openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

test.describe('who would miss a secret', () => {
  test('of one that is pending deletion the page begins with it, and gives the command that restores it', async ({
    signInAs,
  }) => {
    const page = await signInAs('auditor');
    await page.goto('/secrets?pending=only&q=edi-ftp');
    await page
      .getByRole('table', { name: 'Secrets' })
      .getByRole('link', { name: /edi-ftp/ })
      .click();
    const card = page.getByRole('region', { name: 'Deletion' });
    await expect(card.getByRole('heading')).toHaveText('Pending deletion');
    await expect(card).toContainText('Restore it before its window ends: something needs it.');
    await expect(card.getByRole('list', { name: 'For and against' })).toContainText(
      /Since its deletion was asked for \d+ reads? of (a program has|programs have) been refused/,
    );
    await expect(card.getByLabel('The command that restores it', { exact: true })).toHaveText(
      /^aws secretsmanager restore-secret --region us-east-1 --secret-id arn:aws:secretsmanager:us-east-1:\d{12}:secret:prod\/legacy\/edi-ftp-\w{6}$/,
    );
    const users = card.getByRole('table', { name: 'Who would miss it' });
    await users.getByRole('row').nth(1).getByRole('link').click();
    await expect(page).toHaveURL(/\/access\/principals\//);
  });

  test('of any other it is asked for by keyboard', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'prod/payments/db');
    const card = page.getByRole('region', { name: 'Deletion' });
    await expect(page.getByRole('region', { name: 'Facts' })).toBeVisible();
    await expect(card).toHaveCount(0);
    await page.getByRole('link', { name: 'Who would miss it?' }).focus();
    await page.keyboard.press('Enter');
    await expect(card.getByRole('heading')).toHaveText('If it were deleted');
    await expect(card).toContainText('Do not delete it: something would break.');
    await expect(card).toContainText(/programs? reads? it, and would fail/);
    await expect(card.getByLabel('The command that restores it', { exact: true })).toHaveCount(0);
  });

  test('who may not read history is told that it cannot be told', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets?pending=only&q=edi-ftp');
    await page
      .getByRole('table', { name: 'Secrets' })
      .getByRole('link', { name: /edi-ftp/ })
      .click();
    const card = page.getByRole('region', { name: 'Deletion' });
    await expect(card).toContainText('Its history is not yours to see');
    await expect(card.getByRole('table')).toHaveCount(0);
  });
});
