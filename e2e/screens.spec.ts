import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { savedView } from '@/lib/contract/saved-views';
import { inDays, remind } from './fixtures/remind';
import { REVIEW_SCREENS } from './fixtures/review-screens';
import { openDialog, openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';
import { UNUSUAL_SCREENS } from './fixtures/unusual-screens';
import { WAVE_SCREENS } from './fixtures/wave-screens';

/** Every screen with all of its parts and few of each kind, as who sees most of it. */
const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  Secrets: async (page) => {
    await page.goto('/secrets?env=prod&env=staging&q=payments/d');
    await expect(page.getByRole('table', { name: 'Secrets' })).toBeVisible();
  },
  'Secrets, nothing matches': async (page) => {
    await page.goto('/secrets?q=nothing-of-that-name&state=sideways');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  },
  'Secrets, by path': async (page) => {
    await page.goto('/secrets?by=path&open=prod%2F&env=prod&env=staging&q=payments%2Fd');
    await expect(page.getByRole('region', { name: /^\d+ folders?$/ })).toBeVisible();
  },
  'Secrets, its saved views': async (page) => {
    await page.goto('/secrets?q=payments%2Fd');
    const name = 'A view of what payments keep, with a name as long as a name of a view may be at all';
    const body = { name: name.slice(0, 80), screen: 'secrets', query: 'q=payments%2Fd', replace: true };
    const { origin } = new URL(page.url());
    await page.request.post('/api/views', { data: body, headers: { origin } });
    await page.reload();
    await page.locator('summary').filter({ hasText: 'A view of what' }).click();
    await expect(page.getByRole('region', { name: 'Saved views: Yours' })).toBeVisible();
  },
  'Secrets, a view that is changed': async (page) => {
    await page.goto('/secrets?q=payments%2Fd');
    const data = { name: 'What payments keep', screen: 'secrets', query: 'q=payments', shared: true, replace: true };
    const saved = await page.request.post('/api/views', { data, headers: { origin: new URL(page.url()).origin } });
    const { id } = savedView.parse(await saved.json());
    await page.goto(`/secrets?q=payments%2Fd&env=prod&view=${id}`);
    await page.locator('summary').filter({ hasText: 'changed' }).click();
    await expect(page.getByRole('region', { name: 'Changed view' })).toBeVisible();
  },
  'The matrix': async (page) => {
    await page.goto('/secrets/matrix?q=payments%2Fd');
    await expect(page.getByRole('table', { name: 'Logical secrets by environment' })).toBeVisible();
  },
  'Owners by prefix': async (page) => {
    await page.goto('/secrets/prefixes');
    const { origin } = new URL(page.url());
    const said = { owner: 'Payments, on call', note: 'Two lines,\nof which this is the second.', revision: null };
    const runbook = `https://wiki.example.com/${'a-very-long-way/'.repeat(12)}`;
    const body = { ...said, runbook, prefix: 'prod/payments/' };
    await page.request.post('/api/annotations', { data: body, headers: { origin } });
    await page.reload();
    await expect(page.getByRole('table', { name: 'Prefixes' })).toContainText('Payments, on call');
  },
  Secret: async (page) => {
    await openSecret(page, 'prod/payments/db', '?outcome=denied');
    await expect(page.getByRole('list', { name: 'Timeline' })).toBeVisible();
  },
  'Secret, pending deletion': async (page) => {
    await page.goto('/secrets?pending=only&q=edi-ftp');
    await page
      .getByRole('table', { name: 'Secrets' })
      .getByRole('link', { name: /edi-ftp/ })
      .click();
    await expect(page.getByRole('table', { name: 'Who would miss it' })).toBeVisible();
  },
  'Secret, its adoption': async (page) => {
    await openSecret(page, 'prod/web/catalog-db');
    await expect(page.getByRole('table', { name: 'Who has the new version' })).toBeVisible();
  },
  'Secret, failing': async (page) => {
    await openSecret(page, 'prod/search/elastic-admin', '?outcome=denied');
    await expect(page.getByRole('region', { name: 'Rotation', exact: true })).toBeVisible();
  },
  'Secret, failing, its function looked at': async (page) => {
    await openSecret(page, 'prod/search/elastic-admin', '?outcome=denied');
    const diagnosis = page.getByRole('region', { name: 'Diagnosis' });
    await diagnosis.getByRole('button', { name: 'Look at it and its log' }).click();
    await expect(diagnosis.getByRole('region', { name: 'Log lines' })).toBeVisible();
  },
  'the Reveal dialog': async (page) => {
    await openSecret(page, 'prod/payments/db', '?outcome=denied');
    await openDialog(page, 'Reveal');
  },
  'the Rotate dialog': async (page) => {
    await openSecret(page, 'prod/payments/db', '?outcome=denied');
    const dialog = await openDialog(page, 'Rotate now');
    await expect(dialog.getByRole('list', { name: 'Preflight' })).toBeVisible();
  },
  'the dialog of owner and note': async (page) => {
    await openSecret(page, 'prod/payments/db', '?outcome=denied');
    await page.getByRole('region', { name: 'Owner and notes' }).getByRole('button', { name: 'Edit…' }).click();
    await expect(page.getByRole('dialog', { name: 'Owner, note and runbook' })).toBeVisible();
  },
  'Secrets, some selected': async (page) => {
    await page.goto('/secrets?env=prod&env=staging&q=payments/d');
    await page.getByLabel('Select this page').check();
    await expect(page.getByRole('region', { name: 'Selection' })).toContainText('selected');
  },
  'the dialog of what is selected': async (page) => {
    await page.goto('/secrets?env=prod&env=staging&q=payments/d');
    await page.getByLabel('Select this page').check();
    await page.getByRole('button', { name: 'Owner and note…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Also where there is one').check();
    await dialog.getByLabel('Owner', { exact: true }).fill('Payments');
    await expect(dialog).toContainText('Already there:');
  },
  Access: async (page) => {
    await page.goto('/access?filter=env:prod+kind:person&from=7d');
    await expect(page.getByRole('region', { name: 'Events over time' })).toBeVisible();
    await page.getByText('As a table').click();
  },
  'Access, nothing matches': async (page) => {
    await page.goto('/access?principal=nobody-at-all&filter=user:x');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  },
  'First-time readers': async (page) => {
    await page.goto('/access?preset=first-readers');
    await expect(page.getByRole('table', { name: 'First-time readers' })).toBeVisible();
  },
  'Bulk reads': async (page) => {
    await page.goto('/access?preset=bulk-reads&env=prod');
    await expect(page.getByText('A bulk read is at least')).toBeVisible();
  },
  ...UNUSUAL_SCREENS,
  'Top principals and secrets': async (page) => {
    await page.goto('/access?preset=top&from=7d&secret=payments&order=count');
    await expect(page.getByRole('table', { name: 'Top secrets' })).toBeVisible();
  },
  'The heatmap': async (page) => {
    await page.goto('/access?preset=heatmap&from=90d&secret=payments&order=count');
    await expect(page.getByRole('table', { name: 'Principals by day' })).toBeVisible();
  },
  Principal: async (page) => {
    await page.goto('/access?filter=principal:payments-api&from=7d');
    await page.getByRole('table', { name: 'Events', exact: true }).getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: 'Latest events' })).toBeVisible();
  },
  ...REVIEW_SCREENS,
  Rotation: async (page) => {
    await page.goto('/rotation?state=overdue&env=prod');
    await expect(page.getByRole('table', { name: /^Secrets whose rotation is/ })).toBeVisible();
  },
  'Rotation, nothing matches': async (page) => {
    await page.goto('/rotation?service=nothing-of-that-name&state=running');
    await expect(page.getByText('Nothing matches').first()).toBeVisible();
  },
  'The calendar of rotations': async (page) => {
    await page.goto('/rotation/calendar');
    await expect(page.getByRole('region', { name: 'Coming rotations' }).getByRole('table').first()).toBeVisible();
  },
  Reminders: async (page) => {
    await page.goto('/rotation/reminders');
    const note = 'Ask the vendor for a new one, and put it where the job of the night reads it.';
    await remind(page, 'dev/payments/stripe-api-key', { dueOn: inDays(-3), everyDays: 90, note });
    await remind(page, 'playground', { dueOn: inDays(300), everyDays: null, note: null });
    await page.reload();
    await expect(page.getByRole('table', { name: 'Reminders' })).toContainText('3 days overdue');
  },
  'Reminders, nothing matches': async (page) => {
    await page.goto('/rotation/reminders?env=nowhere');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  },
  'the dialog of a reminder': async (page) => {
    await page.goto('/rotation/reminders');
    await remind(page, 'dev/payments/stripe-api-key', { dueOn: inDays(-3), everyDays: 90, note: 'Ask the vendor.' });
    await openSecret(page, 'dev/payments/stripe-api-key');
    const card = page.getByRole('region', { name: 'Reminder' });
    await card.getByRole('button', { name: 'Edit…' }).click();
    await expect(page.getByRole('dialog', { name: 'Reminder' })).toBeVisible();
  },
  ...WAVE_SCREENS,
  Ledger: async (page) => {
    await page.goto('/ledger?action=secret.reveal&action=config.loaded');
    await expect(page.getByRole('heading', { level: 1, name: 'Ledger' })).toBeVisible();
  },
  Settings: async (page) => {
    await page.goto('/settings');
    await expect(page.getByRole('region', { name: 'API tokens' })).toBeVisible();
  },
  'All scopes': async (page) => {
    await page.goto('/settings/scopes?q=payments&state=fresh');
    await page.getByText('calls to AWS a day').first().click();
    await expect(page.getByRole('table', { name: 'Scopes and their health' })).toContainText('ListSecrets');
  },
  'All scopes, nothing matches': async (page) => {
    await page.goto('/settings/scopes?q=nothing-of-that-name&state=gone');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  },
  'All accounts': async (page) => {
    await page.goto('/settings/accounts?tested=never&q=1');
    await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  },
  'The dialog of a new token': async (page) => {
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Create token…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'An account and its roles': async (page) => {
    await page.goto('/settings');
    await page.getByRole('region', { name: 'Accounts' }).getByRole('table').getByRole('link').first().click();
    await expect(page.getByRole('region', { name: 'Roles', exact: true })).toBeVisible();
  },
  'Discovery, which is off': async (page) => {
    await page.goto('/settings');
    await page.getByRole('link', { name: 'found in the organization' }).click();
    await expect(page.getByRole('region', { name: 'The role that asks for accounts' })).toBeVisible();
  },
  'Trail files, which are not read': async (page) => {
    await page.goto('/settings');
    await page.getByRole('link', { name: 'a trail’s files' }).click();
    await expect(page.getByText('No bucket is read')).toBeVisible();
    await expect(page.getByRole('region', { name: 'The role' })).toBeVisible();
  },
  'Why somebody may': async (page) => {
    await page.goto('/settings/grants?person=demo%7Coperator&permission=secret.reveal');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  'An entry of the ledger': async (page) => {
    await page.goto('/ledger');
    await page.getByRole('table').getByRole('link', { name: /^\d/ }).first().click();
    await expect(page).toHaveURL(/\/ledger\/\d+$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  'Reads outside the ledger': async (page) => {
    await page.goto('/ledger/outside');
    await expect(page.getByRole('heading', { level: 1, name: 'Reads outside the ledger' })).toBeVisible();
  },
  'Your account': async (page) => {
    await page.goto('/account');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  'Not found': async (page) => {
    await page.goto('/secrets/AAAAAAAAAAAAAAAAAAAAAA');
    await expect(page.getByRole('heading', { level: 1, name: 'Not found' })).toBeVisible();
  },
  'Sign in': async (page) => {
    await page.context().clearCookies();
    await page.goto('/sign-in?error=AccessDenied');
    await expect(page.getByRole('alert').filter({ hasText: 'nothing is granted' })).toBeVisible();
  },
};

const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;

/** Every width in every scheme in the long tests; otherwise one pair for each screen, in turns. */
const looksAt = (nth: number) =>
  LOOKS.filter((_, at) => process.env.KEYLEDGER_LONG === '1' || at === nth % LOOKS.length);

const NOT_THERE = 'Failed to load resource: the server responded with a status of 404';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds. */
async function findViolations(page: Page): Promise<string[]> {
  // Transitions would have axe measure the contrast of half-transparent text.
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length;
  await expect.poll(() => page.evaluate(moving)).toBe(0);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html)
        .slice(0, 3)
        .join(' | ')}`,
  );
}

test.describe('every screen is free of what axe finds, light and dark, and never wider than the window', () => {
  test.use({ allowConsole: [NOT_THERE] });
  for (const [nth, [name, open]] of Object.entries(SCREENS).entries())
    test(name, async ({ signInAs }) => {
      const page = await signInAs('admin');
      await open(page);
      for (const { width, colorScheme } of looksAt(nth)) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const where = `at ${width} px, ${colorScheme}`;
        expect.soft(await findViolations(page), where).toEqual([]);
        const hidden = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(hidden, `px that one would have to scroll sideways ${where}`).toBe(0);
      }
    });
});
