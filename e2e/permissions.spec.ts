import { ledgerList } from '@/lib/contract/ledger';
import { scopesList } from '@/lib/contract/scopes-list';
import { meView } from '@/lib/contract/system';
import { accessList } from '@/lib/contract/access-list';
import { openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

test.describe('who may what', () => {
  // The browser's own words for the page of a secret that is not there.
  test.use({ allowConsole: ['Failed to load resource: the server responded with a status of 404'] });

  test('a viewer can neither reveal, rotate nor see who read, and the refusal is in the ledger', async ({
    signInAs,
    apiAs,
  }) => {
    const page = await signInAs('viewer');
    await openSecret(page, 'staging/payments/db');
    await expect(page.getByText('You may look, not reveal or rotate.')).toBeVisible();
    await expect(page.getByRole('button', { name: /Reveal|Rotate/ })).toHaveCount(0);
    await expect(page.getByText('Who read it: not permitted')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Readers' })).toHaveCount(0);
    const items = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    await expect(items).toHaveText(['Secrets', 'Rotation']);
    for (const path of ['/ledger', '/settings']) {
      await page.goto(path);
      await expect(page.getByText('Not permitted')).toBeVisible();
    }

    const viewer = await apiAs('viewer');
    const { id } = await viewer.secret('staging/payments/db');
    const acts = {
      'secret.reveal': [`/api/secrets/${id}/reveal`, { mode: 'whole' }],
      'secret.rotate': [`/api/secrets/${id}/rotate`, {}],
      'secret.recover': [`/api/secrets/${id}/rotation/cancel`, {}],
    } as const;
    for (const [path, body] of Object.values(acts)) expect((await viewer.refused('post', path, body)).status).toBe(403);
    for (const path of [
      `/api/secrets/${id}/access`,
      `/api/secrets/${id}/timeline`,
      '/api/access',
      '/api/principals',
      '/api/ledger',
      '/api/settings',
      '/api/sessions',
      '/api/secrets?sort=reads30d',
    ])
      expect(await viewer.refused('get', path), path).toMatchObject({ status: 403, code: 'forbidden' });

    const auditor = await apiAs('auditor');
    const { items: refused } = await auditor.get(ledgerList, '/api/ledger?phase=refused&limit=200');
    for (const action of Object.keys(acts))
      expect(refused.find((entry) => entry.action === action && entry.actor.persona === 'viewer')).toMatchObject({
        code: 'forbidden',
      });
  });

  test('an auditor reads the ledger and who read what, but never a value', async ({ signInAs, apiAs }) => {
    const page = await signInAs('auditor');
    await openSecret(page, 'prod/payments/db');
    await expect(page.getByText('You may look, not reveal or rotate.')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Readers' })).toBeVisible();
    await page.getByRole('link', { name: 'Ledger' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ledger' })).toBeVisible();
    await page.locator('summary', { hasText: /Whole when it was checked|Not checked yet/ }).click();
    await expect(
      page.getByText('Append-only: the database lets Keyledger add entries, not change them.'),
    ).toBeVisible();
    await expect(page.getByText(/links between the entries shown hold/)).toBeVisible();
    await page.getByRole('list', { name: 'Filter by outcome' }).getByRole('link', { name: 'refused' }).click();
    await expect(page).toHaveURL(/phase=refused/);
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await expect(page).toHaveURL(/\/ledger$/);

    const api = await apiAs('auditor');
    const { id } = await api.secret('prod/payments/db');
    for (const mode of ['fields', 'whole'])
      expect(
        await api.refused('post', `/api/secrets/${id}/reveal`, { mode, reason: 'to see whether it is refused' }),
      ).toMatchObject({ status: 403 });
  });

  test('an operator reveals outside prod alone, also where the rules disagree', async ({ signInAs, apiAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'prod/payments/db');
    await expect(page.getByText('You may not reveal this one.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Rotate now…' })).toBeVisible();
    const api = await apiAs('operator');
    for (const name of ['prod/payments/db', 'staging/payments/partner-sftp', 'prod/web/cdn-token']) {
      const { id } = await api.secret(name);
      const body = { mode: 'whole', reason: 'to see whether it is refused' };
      expect(await api.refused('post', `/api/secrets/${id}/reveal`, body), name).toMatchObject({ status: 403 });
    }
  });

  test('an owner sees only payments: in rows, totals, facets, scopes, history and direct ids', async ({
    signInAs,
    apiAs,
  }) => {
    const [owner, admin] = [await apiAs('owner'), await apiAs('admin')];
    let mine = await owner.secrets('limit=200&pending=include');
    // The history is still being read: between two answers, what was not known may be known.
    await expect(async () => {
      mine = await owner.secrets('limit=200&pending=include');
      const theirs = await admin.secrets(`limit=200&pending=include&tag=${encodeURIComponent('team=payments')}`);
      expect(mine.items.map(({ id }) => id)).toEqual(theirs.items.map(({ id }) => id));
      expect(mine.items.every(({ tags }) => tags['team'] === 'payments')).toBe(true);
      expect(mine.total).toBe(theirs.total);
      const { tag: _, ...facets } = theirs.facets ?? {};
      expect(mine.facets).toMatchObject(facets);
      expect(mine.facets?.tag.filter(({ value }) => value.startsWith('team='))).toEqual([
        { value: 'team=payments', count: mine.total },
      ]);
    }).toPass({ timeout: 30_000 });

    const foreign = await admin.secret('prod/search/opensearch');
    for (const path of ['', '/versions', '/access', '/preflight'])
      expect(await owner.refused('get', `/api/secrets/${foreign.id}${path}`), path).toMatchObject({
        code: 'not_found',
      });
    for (const path of ['reveal', 'rotate', 'rotation/cancel'])
      expect(
        await owner.refused('post', `/api/secrets/${foreign.id}/${path}`, path === 'reveal' ? { mode: 'whole' } : {}),
      ).toMatchObject({ code: 'not_found' });
    expect((await owner.secrets('q=opensearch')).total).toBe(0);
    expect(await owner.refused('get', '/api/ledger')).toMatchObject({ status: 403 });

    const [{ items: seen }, { items: all }] = [
      await owner.get(scopesList, '/api/scopes'),
      await admin.get(scopesList, '/api/scopes'),
    ];
    const count = (items: typeof seen) => items.reduce((sum, { inventory }) => sum + inventory.secrets, 0);
    expect(count(seen)).toBeLessThan(count(all));
    expect(seen.every(({ inventory }) => inventory.secrets > 0)).toBe(true);
    const { events } = await owner.get(accessList, '/api/access?limit=200');
    const ids = new Set(mine.items.map(({ id }) => id));
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter(({ secret }) => !secret?.id || !ids.has(secret.id))).toEqual([]);
    const { grants } = await owner.get(meView, '/api/me');
    // A sign-off is about no one secret: what it covers, sight says.
    const placed = grants.filter(({ permission }) => permission !== 'review.sign');
    expect(placed.every(({ where }) => where.tag?.value === 'payments')).toBe(true);

    const page = await signInAs('owner');
    await page.goto(`/secrets/${foreign.id}`);
    await expect(page.getByText('It is not there, or not yours to see')).toBeVisible();
    await expect(page.getByText('opensearch')).toHaveCount(0);
    await page.goto('/secrets');
    const status = page.getByRole('status').filter({ hasText: ' of ' });
    await expect(status).toHaveText(new RegExp(`^\\d+ of ${mine.total}$`));
    await page.getByRole('searchbox', { name: /Search/ }).fill('search/');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  });
});
