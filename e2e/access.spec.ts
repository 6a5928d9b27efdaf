import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { eventView } from '@/lib/contract/access';
import { accessList } from '@/lib/contract/access-list';
import { ledgerList } from '@/lib/contract/ledger';
import { expect, test } from './fixtures/test';
import type { KeyledgerApi } from './fixtures/keyledger-api';
import { until } from './fixtures/until';

const BURST = 'outcome=denied&env=prod&secret=prod/payments/db';

/** The burst comes every 30 days: the history has to reach it. */
const waitForBurst = (api: KeyledgerApi): Promise<number> =>
  until('the denied burst is read', 150, async () => {
    const { events } = await api.get(accessList, `/api/access?${BURST}&limit=200`);
    return events.length >= 14 ? events.length : null;
  });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const rowsOf = (page: Page, name: string) =>
  page.getByRole('table', { name, exact: true }).getByRole('rowgroup').last().getByRole('row');
const count = (page: Page) => page.getByRole('status').filter({ hasText: /events?, newest first/ });

test.describe('who accessed what', () => {
  test.setTimeout(240_000);

  test('an auditor explores a burst of denials by keyboard alone', async ({ signInAs, apiAs }) => {
    await waitForBurst(await apiAs('auditor'));
    const page = await signInAs('auditor');
    await page.goto('/secrets');
    // The first key may come before the page listens.
    await expect(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await expect(heading(page, 'Access')).toBeVisible({ timeout: 2000 });
    }).toPass();
    const field = page.getByRole('combobox', { name: 'Filter events' });
    await page.keyboard.press('/');
    await expect(field).toBeFocused();
    await page.keyboard.type('outcome:denied env:prod secret:payments/db from:90d');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Remove filter: outcome: denied' })).toBeVisible();
    for (const row of await rowsOf(page, 'Events').all()) await expect(row).toContainText(/prod\/payments\/db.*denied/);
    expect(await rowsOf(page, 'Events').count()).toBeGreaterThanOrEqual(14);
    await expect(field).toHaveValue(/outcome:denied env:prod secret:payments\/db from:90d/);
    await page.keyboard.press('Escape');
    await expect(field).not.toBeFocused();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await expect(
      rowsOf(page, 'Events')
        .nth(0)
        .getByRole('link', { name: /web-staging/ }),
    ).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(page, 'web-staging-task-role')).toBeVisible();
    const secret = page
      .getByRole('region', { name: 'Secrets' })
      .getByRole('row')
      .filter({ hasText: 'prod/payments/db' });
    await expect(secret).toContainText('never let in');
    await page.keyboard.press('Escape');
    await expect(heading(page, 'Access')).toBeVisible();
  });

  test('presets lead to exactly what they count, and a stroke over the bars narrows the time', async ({
    signInAs,
    apiAs,
  }) => {
    await waitForBurst(await apiAs('auditor'));
    const page = await signInAs('auditor');
    await page.goto('/access?from=90d');
    const presets = page.getByRole('list', { name: 'Presets' });
    await presets.getByRole('link', { name: /^Denied/ }).click();
    await expect(presets.getByRole('link', { name: /^Denied/ })).toHaveAttribute('aria-current', 'true');
    for (const row of await rowsOf(page, 'Events').all()) await expect(row).toContainText('denied');
    const told = (await presets.getByRole('link', { name: /^Denied/ }).textContent()) ?? '';
    await expect(count(page)).toContainText(told.replace('Denied', ''));

    await presets.getByRole('link', { name: /^People/ }).click();
    await expect(presets.getByRole('link', { name: /^People/ })).toHaveAttribute('aria-current', 'true');
    await expect(rowsOf(page, 'Events').first()).toContainText('person');
    for (const row of await rowsOf(page, 'Events').all()) await expect(row).toContainText('person');

    await presets.getByRole('link', { name: 'First-time readers' }).click();
    await expect(page.getByText('the 14 days before it are covered')).toBeVisible();
    await expect(rowsOf(page, 'First-time readers').first()).toContainText(/first read|unknown: history starts here/);
    await presets.getByRole('link', { name: 'Bulk reads' }).click();
    await expect(page.getByText('at least 10 different secrets by one principal within 10 minutes')).toBeVisible();

    await presets.getByRole('link', { name: 'All events' }).click();
    await expect(presets.getByRole('link', { name: 'All events' })).toHaveAttribute('aria-current', 'true');
    await page.getByRole('list', { name: 'Period' }).getByRole('link', { name: '7 d' }).click();
    await expect(page).toHaveURL(/access\?from=7d$/);
    const all = await count(page).textContent();
    const box = await page.getByRole('region', { name: 'Events over time' }).locator('svg').last().boundingBox();
    if (!box) throw new Error('the bars are not drawn');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 40, { steps: 5 });
    await page.mouse.up();
    await expect(page).toHaveURL(/from=20.*&to=20/);
    await expect(count(page)).not.toHaveText(all ?? '');
    await expect(rowsOf(page, 'Events').first()).toBeVisible();
  });

  test('what is counted is taken away as a file, and the ledger says so', async ({ signInAs, apiAs }) => {
    await waitForBurst(await apiAs('auditor'));
    const page = await signInAs('auditor');
    await page.goto(`/access?${BURST}&from=90d`);
    const told = Number(/[\d,]+/.exec((await count(page).textContent()) ?? '')?.[0].replace(',', ''));
    const take = async (name: string) => {
      const link = page.getByRole('link', { name, exact: true });
      const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
      return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
    };
    const lines = await take('JSON lines');
    expect(lines.name).toBe('keyledger-events.jsonl');
    const events = lines.text.split('\n').flatMap((line) => (line === '' ? [] : eventView.parse(JSON.parse(line))));
    expect(events).toHaveLength(told);
    expect(new Set(events.map(({ outcome, secret }) => `${outcome} ${secret?.name}`)).size).toBe(1);
    const sheet = await take('CSV');
    expect(sheet.name).toBe('keyledger-events.csv');
    expect(sheet.text.trimEnd().split('\r\n')).toHaveLength(told + 1);
    const { items } = await (await apiAs('auditor')).get(ledgerList, '/api/ledger?action=history.read');
    expect(items.slice(0, 2).map(({ detail }) => detail['what'])).toEqual(['export as csv', 'export as jsonl']);
  });

  test('what is typed wrongly is explained, and nothing is not unknown', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    await page.goto('/access?filter=user:jana+principal:nobody-at-all&from=24h');
    await expect(page.getByText('user: is no filter; there are principal, as, kind')).toBeVisible();
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.goto('/access?from=2019-01-01&to=2019-02-01');
    await expect(page.getByText('Not covered', { exact: true })).toBeVisible();
  });

  test('a viewer is refused', async ({ signInAs, apiAs }) => {
    const page = await signInAs('viewer');
    for (const path of [
      '/access',
      '/access?preset=bulk-reads',
      '/access?preset=top',
      '/access?preset=heatmap',
      '/access?preset=unusual',
      '/access/principals/AAAAAAAAAAAAAAAAAAAAAA',
    ]) {
      await page.goto(path);
      await expect(page.getByText('Not permitted')).toBeVisible();
    }
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Access' })).toHaveCount(0);
    const api = await apiAs('viewer');
    for (const path of [
      '/api/access?include=presets',
      '/api/access/first-readers',
      '/api/access/bulk-reads',
      '/api/access/top',
      '/api/access/unusual',
    ])
      expect(await api.refused('get', path), path).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('events are filtered by form and links, brushed by links, paged, and lead to a principal', async ({
    signInAs,
  }) => {
    const page = await signInAs('auditor');
    await page.goto('/access?from=7d');
    const field = page.getByRole('combobox', { name: 'Filter events' });
    await field.fill('from:7d kind:workload env:prod');
    await field.press('Enter');
    await expect(page.getByRole('link', { name: 'Remove filter: env: prod' })).toBeVisible();
    await expect(rowsOf(page, 'Events')).toHaveCount(50);
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page.getByRole('link', { name: 'First page' })).toBeVisible();
    await page.getByRole('link', { name: 'Remove filter: kind: workload' }).click();
    await expect(page).toHaveURL(/env=prod/);
    await page.getByText('As a table').click();
    const bucket = page.getByRole('table', { name: 'Events over time' }).getByRole('row').nth(-5);
    const numbers = await bucket.getByRole('cell').allTextContents();
    const total = numbers.slice(0, 4).reduce((sum, number) => sum + Number(number), 0);
    await bucket.getByRole('link').click();
    await expect(page).toHaveURL(/from=20.*&to=20/);
    await expect(count(page)).toContainText(new RegExp(`^${total} event`));
    await rowsOf(page, 'Events').first().getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: 'Latest events' })).toBeVisible();
  });
});
