import { ledgerList } from '@/lib/contract/ledger';
import { diagnosisAnswer } from '@/lib/contract/diagnosis';
import type { KeyledgerApi } from './fixtures/keyledger-api';
import { expectNoValue, openSecret } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';

/** It fails at setSecret, in prod. */
const FAILING = 'prod/search/elastic-admin';
const card = 'Diagnosis';

/** Once its history is read: until then the label alone is known. */
const untilFailing = (api: KeyledgerApi) =>
  expect.poll(async () => (await api.secret(FAILING)).rotation.state, { timeout: 60_000 }).toBe('failing');

test.describe('why a rotation fails', () => {
  test('is told from what is known, then from the function, then from its log, and no value is in it', async ({
    signInAs,
    apiAs,
  }) => {
    await untilFailing(await apiAs('admin'));
    const page = await signInAs('admin');
    await openSecret(page, FAILING);
    const diagnosis = page.getByRole('region', { name: card });
    await expect(diagnosis).toContainText('The cause is not known yet');
    await expect(diagnosis).toContainText('rotate-elastic');
    await expect(diagnosis).toContainText('during setSecret step');
    await expect(diagnosis.getByText('The function. It was not asked for.')).toBeVisible();

    const look = diagnosis.getByRole('button', { name: 'Look at the function' });
    // A key, unlike a click, is not held back until the button can hear it.
    await expect(look).toBeEnabled();
    await look.press('Enter');
    await expect(diagnosis).toContainText('Its policy lets Secrets Manager invoke it.');
    await expect(diagnosis).toContainText('Its time limit is 30 seconds.');
    await expect(diagnosis.getByText('The function’s log. It was not asked for.')).toBeVisible();

    const answered = page.waitForResponse((response) => response.url().endsWith('/diagnosis'));
    await diagnosis.getByRole('button', { name: 'Look at it and its log' }).click();
    const answer = await (await answered).text();
    await expect(diagnosis.getByRole('heading', { name: 'The function does not reach the database' })).toBeVisible();
    const lines = diagnosis.getByRole('region', { name: 'Log lines' });
    await expect(lines).toContainText(
      'setSecret: Unable to log into database with previous, current, or pending secret',
    );
    // What the function printed of its secret, by its shape.
    await expect(lines).toContainText('xxx xxx {"xxx": "xxx", "xxx": "xxx-');
    await expect(diagnosis).toContainText('best effort, not a proof');
    await expect(diagnosis).not.toContainText('Not looked at');
    await expectNoValue(page);
    expect(answer).toContain('xxx-');
    expect(answer).not.toContain('CANARY');

    const steps = diagnosis.getByRole('list', { name: 'What to do' });
    await expect(steps.getByRole('listitem').last()).toContainText('Rotate again');
    await steps.getByRole('link', { name: 'to the label' }).click();
    await expect(page).toHaveURL(/#rotation$/);
    await expect(
      page.getByRole('region', { name: 'Rotation', exact: true }).getByRole('button', { name: 'Clear the label…' }),
    ).toBeVisible();

    const { items } = await (await apiAs('auditor')).get(ledgerList, '/api/ledger?action=logs.read&limit=50');
    expect(
      items
        .filter(({ secret }) => secret?.name === FAILING)
        .map(({ phase }) => phase)
        .slice(0, 2),
    ).toEqual(['done', 'asked']);
  });

  test('is shown to a viewer as far as it is known, who may not ask AWS for more', async ({ signInAs, apiAs }) => {
    await untilFailing(await apiAs('viewer'));
    const page = await signInAs('viewer');
    await openSecret(page, FAILING);
    const diagnosis = page.getByRole('region', { name: card });
    await expect(diagnosis).toContainText('You do not have secret.diagnose on this secret.');
    await expect(diagnosis.getByRole('button')).toHaveCount(0);
    const viewer = await apiAs('viewer');
    const { id } = await viewer.secret(FAILING);
    const path = `/api/secrets/${id}/diagnosis`;
    expect((await viewer.get(diagnosisAnswer, path)).diagnosis?.cause.id).toBe('unknown');
    expect((await viewer.refused('post', path, {})).code).toBe('forbidden');
  });

  test('an operator has the function looked at in prod, and not its log', async ({ signInAs, apiAs }) => {
    const page = await signInAs('operator');
    await openSecret(page, FAILING);
    const diagnosis = page.getByRole('region', { name: card });
    await expect(diagnosis.getByRole('button')).toHaveText(['Look at the function']);
    await diagnosis.getByRole('button', { name: 'Look at the function' }).click();
    await expect(diagnosis.getByText('The function’s log. You do not have logs.read on this secret.')).toBeVisible();
    const operator = await apiAs('operator');
    const { id } = await operator.secret(FAILING);
    const refused = await operator.refused('post', `/api/secrets/${id}/diagnosis`, { logs: true });
    expect(refused.code).toBe('forbidden');
  });

  test('is no card where nothing fails', async ({ signInAs }) => {
    const page = await signInAs('admin');
    await openSecret(page, 'prod/web/session-key');
    await expect(page.getByRole('region', { name: 'Rotation', exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: card })).toHaveCount(0);
  });
});
