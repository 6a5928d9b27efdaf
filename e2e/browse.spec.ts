import { secretsList } from '@/lib/contract/secrets-list';
import { toSecretId } from '@/lib/domain/secret-id';
import { secretHeading } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

test.describe('finding a secret', () => {
  test('an auditor filters by environment and tag and follows a secret to who read it', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    await page.goto('/secrets');
    const filters = page.getByRole('complementary', { name: 'Filters' });
    await filters.getByRole('region', { name: 'Environment' }).getByRole('link', { name: 'prod' }).click();
    await expect(page.getByRole('link', { name: 'Remove filter: environment: prod' })).toBeVisible();
    await filters.getByRole('region', { name: 'Tag' }).getByRole('link', { name: 'team = payments' }).click();
    await expect(page.getByRole('link', { name: 'Remove filter: tag: team = payments' })).toBeVisible();
    const rows = page.getByRole('table', { name: 'Secrets' }).getByRole('row');
    for (const row of (await rows.all()).slice(1)) await expect(row).toContainText('prod');

    await page.getByRole('link', { name: 'prod/payments/db', exact: true }).click();
    await expect(secretHeading(page, 'prod/payments/db')).toBeVisible();
    const readers = page.getByRole('table', { name: 'Readers' });
    await expect(readers.getByRole('row').filter({ hasText: 'payments-api' })).toContainText('workload');
    await expect(readers.getByRole('row').filter({ hasText: 'refund-nightly' })).toContainText('workload');
    await expect(
      page
        .getByRole('list', { name: 'Timeline' })
        .getByText(/\d reads?$/)
        .first(),
    ).toBeVisible();
  });

  test('the list follows what one types, and says when nothing matches', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets');
    const search = page.getByRole('searchbox', { name: /Search secrets/ });
    await search.pressSequentially('jwt-sign');
    await expect(page).toHaveURL(/q=jwt-sign/);
    await expect(page.getByRole('link', { name: 'prod/identity/jwt-signing', exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'prod/payments/db', exact: true })).toBeHidden();
    await expect(search).toBeFocused();

    await search.fill('no%such_thing');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.getByRole('link', { name: 'Clear filters' }).first().click();
    await expect(page).toHaveURL(/\/secrets$/);
    await expect(page.getByRole('table', { name: 'Secrets' })).toBeVisible();
  });

  test('the address holds the state: it survives a reload and the way back', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets?env=staging');
    const chip = page.getByRole('link', { name: 'Remove filter: environment: staging' });
    await page.getByRole('columnheader', { name: 'Value age' }).getByRole('link').click();
    await expect(page).toHaveURL(/sort=valueAge/);
    await page.reload();
    await expect(chip).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Value age' })).toHaveAttribute('aria-sort', 'ascending');

    const status = await page.getByRole('status').filter({ hasText: ' of ' }).textContent();
    await page.getByRole('table', { name: 'Secrets' }).getByRole('row').nth(1).getByRole('link').click();
    await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/env=staging.*sort=valueAge/);
    await expect(chip).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: ' of ' })).toHaveText(status ?? '');

    await chip.click();
    await expect(page).not.toHaveURL(/env=/);
    await page.goBack();
    await expect(chip).toBeVisible();
  });

  test('paging shows every secret once, and an address with mistakes still opens', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets');
    const names = async () =>
      page
        .getByRole('table', { name: 'Secrets' })
        .getByRole('row')
        .getByRole('link')
        .evaluateAll((links) =>
          links.map((link) => link.getAttribute('href')).filter((href) => href?.startsWith('/secrets/')),
        );
    const first = await names();
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page.getByRole('link', { name: 'First page' })).toBeVisible();
    const second = await names();
    expect(first.length).toBe(50);
    expect(second.filter((href) => first.includes(href))).toEqual([]);
    await page.goBack();
    await expect(page.getByRole('link', { name: 'First page' })).toBeHidden();
    expect(await names()).toEqual(first);

    await page.goto('/secrets?state=sideways&env=prod&lastRead=yesterday');
    await expect(page.getByText('Parts of this address were not understood')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Remove filter: environment: prod' })).toBeVisible();
  });

  test('a number among the filters leads to as many rows', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    const filters = page.getByRole('complementary', { name: 'Filters' });
    const follow = async (title: string, words: string) => {
      await page.goto('/secrets?account=111122223333');
      const link = filters.getByRole('region', { name: title }).getByRole('link', { name: words });
      const count = await link.locator('span').last().textContent();
      await link.click();
      await expect(link).toHaveAttribute('aria-current', 'true');
      await expect(page.getByRole('status').filter({ hasText: ' of ' })).toHaveText(new RegExp(`^${count} of `));
    };
    for (const [title, words] of [
      ['Managed by', 'rds'],
      ['Value age', 'over 90 d'],
      ['Last read', 'within 30 d'],
      ['Pending deletion', 'only these'],
    ] as const)
      // The world goes on meanwhile: what was counted may be one more by the time that it is listed.
      await expect(() => follow(title, words)).toPass({ timeout: 30_000 });
    await expect(page).toHaveURL(/account=111122223333&pending=only$/);
  });

  test('folders open by keyboard, and a number leads to the rows that it counts', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets?env=prod');
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Path' }).click();
    const prod = page.getByRole('link', { name: 'prod/', exact: true });
    await expect(prod).toHaveAttribute('aria-expanded', 'false');
    await prod.focus();
    await page.keyboard.press('Enter');
    await expect(prod).toHaveAttribute('aria-expanded', 'true');
    await expect(page).toHaveURL(/env=prod&by=path&open=prod%2F/);
    const file = await page.getByRole('link', { name: 'JSON lines' }).getAttribute('href');
    expect((await page.request.get(file ?? '')).status()).toBe(200);
    const number = page.getByRole('link', { name: /^\d+ secrets in payments\/$/ });
    const count = /^\d+/.exec((await number.textContent()) ?? '')?.[0] ?? '';
    await number.click();
    await expect(page.getByRole('link', { name: 'Remove filter: begins with prod/payments/' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: ' of ' })).toHaveText(new RegExp(`^${count} of `));
  });

  test('secrets are grouped by any tag of theirs, chosen by keyboard', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets?q=prod&by=path');
    // A key is heard once the page's script runs, as its buttons are.
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeEnabled();
    await page.setViewportSize({ width: 390, height: 844 });
    const views = page.getByRole('navigation', { name: 'Views' });
    const menu = views.locator('summary');
    const key = 'team';
    await menu.focus();
    await page.keyboard.press('Enter');
    const choice = views.getByRole('listitem').getByRole('link', { name: key, exact: true });
    await expect(choice).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
    await expect(choice).toBeHidden();
    await expect(menu).toBeFocused();
    await page.keyboard.press('Enter');
    await choice.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(({ searchParams }) => searchParams.get('by') === `tag:${key}`);
    await expect(menu).toHaveText(`Tag ${key}`);
    await expect(choice).toBeHidden();
    await expect(page.getByRole('region', { name: new RegExp(` of tag ${key}$`) })).toBeVisible();
  });

  test('the address of a replica leads to the secret that it is a replica of', async ({ signInAs }) => {
    const page = await signInAs('auditor');
    const answer = await page.request.get('/api/secrets', { params: { limit: 200 } });
    const { items } = secretsList.parse(await answer.json());
    const replicated = items.find(({ replicas }) => replicas.length > 0);
    const { id = '', arn = '', region = '', replicas = [] } = replicated ?? {};
    const replica = toSecretId(arn.replace(`:${region}:`, `:${replicas[0]?.region}:`));
    await page.goto(`/secrets/${replica}`);
    await expect(page).toHaveURL(`/secrets/${id}`);
    await expect(secretHeading(page, replicated?.name ?? '')).toBeVisible();
    expect((await page.request.get('/secrets/AAAAAAAAAAAAAAAAAAAAAA')).status()).toBe(404);
  });

  test('the matrix is narrowed where it is, and keeps which part of it is looked at', async ({ signInAs }) => {
    const page = await signInAs('viewer');
    await page.goto('/secrets/matrix?only=incomplete');
    const filters = page.getByRole('complementary', { name: 'Filters' });
    await expect(filters.getByRole('region', { name: 'Pending deletion' })).toHaveCount(0);
    // Who last read a secret is not a viewer's to know, in counts either.
    await expect(filters.getByRole('region', { name: 'Last read' })).toHaveCount(0);
    const table = page.getByRole('table', { name: 'Logical secrets by environment' });
    const environments = filters.getByRole('region', { name: 'Environment' });
    for (const name of ['prod', 'staging']) {
      const link = environments.getByRole('link', { name });
      await link.click();
      await expect(link).toHaveAttribute('aria-current', 'true');
    }
    await expect(page).toHaveURL(
      ({ searchParams }) =>
        searchParams.get('only') === 'incomplete' && searchParams.getAll('env').join() === 'prod,staging',
    );
    await expect(table.getByRole('columnheader')).toHaveText(['Logical secret', 'prod', 'staging', 'What differs']);
    await environments.getByRole('link', { name: 'staging' }).click();
    await expect(table.getByRole('columnheader')).toHaveText(['Logical secret', 'prod', 'What differs']);
  });
});
