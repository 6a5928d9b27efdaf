import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { discoveryView } from '@/lib/contract/discovery';
import { accounts, discoveryRole, regions, roleArn, roleNames } from '@/lib/local-aws/seed/identities';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { enableOnly } from '@/lib/local-aws/testing/few-regions';
import { startWithProvider, type KeyledgerWithProvider } from './fixtures/keyledger-with-provider';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const [LISTED, STAGING, SANDBOX] = accounts.map(({ id }) => id);
const NEW = '444455556666';
const HOSTILE = '"><img src=x onerror=alert(1)>';
const uses = ['read', 'reveal', 'rotate', 'recover'] as const;

let local: LocalAws;
let keyledger: KeyledgerWithProvider;
const control = (path: string, body: object) =>
  fetch(`${local.url}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  local = await startLocalAws({ traffic: false, secrets: 40, historyDays: 1, quotas: false });
  enableOnly(local.world, regions);
  await control('organization', { account: NEW, name: HOSTILE });
  await control('organization', { account: '555566667777', name: 'old-billing', state: 'SUSPENDED' });
  await control('organization', { account: '666677778888', name: 'sandbox-of-una' });
  keyledger = await startWithProvider(local.url, {
    grants: [{ who: { group: 'platform' }, may: ['inventory.read', 'settings.read', 'scope.sync'] }],
    sections: {
      accounts: [
        {
          id: LISTED,
          name: 'payments-prod',
          regions: [regions[0]],
          roles: Object.fromEntries(uses.map((use) => [use, roleArn(LISTED ?? '', use)])),
        },
      ],
      discovery: {
        organizations: { role: `arn:aws:iam::${discoveryRole.account}:role/${discoveryRole.roleName}` },
        exclude: { names: ['sandbox-*'] },
        regions: 'enabled',
        roles: roleNames,
        everyMinutes: 5,
      },
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
  await expect(page.getByRole('region', { name: 'You' })).toContainText('una@example.com');
}

/** Until the worker has looked: what is found is told by the API. */
const found = (page: Page, what: string, isSo: (view: ReturnType<typeof discoveryView.parse>) => boolean) =>
  until(what, 90, async () => {
    const view = discoveryView.parse(await (await page.request.get(`${keyledger.url}/api/discovery`)).json());
    return isSo(view) ? view : null;
  });

/** Whoever has everything read anew has accounts looked for, too. */
async function lookAgain(page: Page): Promise<void> {
  await page.goto(`${keyledger.url}/settings#scopes`);
  await page.getByRole('button', { name: 'Refresh all scopes' }).click();
}

const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;

test('Settings shows which accounts were found, what is done with each, and what to do where one fails', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, '/settings');
  await found(page, 'every account was asked for its regions', ({ accounts: all }) =>
    all.every(({ verdict, regionsAt, problem }) => verdict !== 'read' || regionsAt !== null || problem !== null),
  );
  await page.reload();
  const card = page.getByRole('region', { name: 'Discovery' });
  await expect(card).toContainText('3 read · 1 listed in keyledger.yaml · 1 left out by keyledger.yaml · 1 suspended');
  await expect(card).toContainText('arn:aws:iam::111122223333:role/KeyledgerDiscovery');
  await card.getByRole('link', { name: 'All 6 accounts' }).click();

  const table = page.getByRole('table', { name: 'Accounts that were found in the organization' });
  const row = (id: string) => table.getByRole('row').filter({ hasText: id });
  // What somebody must do something about comes first, and a name is a text.
  await expect(table.getByRole('row').nth(1)).toContainText(HOSTILE);
  await expect(row(NEW)).toContainText('denied since');
  await expect(row(NEW)).toContainText('Grant sts:AssumeRole');
  await expect(row(STAGING ?? '')).toContainText('eu-west-1, us-east-1');
  await expect(row('555566667777')).toContainText('suspended or closed, not read');
  await expect(row('666677778888')).toContainText('left out by keyledger.yaml');
  await expect(row('payments-prod')).toContainText('listed in keyledger.yaml');

  // What is done with them narrows the table, one thing at a time.
  const states = page.getByRole('list', { name: 'Filter by state' });
  await expect(states.getByRole('listitem').first()).toHaveText('read3');
  await states.getByRole('link', { name: 'left out by keyledger.yaml' }).press('Enter');
  await expect(page).toHaveURL(/\/settings\/discovery\?verdict=excluded$/);
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(row('666677778888')).toBeVisible();
  await states.getByRole('link', { name: 'suspended or closed, not read' }).press('Enter');
  await expect(page).toHaveURL(/\/settings\/discovery\?verdict=not_active$/);
  await expect(row('555566667777')).toBeVisible();
  await states.getByRole('link', { name: 'suspended or closed, not read' }).press('Enter');
  await expect(table.getByRole('row')).toHaveCount(7);

  const role = page.getByRole('region', { name: 'The role that asks for accounts' });
  await role.getByText('Policy of the discovery role', { exact: false }).first().click();
  await expect(role.getByLabel('Policy of the discovery role', { exact: true })).toContainText(
    'organizations:ListAccounts',
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    role.getByRole('link', { name: 'Download discovery.json' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('discovery.json');

  await row(SANDBOX ?? '')
    .getByRole('link')
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'sandbox' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Roles', exact: true })).toContainText('role/KeyledgerRead');
});

test('the pages of discovery are free of what axe finds, and never wider than the window', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, '/settings/discovery');
  for (const path of ['/settings/discovery', '/settings'])
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${keyledger.url}${path}`);
      await expect(page.getByText('Asked as', { exact: true })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({
        path: test.info().outputPath(`${path.slice(1).replace('/', '-')}-${width}-${colorScheme}.png`),
        fullPage: true,
      });
    }
});

test('an account that leaves keeps its secrets, marked as no longer read, and a refusal is told', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, '/secrets');
  await until('the secrets of staging are listed', 60, async () => {
    const list = await (await page.request.get(`${keyledger.url}/api/secrets?account=${STAGING}`)).json();
    return list.total > 0 ? list : null;
  });
  await control('organization', { account: STAGING, left: true });
  await lookAgain(page);
  await found(page, 'that it left is seen', ({ discovery }) => discovery?.counts.left === 1);
  await page.goto(`${keyledger.url}/secrets?account=${STAGING}`);
  await expect(page.getByRole('table', { name: 'Secrets' }).getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Old data' })).toContainText('its account has left the organization');
  await page.goto(`${keyledger.url}/settings#scopes`);
  const scope = page
    .getByRole('table', { name: 'Scopes and their health' })
    .getByRole('row')
    .filter({ hasText: STAGING });
  await expect(scope.first()).toContainText('no longer read');
  await expect(scope.first().getByRole('button')).toHaveCount(0);

  await control('faults', { kind: 'denied', operation: 'ListAccounts' });
  await lookAgain(page);
  await found(page, 'the refusal is told', ({ discovery }) => discovery?.problem !== null);
  await page.reload();
  const card = page.getByRole('region', { name: 'Discovery' });
  await expect(card).toContainText('failing');
  await expect(card).toContainText('denied since');
  await expect(card).toContainText('Grant organizations:ListAccounts');
  await expect(card).toContainText('The scopes that were found before stay as they are.');
  await expect(card).toContainText('1 left the organization, not read');
});
