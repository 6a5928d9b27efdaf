import type { Page } from 'playwright/test';
import { startWithProvider, type KeyledgerWithProvider } from './fixtures/keyledger-with-provider';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';
import { watchForHarm } from './trust/hostile/look-for-harm';
import { BIDI, BREAKOUT, MARKUP } from './trust/hostile/words';

const GROUPS = ['platform', MARKUP, `${BIDI}${BREAKOUT}`, ...Array.from({ length: 400 }, (_, at) => `group-${at}`)];
const PEOPLE = {
  una: { name: 'Una', email: 'una@example.com', email_verified: true, groups: ['platform'] },
  mallory: {
    name: `${MARKUP}${BIDI}`,
    email: `"><img/src=x/onerror=alert(1)>@example.com`,
    email_verified: true,
    groups: GROUPS,
  },
};

let keyledger: KeyledgerWithProvider;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  keyledger = await startWithProvider(testAddress('LOCAL_AWS_TEST_URL'), { people: PEOPLE });
});
test.afterAll(() => keyledger.stop());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

/** On the provider's own page. */
async function logIn(page: Page, who: keyof typeof PEOPLE = 'una'): Promise<void> {
  await page.getByLabel('Login').fill(who);
  await page.getByRole('button', { name: 'Go on' }).click();
}

async function signIn(page: Page, path = '/secrets', who: keyof typeof PEOPLE = 'una'): Promise<void> {
  await page.goto(`${keyledger.url}${path}`);
  await page.getByRole('button', { name: 'Sign in with Corp' }).click();
  await logIn(page, who);
  await expect(page.getByRole('region', { name: 'You' })).toContainText(PEOPLE[who].email);
}

// A refused sign-in is a 401, which the browser notes.
test.use({ allowConsole: ['status of 401'] });

test.describe('with a provider of a company', () => {
  test('signing out ends the session there, too', async ({ page }) => {
    await signIn(page, '/secrets?q=payments');
    await expect(page).toHaveURL(`${keyledger.url}/secrets?q=payments`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    // The provider asks whether they mean it.
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await expect(page.getByRole('status')).toHaveText('You are signed out, here and at Corp.');
    await page.getByRole('button', { name: 'Sign in with Corp' }).click();
    await expect(page.getByLabel('Login')).toBeVisible();
  });

  test('nobody is told by a link that they are signed out', async ({ page }) => {
    await page.goto(`${keyledger.url}/sign-in?state=forged`);
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expect(page.getByRole('status')).toHaveCount(0);
  });

  test('a fresh sign-in is asked for at the provider, and leads back to where one was', async ({ page }) => {
    await signIn(page);
    await page.goto(`${keyledger.url}/sign-in?fresh=1&next=${encodeURIComponent('/secrets?q=payments')}`);
    await expect(heading(page, 'Sign in again')).toBeVisible();
    await expect(page.getByText('You are signed in as una@example.com.')).toBeVisible();
    await page.getByRole('button', { name: 'Sign in again with Corp' }).click();
    await logIn(page);
    await expect(page).toHaveURL(`${keyledger.url}/secrets?q=payments`);
    const me = await (await page.request.get(`${keyledger.url}/api/me`)).json();
    expect(Date.now() - Date.parse(me.session.authenticatedAt)).toBeLessThan(60_000);
  });

  test('an ordinary sign-in passes the provider in silence, and is not called fresh', async ({ page }) => {
    await signIn(page);
    await page.goto(`${keyledger.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with Corp' }).click();
    await expect(page).toHaveURL(`${keyledger.url}/secrets`);
    const me = await (await page.request.get(`${keyledger.url}/api/me`)).json();
    expect(me.session.authenticatedAt).toBeNull();
  });

  test('claims of whatever text are text, and hundreds of groups count and make no larger cookie', async ({ page }) => {
    await signIn(page, '/account', 'mallory');
    const harm = await watchForHarm(page, keyledger.url);
    await page.reload();
    await expect(page.getByText(`${GROUPS.length} groups`)).toBeVisible();
    expect(await harm.lookAt()).toEqual([]);
    const groups = page.locator('details').filter({ hasText: `${GROUPS.length} groups` });
    await expect(groups).toContainText(`${MARKUP}, safe‹U+202E›evil‹U+2066›‹U+200B›zero‹U+FEFF›${BREAKOUT}, group-0,`);
    // What only the first of them is granted.
    await page.goto(`${keyledger.url}/secrets`);
    await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
    expect(await harm.lookAt()).toEqual([]);
    expect(harm.noticed).toEqual([]);
    const cookies = await page.context().cookies(keyledger.url);
    const sent = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect(sent.length).toBeLessThan(1500);
  });

  test('a provider that is down is told as such, and one is still who one was', async ({ page }) => {
    await signIn(page);
    await keyledger.provider.stop();
    await page.goto(`${keyledger.url}/sign-in?fresh=1&next=/secrets`);
    await page.getByRole('button', { name: 'Sign in again with Corp' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The provider does not answer' })).toBeVisible();
    await page.getByRole('link', { name: 'Go back without' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'You are signed out of Keyledger' })).toBeVisible();
  });
});
