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
});
