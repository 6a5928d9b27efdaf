import { recoverAnswer, rotateAnswer } from '@/lib/contract/acts';
import { ledgerList } from '@/lib/contract/ledger';
import { runView } from '@/lib/contract/rotation';
import { openDialog, openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

const NAME = 'prod/platform/edge-signing';
const PLACE = { account: '111122223333', region: 'eu-west-1' };
const ENDS = { timeout: 60_000 };
const reason = 'its function loops';

test.describe('turning automatic rotation off', () => {
  // Two rotations, each of which ends as CloudTrail tells.
  test.describe.configure({ timeout: 180_000 });

  test('is the last resort for a rotation under way, says what it does, and leads to the label', async ({
    signInAs,
    apiAs,
    aws,
  }) => {
    const api = await apiAs('admin');
    const { id } = await api.secret(NAME);
    const act = { reason, confirmName: NAME };
    await aws.nextRotation({ secretId: NAME, ...PLACE, hang: true, step: 'setSecret' });
    const { runId } = await api.post(rotateAnswer, `/api/secrets/${id}/rotate`, act);
    await expect.poll(async () => (await api.secret(NAME)).rotation.state, ENDS).toBe('running');

    const page = await signInAs('admin');
    await openSecret(page, NAME, `?run=${runId}`);
    const rotation = page.getByRole('region', { name: 'Rotation', exact: true });
    const turnOff = rotation.getByRole('button', { name: 'Turn automatic rotation off…' });
    await expect(turnOff).toBeHidden();
    await rotation.getByText('Last resort: stop AWS from rotating it').click();
    await turnOff.click();
    const dialog = page.getByRole('dialog', { name: 'Turn automatic rotation off' });
    await expect(dialog).toContainText('This turns automatic rotation OFF, not only the rotation under way.');
    await expect(dialog).toContainText('will not rotate again by schedule until somebody turns that on again in AWS');
    await expect(dialog).toContainText(`Version ${runId} stays pending.`);
    await expect(dialog).toContainText('The value in use does not change.');
    const confirm = dialog.getByRole('button', { name: 'Turn it off' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await expect(confirm).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Type the name of the secret' }).fill(NAME);
    await confirm.click();
    await expect(dialog.getByRole('status')).toContainText('clear its label next, once');
    await dialog.getByRole('button', { name: 'Done' }).click();

    const run = page.getByRole('region', { name: 'Rotation run', exact: true });
    await expect(run.getByRole('status')).toContainText('abandoned by AWS', ENDS);
    await expect(run).toContainText('Automatic rotation was turned off');
    await expect(rotation).toContainText('Automatic rotation is off, and a version is still pending');
    await expect(turnOff).toBeHidden();
    await rotation.getByRole('button', { name: 'Clear the label…' }).click();
    const clear = page.getByRole('dialog', { name: 'Clear the label' });
    await clear.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await clear.getByRole('button', { name: 'Clear the label' }).click();
    await clear.getByRole('button', { name: 'Done' }).click();
    await expect(rotation).toContainText('Automatic rotation is turned off.');
    // What the dialog said: a rotation by hand turns it on again.
    const rotate = await openDialog(page, 'Rotate now');
    await expect(rotate).toContainText('Automatic rotation is turned off: AWS turns it on again when it rotates.');

    const { items } = await api.get(ledgerList, `/api/ledger?action=secret.recover&limit=50`);
    const told = items.filter(
      (entry) => entry.secret?.id === id && entry.detail['what'] === 'turn automatic rotation off',
    );
    expect(told.map(({ phase }) => phase)).toEqual(['done', 'asked']);
    expect(told[0]).toMatchObject({ reason, detail: { pendingVersionId: runId } });
    const path = `/api/secrets/${id}/rotation/cancel`;
    expect(await api.refused('post', path, act)).toMatchObject({ status: 409, code: 'conflict' });

    const again = await api.post(rotateAnswer, `/api/secrets/${id}/rotate`, act);
    await expect
      .poll(async () => (await api.get(runView, `/api/rotations/${again.runId}`)).state, ENDS)
      .toBe('succeeded');
  });

  test('is once for one key, and not offered where nothing is wrong', async ({ signInAs, apiAs }) => {
    const api = await apiAs('operator');
    const { id, name } = await api.secret('staging/payments/adyen-webhook');
    const page = await signInAs('operator');
    await openSecret(page, name);
    await expect(page.getByRole('region', { name: 'Rotation', exact: true })).toContainText('Schedule');
    await expect(page.getByText('Last resort')).toHaveCount(0);

    const [path, key] = [`/api/secrets/${id}/rotation/cancel`, crypto.randomUUID()];
    const { actId } = await api.post(recoverAnswer, path, {}, key);
    expect(await api.post(recoverAnswer, path, {}, key)).toEqual({ actId });
    expect((await api.secret(name)).rotation).toMatchObject({ state: 'off', enabled: false });
    await api.post(rotateAnswer, `/api/secrets/${id}/rotate`, {});
  });
});
