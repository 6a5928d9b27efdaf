import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { principalsList } from '@/lib/contract/principals';
import { secretsList } from '@/lib/contract/secrets-list';
import { waveDetail } from '@/lib/contract/waves';
import { expect, test } from './fixtures/test';

/** A rotation here takes a few seconds; the worker looks once in a few more. */
const ENDS = { timeout: 60_000 };
/** What AWS rotates without trouble. */
const filterOf = (service: string) => `state=healthy&service=${encodeURIComponent(service)}`;

/** Services of which a few such are in prod and elsewhere; which they are changes from day to day. */
async function findServices(page: Page): Promise<string[]> {
  const { items } = secretsList.parse(await (await page.request.get('/api/secrets?state=healthy&limit=200')).json());
  const known = Map.groupBy(items, ({ service }) => service ?? '');
  return [...known].flatMap(([service, some]) => {
    const inProd = some.filter(({ environment }) => environment.value === 'prod').length;
    return service !== '' && inProd > 0 && inProd < some.length && some.length > 2 && some.length < 9 ? [service] : [];
  });
}

const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });
const stateOf = (page: Page) => page.getByRole('status', { name: 'State of the wave' });
const table = (page: Page) => page.getByRole('table', { name: 'Secrets of the wave' });

/** Drafted over the API as who looks at the page, which then shows it. */
async function openDraft(page: Page, service: string, pace: object): Promise<{ id: string; count: number }> {
  await page.goto('/rotation/waves');
  const { items } = secretsList.parse(await (await page.request.get(`/api/secrets?${filterOf(service)}`)).json());
  const source = { kind: 'ids', ids: items.map(({ id }) => id) };
  const data = { name: `of ${service} ${Date.now()}`, source, ...pace };
  const answer = await page.request.post('/api/waves', { data, headers: { origin: new URL(page.url()).origin } });
  const { id } = waveDetail.parse(await answer.json());
  await page.goto(`/rotation/waves/${id}`);
  return { id, count: items.length };
}

/** By keyboard, once its script is there. */
async function open(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name });
  await expect(button).toBeEnabled();
  await button.press('Enter');
}

async function start(page: Page): Promise<void> {
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await open(page, 'Start…');
  const dialog = page.getByRole('dialog', { name: 'Start the wave' });
  const go = dialog.getByRole('button', { name: 'Start', exact: true });
  await expect(go).toBeDisabled();
  await dialog.getByLabel('Reason').fill('All of them are due.');
  await dialog.getByLabel('Type the name of the wave').fill(`${name}?`);
  await expect(go).toBeDisabled();
  await dialog.getByLabel('Type the name of the wave').fill(name);
  await dialog.getByLabel('Type the name of the wave').press('Enter');
  await expect(dialog).toHaveCount(0);
}

async function steer(page: Page, title: 'Pause' | 'Resume' | 'Abort', reason: string): Promise<void> {
  await open(page, `${title}…`);
  const dialog = page.getByRole('dialog', { name: `${title} the wave` });
  await dialog.getByLabel('Reason (optional)').fill(reason);
  await dialog.getByRole('button', { name: title, exact: true }).press('Enter');
  await expect(dialog).toHaveCount(0);
}

test.describe('a wave', () => {
  test.describe.configure({ timeout: 150_000 });

  test('is made of a filter by keyboard, looked over, started, watched to its end, and reported', async ({
    signInAs,
    openAs,
  }) => {
    const page = await signInAs('operator');
    const [service = ''] = await findServices(page);
    await page.goto(`/secrets?${filterOf(service)}`);
    await bar(page).getByLabel('Select this page').press('Space');
    await open(page, 'Rotate in a wave…');
    const dialog = page.getByRole('dialog', { name: 'Rotate in a wave' });
    const make = dialog.getByRole('button', { name: 'Make the dry run' });
    await dialog.getByLabel('At once').fill('0');
    await expect(make).toBeDisabled();
    await dialog.getByLabel('At once').fill('10');
    await dialog.getByLabel('Stop at … failures').fill('');
    const name = `${service} ${Date.now()}`;
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Name').press('Enter');
    await expect(page).toHaveURL(/\/rotation\/waves\/[\w-]{22}$/);

    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(stateOf(page)).toContainText('nothing is rotated yet');
    const rows = table(page).locator('tbody').getByRole('row');
    // The lowest environment first, and what speaks for or against each.
    const stages = page.getByRole('list', { name: 'Stages' }).getByRole('listitem');
    await expect(stages.first()).not.toContainText('prod');
    await expect(stages.last()).toContainText('prod');
    await expect(rows.last()).toContainText('prod');
    const count = await rows.count();
    expect(count).toBeGreaterThan(2);
    for (const row of await rows.all()) await expect(row).toContainText(/Nothing speaks against it|to mind|In the way/);

    await start(page);
    await expect(stateOf(page)).toContainText(/^(running|finished)/);
    // Nothing is pressed from here on: the page follows it.
    await expect(stateOf(page)).toContainText(`finished`, ENDS);
    await expect(stateOf(page)).toContainText(`${count} of ${count} rotated`);
    await expect(rows.first()).toContainText('succeeded');
    await expect(page.getByRole('button', { name: /Start|Pause|Resume|Abort/ })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'How it goes' })).toContainText('All of them are due.');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).press('Enter'),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
    expect(lines).toHaveLength(count + 1);
    expect(lines.slice(1).every((line) => line.includes('succeeded'))).toBe(true);

    await rows
      .first()
      .getByRole('link', { name: /^succeeded/ })
      .press('Enter');
    await expect(page.getByRole('region', { name: 'Rotation run', exact: true })).toContainText('All of them are due.');
    const auditor = await openAs('auditor');
    await auditor.goto('/rotation/waves?state=finished');
    await auditor.getByRole('table', { name: 'Waves' }).getByRole('link', { name }).press('Enter');
    await expect(stateOf(auditor)).toContainText(`${count} of ${count} rotated`);
    await auditor.goto('/ledger?action=wave.start');
    await expect(auditor.getByRole('table').first()).toContainText('All of them are due.');
  });

  test('is paused, resumed and aborted, and what waited is skipped', async ({ signInAs, openAs }) => {
    const page = await signInAs('operator');
    const service = (await findServices(page)).at(-1) ?? '';
    const { id, count } = await openDraft(page, service, { concurrency: 1, pauseSeconds: 3600 });
    await start(page);
    await expect(stateOf(page)).toContainText('1 of ', ENDS);
    await steer(page, 'Pause', 'The night shift is told first.');
    await expect(stateOf(page)).toContainText(/^paused/);
    await expect(page.getByText('Paused by Otis Operator: The night shift is told first.')).toBeVisible();

    // Somebody else may stop it, not go on as the one who started it.
    const admin = await openAs('admin');
    await admin.goto(`/rotation/waves/${id}`);
    await expect(admin.getByText('To resume it is for Otis Operator')).toBeVisible();
    await expect(admin.getByRole('button', { name: 'Resume…' })).toHaveCount(0);
    const auditor = await openAs('auditor');
    await auditor.goto(`/rotation/waves/${id}`);
    await expect(auditor.getByText('You may look.')).toBeVisible();
    await expect(auditor.getByRole('button', { name: /Start|Pause|Resume|Abort/ })).toHaveCount(0);

    await steer(page, 'Resume', 'They are told.');
    await expect(stateOf(page)).toContainText(/^running/);
    await steer(admin, 'Abort', 'Tomorrow, all at once.');
    // The one who started it sees it without a press.
    await expect(stateOf(page)).toContainText(/^aborted/);
    await expect(page.getByText('Aborted by Adam Admin: Tomorrow, all at once.')).toBeVisible();
    const states = page.getByRole('list', { name: 'Filter by state' });
    await states.getByRole('link', { name: /skipped/ }).click();
    await expect(table(page).locator('tbody').getByRole('row')).toHaveCount(count - 1);
  });

  test('is made of all that a principal has read since a day', async ({ signInAs }) => {
    const page = await signInAs('operator');
    const { items } = principalsList.parse(await (await page.request.get('/api/principals')).json());
    await page.goto(`/access/principals/${items[0]?.principal.id}`);
    await open(page, 'Rotate all it read, in a wave…');
    const dialog = page.getByRole('dialog', { name: 'Rotate in a wave' });
    await expect(dialog.getByRole('button', { name: 'Make the dry run' })).toBeDisabled();
    await dialog.getByLabel('All that it read since').fill(new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10)); // prettier-ignore
    await dialog.getByRole('button', { name: 'Make the dry run' }).press('Enter');
    await expect(page).toHaveURL(/\/rotation\/waves\/[\w-]{22}$/);
    await expect(page.getByRole('heading', { level: 1, name: /^Offboarding / })).toBeVisible();
    await expect(page.getByRole('region', { name: 'How it goes' })).toContainText('all that one principal read since');
    await steer(page, 'Abort', 'A try.');
    await expect(stateOf(page)).toContainText(/^aborted/);
  });

  test('is not made by whoever may not rotate, who is told why', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets');
    await bar(page).getByLabel('Select this page').press('Space');
    const button = bar(page).getByRole('button', { name: 'Rotate in a wave…' });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription('needs secret.rotate');
    await page.goto('/rotation');
    await page.getByRole('link', { name: 'Waves' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Waves' })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the list of waves is read and filtered', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation/waves?state=sideways');
    await expect(page.getByRole('heading', { level: 1, name: 'Waves' })).toBeVisible();
    await expect(page.getByText(/^state:/)).toBeVisible();
  });
});
