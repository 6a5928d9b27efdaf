import type { Locator, Page } from 'playwright/test';
import { rotateAnswer } from '@/lib/contract/acts';
import { runsList } from '@/lib/contract/rotation';
import { acknowledgeAll, openDialog, openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

/** A rotation here takes a few seconds; the worker looks once in a few more. */
const ENDS = { timeout: 45_000 };

const runCard = (page: Page): Locator => page.getByRole('region', { name: 'Rotation run', exact: true });

async function startRotation(page: Page, fill: (dialog: Locator) => Promise<void> = async () => {}) {
  const dialog = await openDialog(page, 'Rotate now');
  await acknowledgeAll(dialog);
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\?run=/);
}

test.describe('rotating a secret', () => {
  test('an operator rotates on staging without a typed name, leaves, comes back, and sees it succeed', async ({
    signInAs,
  }) => {
    const page = await signInAs('operator');
    await openSecret(page, 'staging/payments/db');
    const versions = page.getByRole('table', { name: 'Versions' });
    const before = await versions.getByRole('row').filter({ hasText: 'AWSCURRENT' }).textContent();
    const dialog = await openDialog(page, 'Rotate now');
    await expect(dialog).toContainText('Rotation is configured, by the function rotate-postgres.');
    await expect(dialog.getByRole('textbox', { name: 'Type the name of the secret' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await startRotation(page);

    await expect(runCard(page)).toContainText('by Otis Operator');
    await expect(runCard(page).getByRole('listitem')).toHaveText([
      /^createSecret/,
      /^setSecret/,
      /^testSecret/,
      /^finishSecret/,
    ]);
    await page.reload();
    await expect(runCard(page)).toBeVisible();
    await expect(runCard(page).getByRole('status')).toHaveText('succeeded', ENDS);
    await expect(runCard(page).getByText('done ✓')).toHaveCount(4);
    await expect(versions.getByRole('row').filter({ hasText: 'AWSCURRENT' })).not.toHaveText(before ?? '');
    await expect(page.getByRole('table', { name: 'Rotation runs' }).getByRole('row').nth(1)).toContainText('succeeded');
    await expect(page.getByRole('region', { name: 'Rotation', exact: true })).toContainText('healthy');
    await page.getByText('Stages over time', { exact: true }).click();
    const current = page.getByRole('table', { name: /^Stages over time/ }).getByRole('row', { name: 'AWSCURRENT' });
    await expect(current.getByRole('cell').last()).not.toHaveText('still there');
    await expect(current.first().getByRole('cell').last()).toHaveText('still there');
    await expect(current).toHaveCount(2);
  });

  test('prod asks for a reason and the typed name before it lets anyone rotate', async ({ signInAs, apiAs }) => {
    const page = await signInAs('operator');
    const reason = `routine of ${Date.now()}`;
    await openSecret(page, 'prod/web/session-key');
    await startRotation(page, async (dialog) => {
      const rotate = dialog.getByRole('button', { name: 'Rotate', exact: true });
      const typed = dialog.getByRole('textbox', { name: 'Type the name of the secret' });
      await typed.fill('prod/web/session-key');
      await expect(rotate).toBeDisabled();
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
      await expect(rotate).toBeEnabled();
      await typed.fill('prod/web/session');
      await expect(rotate).toBeDisabled();
      await typed.fill('prod/web/session-key');
    });
    await expect(runCard(page)).toContainText(reason);
    await expect(runCard(page).getByRole('status')).toHaveText('succeeded', ENDS);

    const { id } = await (await apiAs('operator')).secret('prod/web/session-key');
    const api = await apiAs('operator');
    expect((await api.refused('post', `/api/secrets/${id}/rotate`, { reason })).code).toBe('invalid');
    expect((await api.refused('post', `/api/secrets/${id}/rotate`, { confirmName: 'prod/web/session-key' })).code).toBe(
      'invalid',
    );
  });

  test('a rotation that fails names its step, and the page says what to do next', async ({ signInAs, aws }) => {
    const page = await signInAs('operator');
    const name = 'staging/payments/stripe-api-key';
    await aws.nextRotation({
      secretId: name,
      account: '222233334444',
      region: 'eu-west-1',
      outcome: 'fail',
      step: 'testSecret',
    });
    await openSecret(page, name);
    await startRotation(page);
    await expect(runCard(page).getByRole('status')).toHaveText('failed at testSecret', ENDS);
    await expect(runCard(page).getByRole('listitem').filter({ hasText: 'testSecret' })).toContainText('failed');
    await expect(runCard(page)).toContainText('See which value works there before a pending label is cleared');
    const rotation = page.getByRole('region', { name: 'Rotation', exact: true });
    await expect(rotation).toContainText(/The last rotation failed at testSecret|A rotation is stuck/);
    await expect(rotation).toContainText(
      /holds AWSPENDING; (the current value may not work any more|whether the current value still works is not known)/,
    );
    const dialog = await openDialog(page, 'Rotate now');
    await expect(dialog.getByText('In the way', { exact: true }).first()).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Rotate', exact: true })).toBeDisabled();
  });

  test.describe('pressed twice', () => {
    // The browser's own words for the second request.
    test.use({ allowConsole: ['the server responded with a status of 409'] });

    test('in two tabs at once, or again with one key, starts one rotation', async ({ signInAs, apiAs }) => {
      const page = await signInAs('operator');
      const api = await apiAs('operator');
      const { id, name } = await api.secret('dev/payments/db');
      // The history goes on telling of others, which nobody began here.
      const countRuns = async () =>
        (await api.get(runsList, `/api/rotations?secret=${id}&limit=200`)).items.filter((run) => run.startedBy !== null)
          .length;
      const before = await countRuns();
      const tabs = [page, await page.context().newPage()];
      for (const tab of tabs) {
        await openSecret(tab, name);
        await acknowledgeAll(await openDialog(tab, 'Rotate now'));
      }
      await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Rotate', exact: true }).click()));
      const started = () => tabs.filter((tab) => tab.url().includes('?run='));
      await expect.poll(() => started().length).toBe(1);
      for (const tab of tabs) {
        if (started().includes(tab)) await expect(runCard(tab).getByRole('status')).toHaveText('succeeded', ENDS);
        else await expect(tab.getByRole('alert').filter({ hasText: 'conflict' })).toBeVisible();
      }
      expect(await countRuns()).toBe(before + 1);

      const path = `/api/secrets/${id}/rotate`;
      const key = crypto.randomUUID();
      const { runId } = await api.post(rotateAnswer, path, {}, key);
      expect(await api.post(rotateAnswer, path, {}, key)).toEqual({ runId });
      expect((await api.refused('post', path, {})).code).toBe('conflict');
      expect(await countRuns()).toBe(before + 2);
    });
  });
});
