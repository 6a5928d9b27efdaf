import type { Page } from 'playwright/test';
import { MARK, partsOf, writingsOf } from './fixtures/canary';
import { expectNoValue, openDialog, openSecret, showField } from './fixtures/secret-page';
import { signIn } from './fixtures/sign-in';
import { readFiles } from './fixtures/stored-bytes';
import { expect, test } from './fixtures/test';
import { watchConsole } from './fixtures/watch-console';
import { kindsIn, storedWritings, WATCHED } from './fixtures/watched';

test.describe.configure({ timeout: 120_000 });

/** Shows, copies and saves values, and walks through the history; gives what was shown and saved. */
async function handleValues(page: Page): Promise<string[]> {
  await openSecret(page, 'staging/payments/db');
  const dialog = await openDialog(page, 'Reveal');
  const shown = (await (await showField(dialog, 'password')).textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Hide' }).click();
  await dialog.getByRole('group', { name: 'Whole value' }).getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('status')).toContainText('Copied.');
  await showField(dialog, 'username');
  await page.goto('/secrets');
  await page.goBack();
  await expectNoValue(page);

  await openSecret(page, 'prod/payments/sepa-signing-key');
  const binary = await openDialog(page, 'Reveal');
  await binary.getByRole('textbox', { name: 'Reason' }).fill('moving the key to the signer');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    binary.getByRole('group', { name: 'Whole value' }).getByRole('button', { name: 'Show' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  await page.goto('/ledger');
  return [shown, Buffer.concat(chunks).toString('latin1')];
}

/** What a careless page would do with a value: keep it, in both of the widths a browser stores, and put it in an address. */
async function leaveWatched(page: Page): Promise<void> {
  const bytes = Buffer.from(WATCHED);
  const texts = [WATCHED, bytes.toString('hex'), bytes.toString('base64')].join(' ');
  await page.evaluate((text) => localStorage.setItem('watched', text), texts);
  await page.evaluate((text) => localStorage.setItem('wide', `${text} →`), WATCHED);
  await page.goto(`/secrets?q=${WATCHED}`);
}

test('after reveal, copy and download no file of the browser’s profile holds a value', async ({
  playwright,
}, testInfo) => {
  const folder = testInfo.outputPath('profile');
  // An answer that is cached as it came would be found only if it came as it is.
  const context = await playwright.chromium.launchPersistentContext(folder, {
    permissions: ['clipboard-write'],
    extraHTTPHeaders: { 'accept-encoding': 'identity' },
  });
  const [page = await context.newPage()] = context.pages();
  const check = watchConsole(page, []);
  await signIn(page.request, 'admin');
  const values = await handleValues(page);
  await leaveWatched(page);
  const chunk = await page.locator('script[src*="/_next/static/chunks/"]').first().getAttribute('src');
  const cached = (await (await page.request.get(chunk ?? '')).body()).subarray(0, 200);
  await context.close();
  check();

  const parts = new Set(partsOf(values));
  expect(parts.size).toBeGreaterThanOrEqual(2);
  const needles = [...writingsOf(MARK), ...[...parts].flatMap((part) => storedWritings(part))];
  const watched = storedWritings(WATCHED);
  const leaks: string[] = [];
  const seen = new Map<string, string[]>();
  for (const { name, bytes } of readFiles(folder)) {
    leaks.push(...needles.filter((needle) => bytes.includes(needle.bytes)).map((needle) => `${name}: ${needle.name}`));
    const kinds = [...kindsIn(bytes, watched), ...(bytes.includes(cached) ? ['a cached chunk'] : [])];
    if (kinds.length > 0) seen.set(name.replace(/^file Default\//, '').replace(/\/.*/, ''), kinds);
  }
  expect(Object.fromEntries(seen)).toMatchObject({
    History: expect.arrayContaining(['plain']),
    'Local Storage': expect.arrayContaining(['plain', 'hex', 'base64 at 0', 'UTF-16LE']),
    Cache: expect.arrayContaining(['a cached chunk']),
  });
  expect(leaks).toEqual([]);
});
