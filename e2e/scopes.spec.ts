import { scopesList } from '@/lib/contract/scopes-list';
import type { ScopeView } from '@/lib/contract/system';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const SLOW = { account: '333344445555', region: 'us-east-1' };

test.describe('a scope in trouble', () => {
  test('a throttled scope keeps its last good data with its age and says why; others stay fresh; it mends', async ({
    signInAs,
    apiAs,
    aws,
  }) => {
    test.setTimeout(120_000);
    const api = await apiAs('admin');
    const find = async (): Promise<ScopeView> => {
      const { items } = await api.get(scopesList, '/api/scopes');
      const scope = items.find(({ account, region }) => account === SLOW.account && region === SLOW.region);
      if (!scope) throw new Error('the scope is not there');
      return scope;
    };
    const before = await api.secrets(`account=${SLOW.account}&region=${SLOW.region}&limit=200`);
    const page = await signInAs('admin');
    await page.goto('/settings#scopes');
    const row = page
      .getByRole('table', { name: 'Scopes and their health' })
      .getByRole('row')
      .filter({ hasText: 'sandbox · us-east-1' });
    await aws.fault({ kind: 'throttle', operation: 'ListSecrets', scope: SLOW });
    await row.getByRole('button', { name: 'Refresh sandbox us-east-1' }).click();
    await expect(row.getByRole('status')).toHaveText('asked for');
    await until('the scope is seen failing', 60, async () =>
      (await find()).inventory.state === 'failing' ? true : null,
    );

    await page.reload();
    await expect(row.getByText('failing')).toBeVisible();
    await expect(row).toContainText('throttled since');
    await page.goto('/secrets');
    const notice = page.getByRole('region', { name: 'Old data' });
    await expect(notice).toContainText(/sandbox us-east-1: .+ old, throttled\. The last good data is shown\./);
    await expect(page.getByRole('region', { name: 'Scopes' })).toContainText('6 scopes · 5 fresh');
    const during = await api.secrets(`account=${SLOW.account}&region=${SLOW.region}&limit=200`);
    expect(during.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
    expect(during.scopes.find(({ id }) => id.includes(SLOW.account) && id.includes(SLOW.region))?.state).toBe(
      'failing',
    );

    await aws.mend();
    await page.goto('/settings#scopes');
    await row.getByRole('button', { name: 'Refresh sandbox us-east-1' }).click();
    await until('the scope is fresh again', 60, async () => ((await find()).inventory.state === 'fresh' ? true : null));
    await page.goto('/secrets');
    await expect(page.getByRole('region', { name: 'Scopes' })).toContainText('6 scopes · 6 fresh');
    await expect(notice).toHaveCount(0);
  });

  test('an auditor finds scopes, the permission table, rules and the policies to paste in Settings', async ({
    signInAs,
  }) => {
    const page = await signInAs('auditor');
    await page.goto('/settings');
    await expect(page.getByRole('table', { name: 'Scopes and their health' }).getByRole('row')).toHaveCount(7);
    const permissions = page.getByRole('table', { name: 'Permissions and who holds them' });
    await expect(permissions.getByRole('row').filter({ hasText: 'secret.reveal' })).toContainText('no');
    await expect(permissions.getByRole('row').filter({ hasText: 'ledger.read' })).toContainText('yes');
    await expect(page.getByRole('region', { name: 'Rules' })).toContainText('every other');
    await expect(page.getByRole('region', { name: 'Configuration' })).toContainText('append-only by database role');
    await expect(page.getByRole('region', { name: 'Sessions' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: /Refresh/ })).toHaveCount(0);
    const accounts = page.getByRole('table', { name: 'Accounts and their roles' });
    await expect(accounts.getByRole('row').filter({ hasText: '111122223333' })).toContainText('configured');
    await accounts.getByRole('link', { name: 'payments-prod' }).click();
    await page.getByText('Policy of the reveal role').first().click();
    await expect(page.getByLabel('Policy of the reveal role', { exact: true })).toContainText(
      'secretsmanager:GetSecretValue',
    );
  });
});
