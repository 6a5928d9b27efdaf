import type { Page } from 'playwright/test';
import { rotateAnswer } from '@/lib/contract/acts';
import { preflightView } from '@/lib/contract/rotation';
import type { RotationState } from '@/lib/domain/rotation-state';
import type { KeyledgerApi } from './fixtures/keyledger-api';
import { secretHeading } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

/** The words of the screen beside the names of the contract. */
const BUCKETS = [
  ['failing', 'failing', 'Failing'],
  ['stuck', 'stuck', 'Stuck'],
  ['overdue', 'overdue', 'Overdue'],
  ['running', 'running', 'Running'],
  ['due', 'due', 'Due'],
  ['healthy', 'healthy', 'Healthy'],
  ['managed', 'managed', 'Managed'],
  ['off', 'off', 'Off'],
  ['never-configured', 'never set up', 'Never set up'],
] as const satisfies readonly (readonly [RotationState, string, string])[];

const buckets = (page: Page) => page.getByRole('navigation', { name: 'Buckets' }).getByRole('link');
const rows = (page: Page) => page.getByRole('table', { name: /^Secrets whose rotation is/ }).getByRole('row');
const ENDS = { timeout: 45_000 };

/** With every warning taken note of. */
async function rotate(api: KeyledgerApi, name: string): Promise<string> {
  const { id } = await api.secret(name);
  const { checks } = await api.get(preflightView, `/api/secrets/${id}/preflight`);
  const acknowledged = checks.filter(({ level }) => level === 'warning').map((check) => check.id);
  const { runId } = await api.post(rotateAnswer, `/api/secrets/${id}/rotate`, { acknowledged });
  return runId;
}

test.describe('the Rotation screen', () => {
  test('an operator comes by keyboard, opens a failing one and sees its step and cause', async ({
    signInAs,
    apiAs,
  }) => {
    test.setTimeout(180_000);
    const api = await apiAs('operator');
    // The labels alone say that it is stuck; what failed is told by the history, which is looked through every minute.
    await until('its failure is known', 120, async () =>
      (await api.secret('prod/search/elastic-admin')).rotation.state === 'failing' ? true : null,
    );
    const page = await signInAs('operator');
    await page.goto('/secrets');
    await expect(page.getByRole('table', { name: 'Secrets' })).toBeVisible();
    await expect(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await expect(page.getByRole('heading', { level: 1, name: 'Rotation' })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(page.getByRole('heading', { level: 2, name: 'Failing' })).toBeVisible();
    await expect(rows(page).filter({ hasText: 'prod/search/elastic-admin' })).toContainText(/failed in setSecret: \S/);
    const link = page.getByRole('link', { name: 'prod/search/elastic-admin', exact: true }).first();
    const isFocused = () => link.evaluate((one) => one === document.activeElement);
    // Runs that go on stand before it, if there are any.
    for (let step = 0; step < 40 && !(await isFocused()); step += 1) await page.keyboard.press('j');
    await expect(link).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(secretHeading(page, 'prod/search/elastic-admin')).toBeVisible();
    const rotation = page.getByRole('region', { name: 'Rotation', exact: true });
    await expect(rotation).toContainText('The last rotation failed at setSecret');
    await expect(rotation).toContainText(/failed in setSecret: \S/);
  });

  test('every number is that of the rows it leads to, here and in Secrets, for each who looks', async ({
    openAs,
    apiAs,
  }) => {
    for (const persona of ['operator', 'owner'] as const) {
      const api = await apiAs(persona);
      const page = await openAs(persona);
      await page.goto('/rotation?env=prod');
      for (const [state, word, title] of BUCKETS) {
        const bucket = buckets(page).filter({ hasText: new RegExp(`\\d${word}`) });
        await bucket.click();
        const part = page.getByRole('region', { name: title, exact: true });
        const { total = 0 } = await api.secrets(`env=prod&state=${state}&include=total`);
        await expect(part.getByRole('status')).toHaveText(`${total.toLocaleString('en')} under these filters`);
        await expect(bucket).toContainText(new RegExp(`^${total.toLocaleString('en')}${word}`));
        await expect(rows(page)).toHaveCount(total === 0 ? 0 : Math.min(total, 25) + 1);
        await expect(part.getByRole('link', { name: 'Open in Secrets' })).toHaveAttribute(
          'href',
          `/secrets?state=${state}&env=prod`,
        );
      }
    }
  });

  test('a viewer narrows a bucket, pages through it and finds the way back', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation?state=healthy');
    await expect(rows(page)).toHaveCount(26);
    const first = await rows(page).nth(1).textContent();
    const pages = page.getByRole('navigation', { name: 'Pages of the bucket' });
    await pages.getByRole('link', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/state=healthy.*cursor=/);
    await expect(rows(page).nth(1)).not.toHaveText(first ?? '');
    const filters = page.getByRole('complementary', { name: 'Filters' });
    await filters.getByRole('region', { name: 'Environment' }).getByRole('link', { name: 'staging' }).click();
    await expect(page).toHaveURL(/\/rotation\?state=healthy&env=staging$/);
    for (const row of (await rows(page).all()).slice(1)) await expect(row).toContainText('staging');
    await page.goto('/rotation?state=running&service=no-such-service');
    await expect(page.getByText('Nothing matches').first()).toBeVisible();
    await page.getByRole('link', { name: 'Clear filters' }).first().click();
    await expect(page).toHaveURL(/\/rotation\?state=running$/);
  });

  test('a run that has ended moves to the past ones by itself', async ({ signInAs, apiAs }) => {
    const runId = await rotate(await apiAs('operator'), 'dev/payments/db');
    const page = await signInAs('viewer');
    await page.goto('/rotation');
    const past = page.getByRole('table', { name: 'Past runs' }).getByRole('row');
    const ended = past.filter({ has: page.locator(`a[href*="${runId}"]`) });
    await expect(ended).toContainText('succeeded', ENDS);
    await expect(ended).toContainText('Otis Operator');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('buckets, filters and rows lead on by links alone', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation');
    await buckets(page).filter({ hasText: 'stuck' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Stuck' })).toBeVisible();
    await page.getByRole('link', { name: 'prod/search/opensearch' }).click();
    await expect(secretHeading(page, 'prod/search/opensearch')).toBeVisible();
  });
});
