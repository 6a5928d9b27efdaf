import type { Locator } from 'playwright/test';
import { reviewDetail, reviewReadersList, reviewsList, unexpectedList } from '@/lib/contract/reviews';
import { secretsList } from '@/lib/contract/secrets-list';
import { expect, test } from './fixtures/test';
import { openSecret } from './fixtures/secret-page';
import { until } from './fixtures/until';

const DAY_MS = 86_400_000;
const day = (ago: number): string => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);

/** A key, unlike a click, is not held back until the button can hear it. */
async function press(button: Locator, key = 'Enter'): Promise<void> {
  await expect(button).toBeEnabled();
  await button.press(key);
}

test.describe('access reviews', () => {
  // What is refused is noted by the browser.
  test.use({ allowConsole: ['status of 4'] });
  test.setTimeout(240_000);

  test('an auditor looks over the readers of a secret by keyboard and signs off; what is unexpected is to be acted on', async ({
    signInAs,
    apiAs,
  }) => {
    const api = await apiAs('auditor');
    const [secret] = (await api.get(secretsList, '/api/secrets?q=prod/payments/db&limit=1')).items;
    await until('readers of it are known', 150, async () => {
      const { readers } = await api.post(reviewDetail, '/api/reviews', {
        secret: secret?.id,
        from: day(7),
        to: day(0),
      });
      return readers > 1 ? readers : null;
    });

    const page = await signInAs('auditor');
    await openSecret(page, 'prod/payments/db');
    const card = page.getByRole('region', { name: 'Readers', exact: true });
    await press(card.getByRole('button', { name: 'Review them…' }));
    const dialog = page.getByRole('dialog', { name: 'Begin a review' });
    await dialog.getByLabel('From').fill(day(7));
    await press(dialog.getByRole('button', { name: 'Begin', exact: true }));
    await expect(page).toHaveURL(/\/access\/reviews\/[\w-]{22}$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('prod/payments/db');
    await expect(
      page
        .getByText('not covered over the whole period')
        .or(page.getByText(/covered over the whole/))
        .first(),
    ).toBeVisible();

    const sign = page.getByRole('region', { name: 'Sign-off' });
    await expect(sign.getByRole('button', { name: 'Sign off' })).toBeDisabled();
    const [first, ...rest] = await page.getByRole('group', { name: /^Mark / }).all();
    if (!first) throw new Error('there is nobody to mark');
    await press(first.getByRole('button', { name: /^Note on / }));
    const note = page.getByRole('textbox', { name: /^Note on / });
    await note.fill('nobody knows it');
    await press(first.getByRole('button', { name: 'Unexpected' }), 'Space');
    await expect(first.getByRole('button', { name: 'Unexpected' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('table', { name: 'Readers' })).toContainText('nobody knows it');
    if (rest.length > 1) await press(page.getByRole('button', { name: /others on this page as expected$/ }));
    else for (const one of rest) await press(one.getByRole('button', { name: 'Expected', exact: true }));
    await sign.getByLabel('Next review').selectOption({ label: 'in 180 days' });
    await press(sign.getByRole('button', { name: 'Sign off' }));
    await expect(sign).toContainText('Signed off');
    await expect(sign).toContainText('are those that the ledger has of the sign-off');
    await expect(page.getByRole('group', { name: /^Mark / })).toHaveCount(0);

    await sign.getByRole('link', { name: '1 unexpected reader' }).press('Enter');
    const unexpected = page.getByRole('table', { name: 'Unexpected readers' });
    const row = unexpected.getByRole('row').filter({ hasText: 'nobody knows it' }).first();
    await row.getByRole('textbox').fill('its policy was narrowed');
    await row.getByRole('textbox').press('Enter');
    await expect(page.getByText('its policy was narrowed')).toHaveCount(0);
    await page.getByRole('link', { name: 'Those that were dealt with' }).press('Enter');
    await expect(unexpected).toContainText('its policy was narrowed');

    await page.goto('/ledger?action=review.sign');
    await expect(page.getByRole('table', { name: 'Ledger entries' })).toContainText('sign a review');
  });

  test('somebody who marks over what another marked meanwhile is told, and sees it', async ({ signInAs, apiAs }) => {
    const api = await apiAs('admin');
    const [secret] = (await api.get(secretsList, '/api/secrets?q=prod/payments/db&limit=1')).items;
    const { id } = await until('readers of it are known', 150, async () => {
      const begun = await api.post(reviewDetail, '/api/reviews', { secret: secret?.id, from: day(7), to: day(0) });
      return begun.readers > 0 ? begun : null;
    });
    const page = await signInAs('auditor');
    await page.goto(`/access/reviews/${id}`);
    const group = page.getByRole('group', { name: /^Mark / }).first();
    await expect(group.getByRole('button', { name: 'Expected', exact: true })).toBeEnabled();
    const { items } = await api.get(reviewReadersList, `/api/reviews/${id}/readers?limit=1`);
    const readers = items.map(({ principal, actorKind }) => ({ principal: principal.id, actorKind, seen: 0 }));
    await api.post(reviewDetail, `/api/reviews/${id}/readers`, { readers, verdict: 'unexpected', note: 'by admin' });
    await group.getByRole('button', { name: 'Expected', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Nothing was marked' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Readers' })).toContainText('by admin');
    await page.getByRole('button', { name: 'Discard…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(page).toHaveURL(/\/access\/reviews$/);
    await api.refused('get', `/api/reviews/${id}`);
  });

  test('an owner sees the part of a review that is theirs', async ({ apiAs, signInAs }) => {
    const [admin, owner] = [await apiAs('admin'), await apiAs('owner')];
    const whole = await admin.post(reviewDetail, '/api/reviews', { environment: 'prod', from: day(7), to: day(0) });
    const part = await owner.get(reviewDetail, `/api/reviews/${whole.id}`);
    expect(part.secrets).toBeGreaterThan(0);
    expect(part.secrets).toBeLessThan(whole.secrets);
    expect(part).toMatchObject({ mayMark: false, marks: null });
    const page = await signInAs('owner');
    await page.goto(`/access/reviews/${whole.id}`);
    await expect(page.getByText('see everything that it covers')).toBeVisible();
    await expect(page.getByRole('group', { name: /^Mark / })).toHaveCount(0);
    expect((await admin.get(reviewsList, '/api/reviews?state=open')).items.map(({ id }) => id)).toContain(whole.id);
    expect(
      (await owner.get(unexpectedList, '/api/reviews/unexpected')).items.every(({ most }) => most.length > 0),
    ).toBe(true);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('reviews are listed, narrowed and read', async ({ signInAs, apiAs }) => {
    const { id } = await (
      await apiAs('admin')
    ).post(reviewDetail, '/api/reviews', { environment: 'staging', from: day(7), to: day(0) });
    const page = await signInAs('auditor');
    await page.goto('/access');
    await page
      .getByRole('list', { name: 'Presets' })
      .getByRole('link', { name: /^Reviews/ })
      .click();
    await page.getByRole('navigation', { name: 'Reviews' }).getByRole('link', { name: /^Open/ }).click();
    await expect(page).toHaveURL(/state=open$/);
    await page.getByRole('table', { name: 'Reviews' }).locator(`a[href$="${id}"]`).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('everything in staging');
  });
});
