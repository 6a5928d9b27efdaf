import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { scopesList } from '@/lib/contract/scopes-list';
import { roleArn } from '@/lib/local-aws/seed/identities';
import { planAccounts } from '@/lib/local-aws/seed/plan-places';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { startWithProvider, type KeyledgerWithProvider } from './fixtures/keyledger-with-provider';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1'];
const LONG = process.env.KEYLEDGER_LONG === '1';
/** More scopes than a page holds; in the long tests three hundred of them, and more accounts than that. */
const ACCOUNTS = planAccounts(LONG ? 100 : 21);
const SCOPES = ACCOUNTS.length * REGIONS.length;
const FAILING = ACCOUNTS.slice(5, 15).map(({ id }) => ({ account: id, region: 'us-east-1' }));
const FRESH = SCOPES - FAILING.length;
/** Rows of a page, under their head. */
const PAGE = 51;
const KINDS = ['denied', 'expired', 'region-off'];
const uses = ['read', 'reveal', 'rotate', 'recover'] as const;

/** Each width and each scheme once. */
const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;

let local: LocalAws;
let keyledger: KeyledgerWithProvider;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  const shape = { accounts: ACCOUNTS.length, regions: REGIONS, secrets: 2 * SCOPES, historyDays: 0 };
  local = await startLocalAws({ ...shape, traffic: false, quotas: false });
  for (const [place, scope] of FAILING.entries()) {
    const fault = { kind: KINDS[place % KINDS.length], scope, operation: 'ListSecrets' };
    await fetch(`${local.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) });
  }
  keyledger = await startWithProvider(local.url, {
    grants: [{ who: { group: 'platform' }, may: ['inventory.read', 'settings.read', 'scope.sync'] }],
    sections: {
      accounts: ACCOUNTS.map(({ id, name }) => ({
        id,
        name,
        regions: REGIONS,
        roles: Object.fromEntries(uses.map((use) => [use, roleArn(id, use)])),
      })),
    },
  });
});
test.afterAll(async () => {
  await keyledger?.stop();
  await local?.close();
});

async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(`${keyledger.url}${path}`);
  await page.getByRole('button', { name: 'Sign in with Corp' }).click();
  await page.getByLabel('Login').fill('una');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // The last is read a while after the first.
  await until('all scopes are read, but for those that fail', 250, async () => {
    const answer = await page.request.get(`${keyledger.url}/api/scopes?limit=1`);
    const { facets } = scopesList.parse(await answer.json());
    const counts = Object.fromEntries((facets?.state ?? []).map(({ value, count }) => [value, count]));
    return counts.failing === FAILING.length && counts.fresh === FRESH ? counts : null;
  });
}

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Scopes and their health' }).getByRole('row');

test('of hundreds of scopes Settings shows those that fail, and the rest is narrowed, searched and paged', async ({
  page,
}) => {
  test.setTimeout(360_000);
  await signIn(page, '/settings');
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(11);
  await expect(rowsOf(page).filter({ hasText: 'failing' })).toHaveCount(10);
  const card = page
    .getByRole('region', { name: 'Scopes', exact: true })
    .filter({ hasText: 'one account in one region' });
  await expect(card).toContainText('10 failing');
  await expect(card).toContainText(`${FRESH} fresh`);
  await expect(page.getByRole('table', { name: 'Accounts and their roles' }).getByRole('row')).toHaveCount(11);
  await expect(page.getByRole('table', { name: 'Calls to AWS a day' }).getByRole('row')).toHaveCount(11);

  await card.getByRole('link', { name: `All ${SCOPES} scopes` }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Scopes' })).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(PAGE);
  await expect(rowsOf(page).nth(1)).toContainText('failing');
  await expect(rowsOf(page).nth(11)).not.toContainText('failing');
  await rowsOf(page).nth(11).getByText('calls to AWS a day').press('Enter');
  await expect(rowsOf(page).nth(11)).toContainText('ListSecrets');
  await page.getByRole('link', { name: 'Next page' }).press('Enter');
  await expect(page.getByRole('link', { name: 'First page' })).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'failing' })).toHaveCount(0);

  // What narrows begins at the first page again.
  const states = page.getByRole('list', { name: 'Filter by state' });
  await expect(states.getByRole('listitem')).toHaveText(['failing10', `fresh${FRESH}`]);
  await states.getByRole('link', { name: 'failing' }).press('Enter');
  await expect(page).toHaveURL(/\/settings\/scopes\?state=failing$/);
  await expect(rowsOf(page)).toHaveCount(11);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search scopes by account, id or region' })).toBeFocused();
  const [{ account } = { account: '' }] = FAILING;
  await page.keyboard.type(account);
  await expect(page).toHaveURL(new RegExp(`state=failing&q=${account}$`));
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(states.getByRole('listitem')).toHaveText(['failing1', 'fresh2']);
  await states.getByRole('link', { name: 'failing' }).click();
  await expect(rowsOf(page)).toHaveCount(4);
  await page.goto(`${keyledger.url}/settings/scopes?q=nowhere&state=sideways`);
  await expect(page.getByText('Parts of this address were not understood')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(rowsOf(page)).toHaveCount(PAGE);

  await page.goto(`${keyledger.url}/settings/accounts`);
  const accounts = page.getByRole('table', { name: 'Accounts and their roles' }).getByRole('row');
  await expect(accounts).toHaveCount(Math.min(ACCOUNTS.length + 1, PAGE));
  await page.getByRole('searchbox', { name: 'Search accounts by name, id or region' }).fill('payments-prod');
  await expect(accounts).toHaveCount(2);
  await expect(page).toHaveURL(/\/settings\/accounts\?q=payments-prod$/);
});

test('no page of so many is wider than the window, or has what axe finds', async ({ page }) => {
  test.setTimeout(360_000);
  await signIn(page, '/settings/scopes');
  for (const path of [
    '/settings/scopes',
    '/settings/scopes?state=fresh',
    '/settings/accounts',
    '/settings',
    '/secrets',
  ])
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${keyledger.url}${path}`);
      await expect(page.getByRole('table').first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect.soft(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      const name = path.slice(1).replaceAll(/\W/g, '-');
      await page.screenshot({ path: test.info().outputPath(`${name}-${width}-${colorScheme}.png`) });
    }
});
