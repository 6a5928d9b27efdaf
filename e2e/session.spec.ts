import { ageSignIns } from './fixtures/age-sign-ins';
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

  test('no press is lost while the page’s script is on its way', async ({ page, signInAs }) => {
    await signInAs('viewer');
    const scripts = Promise.withResolvers<void>();
    await page.route('**/_next/static/**/*.js', async (route) => {
      await scripts.promise;
      await route.continue();
    });
    await page.goto('/secrets', { waitUntil: 'commit' });
    const signOut = page.getByRole('button', { name: 'Sign out' });
    await expect(signOut).toBeDisabled();
    scripts.resolve();
    await signOut.click();
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test('signing out takes the pages of every tab along, and going back brings none of them', async ({
    page,
    signInAs,
  }) => {
    await signInAs('viewer');
    const other = await page.context().newPage();
    await other.goto('/secrets?q=payments');
    await expect(other.getByRole('table', { name: 'Secrets' })).toBeVisible();
    await page.goto('/secrets?q=payments');
    await page.getByRole('link', { name: 'dev/payments/db', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('payments/db');
    await page.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [page, other])
      await expect(tab.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await expect(page.getByText('payments/db')).toHaveCount(0);
  });

  test('a tab of somebody else’s loads again when another persona signs in', async ({ page, signInAs }) => {
    await signInAs('admin');
    const other = await page.context().newPage();
    await other.goto('/secrets');
    await expect(other.getByRole('region', { name: 'You' })).toContainText('Adam Admin');
    await page.goto('/sign-in');
    await expect(page.getByText('You are signed in as Adam Admin.')).toBeVisible();
    await page.getByRole('button', { name: /^viewer/ }).click();
    await expect(other.getByRole('region', { name: 'You' })).toContainText('Vera Viewer');
  });

  test('a persona proves itself again where an act asks for it, and comes back', async ({ page, signInAs }) => {
    await signInAs('operator');
    await page.goto(`/sign-in?fresh=1&next=${encodeURIComponent('/secrets?q=payments')}`);
    await expect(page.getByRole('region', { name: 'Personas' }).getByRole('button')).toHaveCount(1);
    await page.getByRole('button', { name: /^operator/ }).click();
    await expect(page).toHaveURL(/\/secrets\?q=payments$/);
  });

  test('a viewer sees where they are signed in, and ends what they left open elsewhere', async ({
    openAs,
    signInAs,
  }) => {
    const left = await openAs('viewer');
    await left.goto('/secrets');
    await expect(left.getByRole('region', { name: 'You' })).toContainText('Vera Viewer');
    const page = await signInAs('viewer');
    await page.goto('/secrets');
    await page.getByRole('link', { name: 'Vera Viewer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'You' })).toBeVisible();
    const sessions = page.getByRole('table', { name: 'Sessions' }).getByRole('row');
    await expect(sessions.filter({ hasText: 'Adam Admin' })).toHaveCount(0);
    const before = await sessions.count();
    await page.getByRole('button', { name: 'End session of Vera Viewer' }).first().click();
    await expect(sessions).toHaveCount(before - 1);
    await left.reload();
    await expect(left.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });

  test.describe('long after signing in', () => {
    // The refusal itself, which the browser notes.
    test.use({ allowConsole: ['status of 403'] });

    test('an act that asks for a fresh sign-in leads to it and back, and then goes through', async ({
      openAs,
      signInAs,
    }) => {
      await openAs('auditor');
      const page = await signInAs('auditor');
      await page.goto('/account?from=here');
      await ageSignIns();
      const end = page.getByRole('button', { name: 'End session of Ada Auditor' }).first();
      await end.click();
      const refusal = page.getByRole('alert').filter({ hasText: 'A fresh sign-in is needed' });
      await expect(refusal).toContainText('This asks for a sign-in within the last 15 minutes.');
      await refusal.getByRole('link', { name: 'Sign in again' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Sign in again' })).toBeVisible();
      await page.getByRole('button', { name: /^auditor/ }).click();
      await expect(page).toHaveURL(/\/account\?from=here$/);
      const sessions = page.getByRole('table', { name: 'Sessions' }).getByRole('row');
      const before = await sessions.count();
      await end.click();
      await expect(sessions).toHaveCount(before - 1);
    });
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
