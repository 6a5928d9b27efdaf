import { accessList } from '@/lib/contract/access-list';
import { secretsList } from '@/lib/contract/secrets-list';
import { unusualList } from '@/lib/contract/unusual';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

test.describe('unusual reads', () => {
  test.setTimeout(300_000);

  test('are told with their reason, filtered, and lead to their events', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    // Which it is hangs on the day, and on how far the history is read.
    const told = await until('something unusual of one secret is found', 240, async () => {
      const { items } = await api.get(unusualList, '/api/access/unusual?from=90d&to=3h&limit=100');
      return items.find(({ secret }) => secret) ?? null;
    });
    const page = await signInAs('auditor');
    await page.goto('/access?from=90d');
    await page.getByRole('link', { name: 'Unusual', exact: true }).click();
    const table = page.getByRole('table', { name: 'Unusual reads' });
    await expect(table).toBeVisible();
    const rules = page.getByRole('list', { name: 'Rules' });
    await rules.getByRole('link', { name: told.title, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`rule=${told.rule}`));
    await expect(page.getByRole('link', { name: `Remove filter: rule: ${told.title}` })).toBeVisible();
    await page.getByText('What is watched, and since when').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('The root user of an account read a secret, or tried to.')).toBeVisible();
    const link = table.getByRole('row').filter({ hasText: told.reason }).getByRole('link').first();
    const { events } = await api.get(accessList, `/api${await link.getAttribute('href')}&limit=200`);
    expect(events.length).toBeGreaterThanOrEqual(Math.min(told.count, 200));
    for (const { principal, secret } of events)
      expect([principal.id, secret?.name]).toEqual([told.principal.id, told.secret?.name]);
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('table', { name: 'Events', exact: true })).toBeVisible();

    await page.goto('/access?preset=unusual&from=90d&rule=root&env=nowhere');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.goto('/access?preset=unusual&rule=roots');
    await expect(page.getByText(/^rule: /)).toBeVisible();
  });

  test('of a secret and of a principal are a line on its page', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    const { items } = await until('something is found of a secret', 150, async () => {
      const found = await api.get(unusualList, '/api/access/unusual?limit=50');
      return found.items.some(({ secret }) => secret) ? found : null;
    });
    const told = items.find(({ secret }) => secret);
    const page = await signInAs('auditor');
    await page.goto(`/secrets/${told?.secret?.id}`);
    await page.getByRole('link', { name: /^\d+ unusual reads?$/ }).click();
    await expect(page).toHaveURL(/preset=unusual&secret=/);
    await expect(page.getByRole('table', { name: 'Unusual reads' })).toContainText(told?.title ?? 'none');
    await page.goto(`/access/principals/${told?.principal.id}`);
    await page.getByRole('link', { name: /^\d+ unusual reads?$/ }).click();
    await expect(page.getByRole('table', { name: 'Unusual reads' })).toBeVisible();
  });

  test('an owner sees what is about their own secrets alone', async ({ apiAs }) => {
    const owner = await apiAs('owner');
    const [mine, seen] = [
      await owner.get(unusualList, '/api/access/unusual?from=90d&limit=200'),
      await owner.get(secretsList, '/api/secrets?limit=200&pending=include'),
    ];
    const ids = seen.items.map(({ id }) => id);
    for (const { secret } of mine.items) expect(ids).toContain(secret?.id);
  });
});
