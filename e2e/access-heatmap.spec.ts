import { accessHeatmap } from '@/lib/contract/access-heatmap';
import { accessList } from '@/lib/contract/access-list';
import type { KeyledgerApi } from './fixtures/keyledger-api';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const DAY_MS = 86_400_000;
const FILTER = 'env=prod&order=count';
const sizeOf = ({ succeeded, denied, failed }: { succeeded: number; denied: number; failed: number }): number =>
  succeeded + denied + failed;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** Of days that are over: what is read while the test runs changes none of them. */
const waitForDays = (api: KeyledgerApi, path: string) =>
  until('a week of reads of prod is read', 150, async () => {
    const found = await api.get(accessHeatmap, path);
    return found.days.every(({ known }) => known === 'whole') && found.items.length > 5 ? found : null;
  });

test.describe('the heatmap of principals and days', () => {
  test.setTimeout(240_000);

  test('each cell leads to as many events as it counts, by pointer and by keyboard', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    const period = `from=${daysAgo(8)}&to=${daysAgo(1)}`;
    const { items, days } = await waitForDays(api, `/api/access/heatmap?${FILTER}&${period}`);
    expect(days).toHaveLength(8);

    const page = await signInAs('auditor');
    await page.goto(`/access?env=prod&${period}`);
    await page.getByRole('link', { name: 'Heatmap' }).click();
    await page.getByRole('link', { name: 'By count' }).click();
    await expect(page.getByRole('link', { name: 'Remove filter: env: prod' })).toBeVisible();
    const table = page.getByRole('table', { name: 'Principals by day' });
    const rows = table.getByRole('rowgroup').last().getByRole('row');
    await expect(rows).toHaveCount(items.length);
    for (const [at, item] of items.slice(0, 3).entries()) {
      const row = rows.nth(at);
      await expect(row.getByRole('rowheader')).toContainText(item.principal.label);
      for (const own of [item.days[0], item.days.at(-1)]) {
        const cell = row.locator(`td[data-day="${own?.day}"]`);
        const link = cell.getByRole('link');
        const count = own ? sizeOf(own) : -1;
        await expect(link).toHaveText(new RegExp(`^${count.toLocaleString('en')} reads?`));
        const { histogram } = await api.get(
          accessList,
          `/api${await link.getAttribute('href')}&include=histogram&limit=1`,
        );
        expect(histogram?.total).toBe(count);
      }
    }

    // One stop for Tab, then arrows: what is reached is told, and Enter opens it.
    await expect(table.locator('td[data-day] > a[tabindex="0"]')).toHaveCount(1);
    await table.locator('td[data-day] > a[tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const last = rows.nth(1).locator(`td[data-day="${days.at(-1)?.day}"]`);
    await expect(last.locator('a')).toBeFocused();
    const words = await last.textContent();
    await expect(page.getByText(`: ${words}`)).toContainText(items[1]?.principal.label ?? '');
    await page.keyboard.press('Home');
    await expect(rows.nth(1).locator(`td[data-day="${days[0]?.day}"] a`)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('table', { name: 'Events', exact: true })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`from=${days[0]?.day}&to=${days[0]?.day}`));
  });

  test('days that are not covered are said to be, and not to be empty', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    await waitForDays(api, `/api/access/heatmap?${FILTER}&from=${daysAgo(8)}&to=${daysAgo(1)}`);
    const { days } = await api.get(accessHeatmap, '/api/access/heatmap?from=1000d');
    expect(days).toHaveLength(92);
    expect(days[0]?.known).toBe('none');
    const page = await signInAs('auditor');
    await page.goto('/access?preset=heatmap&from=1000d');
    const cell = page.locator(`td[data-day="${days[0]?.day}"]`).first();
    await expect(cell).toHaveText('not covered');
    await expect(page.getByRole('list', { name: 'Legend' })).toContainText('not covered');
    await page.goto('/access?preset=heatmap&from=2019-01-01&to=2019-02-01');
    await expect(page.getByText('Not covered', { exact: true })).toBeVisible();
  });

  test('a principal’s page shows its days, and on a phone they scroll by themselves', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    const path = `/api/access/heatmap?${FILTER}&from=${daysAgo(8)}&to=${daysAgo(1)}`;
    const { items } = await waitForDays(api, path);
    const page = await signInAs('auditor');
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`/access/principals/${items[0]?.principal.id}`);
    const strip = page.getByRole('table', { name: 'Reads by day' });
    await expect(strip.getByRole('columnheader', { name: daysAgo(0) })).toBeInViewport();
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await wide()).toBe(390);
    await page.goto('/access?preset=heatmap');
    await expect(page.getByRole('columnheader', { name: daysAgo(0) })).toBeVisible();
    expect(await wide()).toBe(390);
  });

  test('an owner sees days of their own alone', async ({ apiAs }) => {
    const path = '/api/access/heatmap?from=30d&limit=50';
    const [own, all] = [
      await (await apiAs('owner')).get(accessHeatmap, path),
      await (await apiAs('auditor')).get(accessHeatmap, path),
    ];
    expect(own.found).toBeGreaterThan(0);
    expect(sizeOf(own.total)).toBeLessThan(sizeOf(all.total));
  });
});
