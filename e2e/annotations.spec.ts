import { secretsList } from '@/lib/contract/secrets-list';
import { openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

test.describe('owner, note and runbook', () => {
  // What is refused is noted by the browser.
  test.use({ allowConsole: ['status of 4'] });
  test('an operator keeps them on a secret by keyboard; a viewer finds the secret by them and follows the link', async ({
    signInAs,
    openAs,
  }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'staging/payments/db');
    const card = page.getByRole('region', { name: 'Owner and notes' });
    await expect(card).toContainText('from the tag team');
    const edit = card.getByRole('button', { name: 'Edit…' });
    // A key, unlike a click, is not held back until the button can hear it.
    await expect(edit).toBeEnabled();
    await edit.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Owner, note and runbook' });
    await expect(dialog).toContainText('Never a secret value');
    await dialog.getByLabel('Owner').fill('Night shift');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Fails over at noon.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ask first.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('begins with https:// or http://');
    await dialog.getByLabel('Runbook link').fill('https://wiki.example.com/payments/db');
    await dialog.getByLabel('Runbook link').press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(card).toContainText('Night shift');
    await expect(card).toContainText('changed');
    await expect(card).toContainText('by Otis Operator');

    const viewer = await openAs('viewer');
    await viewer.goto('/secrets?q=over%20at%20NOON');
    const row = viewer.getByRole('table', { name: 'Secrets' }).getByRole('row').nth(1);
    await expect(row).toContainText('owner Night shift');
    await viewer.goto('/secrets?owner=Night%20shift');
    await row.getByRole('link').click();
    const theirs = viewer.getByRole('region', { name: 'Owner and notes' });
    await expect(theirs.getByRole('button')).toHaveCount(0);
    const link = theirs.getByRole('link', { name: /wiki\.example\.com/ });
    await expect(link).toHaveAttribute('href', 'https://wiki.example.com/payments/db');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  });

  test('what somebody else changed meanwhile is not written over', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'dev/payments/db');
    await page.getByRole('region', { name: 'Owner and notes' }).getByRole('button', { name: 'Edit…' }).click();
    const found = await page.request.get('/api/secrets?q=dev/payments/db');
    const id = secretsList.parse(await found.json()).items.find(({ name }) => name === 'dev/payments/db')?.id ?? '';
    const { origin } = new URL(page.url());
    const body = { owner: 'Somebody else', note: null, runbook: null, revision: null };
    const done = await page.request.post(`/api/secrets/${id}/annotation`, { data: body, headers: { origin } });
    expect(done.status()).toBe(200);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Owner').fill('Me');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Somebody changed this');
    await page.reload();
    await expect(page.getByRole('region', { name: 'Owner and notes' })).toContainText('Somebody else');
  });

  test('a prefix is for who may annotate all of it, and holds of what is below', async ({ signInAs, openAs }) => {
    const page = await signInAs('operator');
    await page.goto('/secrets/prefixes');
    const add = page.getByRole('button', { name: 'Add a prefix…' });
    await expect(add).toBeEnabled();
    await add.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Prefix').fill('staging/search/');
    await dialog.getByLabel('Owner').fill('Search, by prefix');
    await dialog.getByLabel('Owner').press('Enter');
    await expect(dialog).toHaveCount(0);
    const table = page.getByRole('table', { name: 'Prefixes' });
    await expect(table).toContainText('Search, by prefix');
    await table.getByRole('link', { name: 'staging/search/' }).click();
    await expect(page.getByRole('table', { name: 'Secrets' })).toContainText('owner Search, by prefix');
    await page.getByRole('table', { name: 'Secrets' }).getByRole('row').nth(1).getByRole('link').click();
    await expect(page.getByRole('region', { name: 'Owner and notes' })).toContainText(
      'from the prefix staging/search/',
    );

    // The team that sees payments alone is told of no prefix of others, and may set none.
    const owner = await openAs('owner');
    await owner.goto('/secrets/prefixes');
    await expect(owner.getByText('Search, by prefix')).toHaveCount(0);
    await owner.getByRole('button', { name: 'Add a prefix…' }).click();
    await owner.getByLabel('Prefix').fill('staging/payments/');
    await owner.getByRole('textbox', { name: 'Owner' }).fill('Payments');
    await owner.getByRole('button', { name: 'Save' }).click();
    await expect(owner.getByRole('alert')).toContainText('Set it on each secret instead');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('they are read on the secret and by prefix', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    await openSecret(page, 'prod/payments/db');
    await expect(page.getByRole('region', { name: 'Owner and notes' })).toContainText('from the');
    await page.goto('/secrets/prefixes');
    await expect(page.getByRole('heading', { level: 1, name: 'Owners by prefix' })).toBeVisible();
  });
});
