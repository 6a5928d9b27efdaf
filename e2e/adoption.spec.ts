import { adoptionView } from '@/lib/contract/adoption';
import { openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

/** It has a new value every night, and not all of its readers have it by day. */
const NIGHTLY = 'prod/web/catalog-db';

test.describe('who has the new version', () => {
  test('of one that changed lately the page tells, and who is not known to have it comes first', async ({
    signInAs,
  }) => {
    const page = await signInAs('auditor');
    await openSecret(page, NIGHTLY);
    const card = page.getByRole('region', { name: 'Adoption' });
    await expect(card.getByRole('heading')).toHaveText('Adoption of the new version');
    await expect(card).toContainText(/Keep the previous version: .*catalog-export-task-role/);
    await expect(card).toContainText(/\d of \d programs have the new version\./);
    const rows = card.getByRole('table', { name: 'Who has the new version' }).getByRole('row');
    await expect(rows.nth(1)).toContainText(/old version|later than usual/);
    // It asks twice a day: for some hours of the night nobody knows yet that it goes on with the old one.
    const pinned = rows.filter({ hasText: 'catalog-export-task-role' });
    await expect(pinned).toContainText(
      /old version.*asks for a version by its id|later than usual|not known yet|not due yet/,
    );
    await expect(rows.last()).toContainText('not counted');
    await rows.nth(1).getByRole('link').click();
    await expect(page).toHaveURL(/\/access\/principals\//);
  });

  test('the page says what the API says', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    await openSecret(page, NIGHTLY);
    const { pathname } = new URL(page.url());
    const { adoption } = adoptionView.parse(await (await page.request.get(`/api${pathname}/adoption`)).json());
    const card = page.getByRole('region', { name: 'Adoption' });
    await expect(card).toContainText(`${adoption?.adopted} of ${adoption?.of} programs have the new version.`);
    await expect(card.getByRole('row')).toHaveCount((adoption?.readers.length ?? 0) + 1);
  });

  test('of any other it is asked for by keyboard', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'prod/identity/session-jwks');
    const card = page.getByRole('region', { name: 'Adoption' });
    await page.goto(`${new URL(page.url()).pathname}?ask=adoption`);
    await expect(card).toContainText('session-verifier');
    await openSecret(page, 'prod/web/analytics-write-key');
    await expect(page.getByRole('region', { name: 'Versions' })).toBeVisible();
    await expect(card).toHaveCount(0);
    await page.getByRole('link', { name: 'Who has the current one?' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\?ask=adoption$/);
    await expect(card).toContainText(/mobile-release.*old version/);
    await expect(page.getByRole('link', { name: 'Who has the current one?' })).toHaveCount(0);
  });

  test('who may not read history is not told, nor asked', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await openSecret(page, NIGHTLY, '?ask=adoption');
    await expect(page.getByRole('region', { name: 'Versions' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Adoption' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Who has the current one?' })).toHaveCount(0);
    const { pathname } = new URL(page.url());
    expect((await page.request.get(`/api${pathname}/adoption`)).status()).toBe(403);
  });
});
