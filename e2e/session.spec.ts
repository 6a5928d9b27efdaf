import { expect, test } from './fixtures/test';

test.describe('signing in and out', () => {
  test('a stranger is led to sign in and back to where they wanted to go', async ({ page }) => {
    await page.goto('/secrets?env=prod&q=payments');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await page.getByRole('button', { name: /^viewer/ }).click();
    await expect(page).toHaveURL(/\/secrets\?env=prod&q=payments$/);
    await expect(page.getByRole('region', { name: 'You' })).toContainText('Vera Viewer');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto('/secrets');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });

  for (const next of [
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    'javascript:alert(1)',
    '/api/me',
    'http://localhost@evil.example/',
  ])
    test(`signing in does not lead to ${next}`, async ({ page, baseURL }) => {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByRole('button', { name: /^viewer/ }).click();
      await expect(page).toHaveURL(`${baseURL}/secrets`);
    });

  test('the sign-in routes take no foreign callback, origin or persona', async ({ playwright, baseURL }) => {
    const request = await playwright.request.newContext({ baseURL });
    const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
    const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
      request.post('/api/auth/callback/demo', { form: { csrfToken, json: 'true', ...form }, headers, maxRedirects: 0 });
    const led = await post({ persona: 'viewer', callbackUrl: 'https://evil.example/' });
    expect((await led.json()).url).toMatch(new RegExp(`^${baseURL}/`));
    expect((await post({ persona: 'root', callbackUrl: '/' })).ok()).toBe(false);
    expect((await post({ persona: 'viewer', callbackUrl: '/' }, { origin: 'https://evil.example' })).ok()).toBe(false);
    await request.dispose();
  });

  test("an admin ends a viewer's session, and the viewer's next step leads to sign-in", async ({
    signInAs,
    openAs,
  }) => {
    const viewer = await openAs('viewer');
    await viewer.goto('/secrets?q=payments/db');
    await expect(viewer.getByRole('table', { name: 'Secrets' })).toBeVisible();
    const admin = await signInAs('admin');
    await admin.goto('/settings#sessions');
    const sessions = admin.getByRole('table', { name: 'Sessions' }).getByRole('row');
    const before = await sessions.count();
    // The latest seen stands first.
    await sessions.getByRole('button', { name: 'End session of Vera Viewer' }).first().click();
    await expect(sessions).toHaveCount(before - 1);
    await viewer.getByRole('link', { name: 'dev/payments/db', exact: true }).click();
    await expect(viewer.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await admin.goto('/ledger?action=session.end');
    await expect(admin.getByRole('table', { name: 'Ledger entries' }).getByRole('row').nth(1)).toContainText(
      'Adam Admin',
    );
  });
});
