import { calendarList } from '@/lib/contract/rotation-calendar';
import { expect, test } from './fixtures/test';

test.describe('the calendar of rotations', () => {
  test('by keyboard from Rotation to the days to come, and on to a secret', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation');
    await page.getByRole('link', { name: 'Calendar' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/rotation\/calendar$/);
    const coming = page.getByRole('region', { name: 'Coming rotations' });
    await expect(coming.getByRole('heading', { level: 3 }).first()).toBeVisible();
    await coming.getByRole('table').first().getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/secrets\/[\w-]{22}$/);
  });

  test('a page of it is what the API tells, and the next one goes on', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation/calendar?limit=5');
    const answer = await page.request.get('/api/rotations/calendar?limit=5');
    const { items } = calendarList.parse(await answer.json());
    const links = page.getByRole('region', { name: 'Coming rotations' }).getByRole('row').getByRole('link');
    const ids = () => links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(await ids()).toEqual(items.map(({ secret }) => `/secrets/${secret.id}`));
    await page.getByRole('link', { name: 'Next page' }).first().click();
    await expect(page).toHaveURL(/cursor=/);
    expect((await ids()).filter((id) => items.some(({ secret }) => id === `/secrets/${secret.id}`))).toEqual([]);
  });

  test('is narrowed as the Rotation screen is, its past runs with it, and cleared', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation/calendar');
    const filters = page.getByRole('complementary', { name: 'Filters' });
    const coming = page.getByRole('region', { name: 'Coming rotations' });
    await filters
      .getByRole('region', { name: 'State' })
      .getByRole('link', { name: /^stuck/ })
      .click();
    await expect(page).toHaveURL(/state=stuck/);
    const states = coming.getByRole('cell', { name: /^(stuck|failing|overdue|due|healthy|managed|running)$/ });
    await expect(states.first()).toBeVisible();
    expect(new Set(await states.allTextContents())).toEqual(new Set(['stuck']));
    await filters.getByRole('region', { name: 'Environment' }).getByRole('link', { name: /^dev/ }).click();
    await expect(page).toHaveURL(/env=dev/);
    const answer = await page.request.get('/api/rotations/calendar?state=stuck&env=dev');
    const { items } = calendarList.parse(await answer.json());
    await expect(coming.getByRole('row').getByRole('link')).toHaveCount(items.length);
    await page.goto('/rotation/calendar?env=nowhere');
    await expect(coming.getByText('Nothing matches')).toBeVisible();
    await coming.getByRole('link', { name: 'Clear filters' }).click();
    await expect(page).toHaveURL(/\/rotation\/calendar$/);
  });

  test('five weeks tell how many are to come each day, and a day leads to exactly those', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/rotation/calendar');
    const weeks = page.getByRole('table', { name: 'Rotations by day, five weeks' });
    const day = weeks.getByRole('link').first();
    const date = new URL((await day.getAttribute('href')) ?? '', page.url()).searchParams.get('day') ?? '';
    const count = await day.locator('b').textContent();
    await day.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`day=${date}`));
    const rows = page.getByRole('region', { name: 'Coming rotations' }).getByRole('row').getByRole('link');
    await expect(rows).toHaveCount(Number(count));
    const chosen = weeks.getByRole('link', { name: new RegExp(`to rotate.*, ${date}$`) });
    await expect(chosen).toHaveAttribute('aria-current', 'true');
    await chosen.press('Enter');
    await expect(page).toHaveURL(/\/rotation\/calendar$/);
  });
});
