import { accessList } from '@/lib/contract/access-list';
import { secretsList } from '@/lib/contract/secrets-list';
import { accessTop } from '@/lib/contract/access-top';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const sizeOf = ({ succeeded, denied, failed }: { succeeded: number; denied: number; failed: number }): number =>
  succeeded + denied + failed;

test.describe('who and what most', () => {
  test.setTimeout(240_000);

  test('each row leads to as many events as it counts, and people come first', async ({ signInAs, apiAs }) => {
    const api = await apiAs('auditor');
    const path = '/api/access/top?from=7d&env=prod&to=2h&limit=20';
    const { principals } = await until('reads of prod by people are read', 150, async () => {
      const found = await api.get(accessTop, path);
      return found.principals.people > 1 && found.secrets.found > 10 ? found : null;
    });
    const isPerson = principals.items.map(({ actorKind }) => actorKind === 'person');
    expect(isPerson).toEqual(isPerson.toSorted((left, right) => Number(right) - Number(left)));

    const page = await signInAs('auditor');
    await page.goto('/access?from=7d&env=prod&to=2h');
    await page.getByRole('link', { name: 'Top', exact: true }).click();
    const table = page.getByRole('table', { name: 'Top principals' });
    await expect(page.getByRole('region', { name: 'Top principals' })).toContainText('by whole UTC days');
    await expect(page.getByRole('link', { name: 'Remove filter: env: prod' })).toBeVisible();
    await page.getByRole('link', { name: 'By count' }).click();
    await expect(page).toHaveURL(/order=count/);
    await expect(page.getByRole('link', { name: 'Remove filter: env: prod' })).toBeVisible();
    await page.getByRole('link', { name: 'People first' }).click();
    await expect(page).not.toHaveURL(/order=count/);
    for (const [name, half] of [
      ['Top principals', 'principals'],
      ['Top secrets', 'secrets'],
    ] as const) {
      const link = page.getByRole('table', { name }).getByRole('row').nth(1).getByRole('link');
      const { histogram } = await api.get(
        accessList,
        `/api${await link.getAttribute('href')}&include=histogram&limit=1`,
      );
      const [item] = (await api.get(accessTop, path))[half].items;
      expect(histogram?.total).toBe(sizeOf(item ?? { succeeded: -1, denied: 0, failed: 0 }));
    }
    await table.getByRole('row').nth(1).getByRole('link').click();
    await expect(page.getByRole('table', { name: 'Events', exact: true })).toBeVisible();
  });

  test('an owner sees counts of their own alone', async ({ apiAs }) => {
    const path = '/api/access/top?from=30d&limit=50';
    const [own, all] = [
      await (await apiAs('owner')).get(accessTop, path),
      await (await apiAs('auditor')).get(accessTop, path),
    ];
    expect(own.secrets.found).toBeGreaterThan(0);
    expect(own.secrets.found).toBeLessThan(all.secrets.found);
    expect(own.principals.total.succeeded).toBe(own.secrets.total.succeeded);
    const { items } = await (await apiAs('owner')).get(secretsList, '/api/secrets?limit=200&pending=include');
    const seen = items.map(({ id }) => id);
    for (const { secret } of own.secrets.items) expect(seen).toContain(secret.id);
  });
});
