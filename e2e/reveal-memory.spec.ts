import type { Page } from 'playwright/test';
import { expectNoValue, openDialog, openSecret, showField } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

const STAGING = 'staging/payments/db';
const BINARY = 'prod/payments/sepa-signing-key';

/** Everything that the page's JavaScript can still reach, after two forced collections. */
async function heapOf(page: Page): Promise<string> {
  const profiler = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  profiler.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await profiler.send('HeapProfiler.enable');
  await profiler.send('HeapProfiler.collectGarbage');
  await profiler.send('HeapProfiler.collectGarbage');
  await profiler.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await profiler.detach();
  return chunks.join('');
}

test.describe('a value in the browser', () => {
  test('is in no string of the page’s memory once it is hidden', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, STAGING);
    const dialog = await openDialog(page, 'Reveal');
    const shown = await showField(dialog, 'password');
    const value = (await shown.textContent()) ?? '';
    expect(value).toMatch(/^CANARY-.{8,}/);
    await dialog.getByRole('button', { name: 'Hide' }).click();
    await expect(shown).toBeHidden();
    await expectNoValue(page);
    expect((await heapOf(page)).includes(value)).toBe(false);
    // What is kept is found: else the line above would say nothing.
    await page.evaluate((kept) => Object.assign(window, { kept: [kept] }), value);
    expect((await heapOf(page)).includes(value)).toBe(true);
  });

  test('is in no place where a page keeps things', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, STAGING);
    const dialog = await openDialog(page, 'Reveal');
    await showField(dialog, 'password');
    const kept = await page.evaluate(async () => [
      JSON.stringify(history.state),
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      location.href,
      ...(await caches.keys()),
      ...Array.from(document.querySelectorAll('input, textarea'), (field) => field.outerHTML),
      ...Array.from(
        document.querySelectorAll('[aria-live], output, [role=status], [role=alert]'),
        (live) => live.outerHTML,
      ),
    ]);
    expect(kept.join('\n')).not.toContain('CANARY-');
  });

  test('is not printed', async ({ signInAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, STAGING);
    const shown = await showField(await openDialog(page, 'Reveal'), 'password');
    await page.emulateMedia({ media: 'print' });
    await expect(shown).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await expect(shown).toBeVisible();
    await page.evaluate(() => void window.dispatchEvent(new Event('beforeprint')));
    await expectNoValue(page);
  });

  test('that is binary is saved as a file, and stands nowhere on the page', async ({ signInAs }) => {
    const page = await signInAs('admin');
    await openSecret(page, BINARY);
    const dialog = await openDialog(page, 'Reveal');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('moving the key to the signer');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('group', { name: 'Whole value' }).getByRole('button', { name: 'Show' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^secret-sepa-signing-key-[0-9a-f]{8}\.bin$/);
    await expect(dialog.getByRole('status')).toContainText(/\d+ bytes, saved as secret-sepa-signing-key/);
    const bytes: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) bytes.push(Buffer.from(chunk));
    const content = Buffer.concat(bytes);
    expect(content.toString('latin1')).toContain('CANARY-');
    await download.delete();
    expect(await page.content()).not.toContain(content.toString('base64').slice(0, 24));
    await expectNoValue(page);
  });
});
