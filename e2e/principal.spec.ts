import { principalSecretsList, principalsList } from '@/lib/contract/principals';
import { versionsView } from '@/lib/contract/secret-detail';
import { secretsList } from '@/lib/contract/secrets-list';
import type { KeyledgerApi } from './fixtures/keyledger-api';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const DAY_MS = 86_400_000;

/** Who read most different secrets: what somebody would have to rotate after a leak. */
const findBusiest = (api: KeyledgerApi) =>
  until('somebody read more than a page of secrets', 200, async () => {
    const { items } = await api.get(principalsList, '/api/principals');
    const [busiest] = items.toSorted((left, right) => right.secrets - left.secrets);
    return busiest && busiest.secrets > 3 ? busiest : null;
  });

test.describe('what an identity read', () => {
  test.setTimeout(300_000);

  test('since a day is a list of secrets that is selected and taken away as one', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    const { principal, environmentsRead } = await findBusiest(api);
    const page = await signInAs('auditor');
    await page.goto(`/access/principals/${principal.id}`);
    const card = page.getByRole('region', { name: 'Secrets', exact: true });
    await expect(card).toContainText('Secrets it read or tried to');
    if (environmentsRead.length > 0) await expect(page.getByText(`reads ${environmentsRead[0]}`)).toBeVisible();

    const since = new Date(Date.now() - 20 * DAY_MS).toISOString().slice(0, 10);
    await card.getByLabel('Since the day (UTC)').fill(since);
    await card.getByRole('button', { name: 'Show' }).press('Enter');
    await expect(page).toHaveURL(new RegExp(`since=${since}`));
    await expect(card.getByRole('heading')).toHaveText(`Secrets it read or tried to since ${since}`);
    const path = `/api/principals/${principal.id}/secrets?since=${since}`;
    const { items, found } = await api.get(principalSecretsList, `${path}&limit=200`);
    await expect(card.getByRole('table').getByRole('rowgroup').last().getByRole('row')).toHaveCount(
      Math.min(50, items.length),
    );
    await expect(card).toContainText(found.toLocaleString('en'));

    await card.getByRole('link', { name: `List what it read since ${since}, to rotate it` }).press('Enter');
    await expect(page).toHaveURL(/readBy=/);
    await expect(
      page.getByRole('link', { name: `Remove filter: read by ${principal.label} since ${since}` }),
    ).toBeVisible();
    const { total } = await api.get(secretsList, `/api/secrets?readBy=${principal.id}@${since}&limit=1`);
    expect(total).toBeGreaterThan(0);
    await expect(page.getByRole('status').filter({ hasText: / of / })).toContainText(
      `${total?.toLocaleString('en')} of`,
    );
    const bar = page.getByRole('region', { name: 'Selection' });
    await bar.getByLabel('Select this page').press('Space');
    const link = bar.getByRole('link', { name: /CSV/ });
    await expect(link).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
    expect(download.suggestedFilename()).toBe('keyledger-secrets.csv');
  });

  test('pages go on until all of it was shown', async ({ apiAs }) => {
    const api = await apiAs('auditor');
    const { principal } = await findBusiest(api);
    const seen: string[] = [];
    let count = 0;
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const path = `/api/principals/${principal.id}/secrets?limit=2${more}`;
      const { items, found, nextCursor } = await api.get(principalSecretsList, path);
      seen.push(...items.map(({ secret }) => secret.id));
      count = found;
      cursor = nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(count);
  });

  test('each version of a secret names who made it, to who may see the history', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    const { items } = await api.get(secretsList, '/api/secrets?q=prod/payments/db&limit=1');
    const id = items[0]?.id ?? '';
    await until('who wrote its value is read', 200, async () => {
      const { versions } = await api.get(versionsView, `/api/secrets/${id}/versions`);
      return versions.some(({ author }) => author?.state === 'known') ? versions : null;
    });
    const page = await signInAs('auditor');
    await page.goto(`/secrets/${id}`);
    const table = page.getByRole('table', { name: 'Versions' });
    await expect(table.getByRole('columnheader', { name: 'Made by' })).toBeVisible();
    await table.locator('a[href^="/access/principals/"]').first().press('Enter');
    await expect(page.getByRole('region', { name: 'Secrets', exact: true })).toBeVisible();
    const viewer = await signInAs('viewer');
    await viewer.goto(`/secrets/${id}`);
    await expect(viewer.getByRole('table', { name: 'Versions' })).toBeVisible();
    await expect(viewer.getByRole('columnheader', { name: 'Made by' })).toHaveCount(0);
  });

  test('a viewer may not filter by it', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto(`/secrets?readBy=${'A'.repeat(22)}`);
    await expect(page.getByText('Not permitted')).toBeVisible();
  });
});
