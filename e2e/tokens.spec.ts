import { request as send } from 'node:http';
import { connect } from 'node:net';
import { createdToken, tokensList } from '@/lib/contract/tokens';
import { ledgerList } from '@/lib/contract/ledger';
import { problem } from '@/lib/contract/problem';
import { meView } from '@/lib/contract/system';
import { secretsList } from '@/lib/contract/secrets-list';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';

/** As a script does it: no cookie, no Origin, headers one by one as they stand on the wire. */
function ask(path: string, headers: readonly string[], method = 'GET'): Promise<{ status: number; text: string }> {
  const url = new URL(path, testAddress('KEYLEDGER_TEST_URL'));
  return new Promise((resolve, reject) => {
    const asked = send(url, { method, headers: ['Host', url.host, ...headers] }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
/** What no client of HTTP would send; the first line of the answer. */
function write(header: string): Promise<string> {
  const { hostname, port, host } = new URL(testAddress('KEYLEDGER_TEST_URL'));
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET /api/me HTTP/1.1\r\nHost: ${host}\r\n${header}\r\n\r\n`),
    );
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1').split('\r\n', 1)[0] ?? '');
    });
    socket.once('error', reject);
  });
}
const bearer = (token: string) => ['Authorization', `Bearer ${token}`];

test.describe('API tokens', () => {
  test('an admin makes one by keyboard, it works within its reach, and ended it is refused', async ({
    signInAs,
    apiAs,
  }) => {
    const page = await signInAs('admin');
    await page.goto('/settings#tokens');
    const card = page.getByRole('region', { name: 'API tokens' });
    const create = card.getByRole('button', { name: 'Create token…' });
    // A key, unlike a click, is not held back until the button can hear it.
    await expect(create).toBeEnabled();
    await create.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Create an API token' });
    await dialog.getByLabel('Name', { exact: true }).fill('nightly report');
    await expect(dialog.getByRole('checkbox', { name: /reveal/ })).toHaveCount(0);
    await expect(dialog.getByRole('checkbox', { name: /inventory\.read/ })).toBeChecked();
    await dialog.getByRole('checkbox', { name: /ledger\.read/ }).press('Space');
    await dialog.getByLabel('Environments').fill('dev');
    // What would hold everywhere is not made with a place, and the form says why.
    const settings = dialog.getByRole('checkbox', { name: /settings\.read/ });
    await settings.press('Space');
    await expect(dialog.getByRole('status')).toContainText('settings.read is about no secret');
    await expect(dialog.getByRole('button', { name: 'Create token' })).toBeDisabled();
    await settings.press('Space');
    await expect(dialog.getByRole('status')).toBeEmpty();
    await dialog.getByLabel('Expires after').selectOption('30');
    await dialog.getByLabel('Name', { exact: true }).press('Enter');
    const shown = dialog.getByLabel('The token');
    await expect(shown).toHaveText(/^klt_\w{11}_\w{49}$/);
    const token = (await shown.textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(dialog).toHaveCount(0);
    const row = card.getByRole('row').filter({ hasText: 'nightly report' });
    await expect(row).toContainText('environment dev');
    await expect(row).toContainText('never');
    // Not in the page, not in what the router or the browser keep for the way back.
    const secret = token.slice(17);
    await page.getByRole('link', { name: 'Ledger' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ledger' })).toBeVisible();
    expect(await page.content()).not.toContain(secret);
    await page.goBack();
    await expect(row).toBeVisible();
    expect(await page.content()).not.toContain(secret);
    expect(
      await page.evaluate(() =>
        JSON.stringify([history.state, ...[localStorage, sessionStorage].map((kept) => Object.entries(kept))]),
      ),
    ).not.toContain(secret);

    const { status, text } = await ask('/api/secrets?limit=200', bearer(token));
    expect(status).toBe(200);
    const { items } = secretsList.parse(JSON.parse(text));
    expect(new Set(items.map(({ environment }) => environment.value))).toEqual(new Set(['dev']));
    const me = meView.parse(JSON.parse((await ask('/api/me', bearer(token))).text));
    expect([me.name, me.token?.name, me.may]).toEqual([
      'Adam Admin',
      'nightly report',
      ['inventory.read', 'ledger.read'],
    ]);

    await row.getByRole('button', { name: 'End token nightly report' }).press('Enter');
    const ending = page.getByRole('dialog', { name: 'End this token' });
    await ending.getByRole('button', { name: 'End token' }).press('Enter');
    await expect(row).toContainText('ended');
    const refused = await ask('/api/me', bearer(token));
    expect([refused.status, problem.parse(JSON.parse(refused.text)).code]).toEqual([401, 'unauthenticated']);

    const admin = await apiAs('admin');
    await expect
      .poll(async () => {
        const entries = (await admin.get(ledgerList, '/api/ledger?action=token.manage&limit=50')).items;
        return entries
          .filter(({ detail, actor }) => detail['name'] === 'nightly report' || actor.token?.name === 'nightly report')
          .map(({ phase, detail }) => `${phase} ${detail['what']}`);
      })
      .toEqual(['refused use', 'done end', 'asked end', 'noted first use', 'done create', 'asked create']);
  });

  test('no page opens to one, and no reveal', async ({ apiAs }) => {
    const admin = await apiAs('admin');
    const asked = { name: 'pages', permissions: ['inventory.read'] };
    const placed = { ...asked, permissions: ['inventory.read', 'settings.read'], where: [{ environments: ['dev'] }] };
    const refused = await admin.refused('post', '/api/tokens', placed);
    expect(refused).toMatchObject({ status: 400, errors: [{ pointer: '/permissions/1' }] });
    const { token, item } = await admin.post(createdToken, '/api/tokens', asked);
    const { id } = await admin.secret('dev/payments/db');
    const cookies = (await admin.request.storageState()).cookies
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    for (const headers of [bearer(token), [...bearer(token), 'Cookie', cookies]]) {
      for (const path of ['/secrets', '/settings', `/secrets/${id}`])
        expect((await ask(path, headers)).text).not.toContain('payments');
      const revealed = await ask(`/api/secrets/${id}/reveal`, [...headers, 'Content-Length', '0'], 'POST');
      expect(revealed.status).toBe(403);
      expect(revealed.text).toContain('An API token may never reveal a value: sign in.');
      expect((await ask('/api/tokens', headers)).status).toBe(403);
      expect((await ask(`/api/tokens/${item.id}`, headers, 'DELETE')).status).toBe(403);
      expect((await ask('/api/me/sessions', headers)).status).toBe(403);
      expect((await ask('/api/auth/csrf', headers)).status).toBe(401);
    }
    await admin.request.delete(`/api/tokens/${item.id}`);
    const { items } = await admin.get(tokensList, '/api/tokens');
    expect(items.find((one) => one.id === item.id)).toMatchObject({ state: 'ended', endedBy: 'Adam Admin' });
  });

  test('what is no token is refused as it stands on the wire', async ({ apiAs }) => {
    const admin = await apiAs('admin');
    const { token, item } = await admin.post(createdToken, '/api/tokens', {
      name: 'wire',
      permissions: ['inventory.read'],
    });
    const status = async (...values: string[]) =>
      (
        await ask(
          '/api/me',
          values.flatMap((value) => ['Authorization', value]),
        )
      ).status;
    expect(await status(`bearer ${token}`)).toBe(200);
    expect(await status(`Bearer ${token}   `)).toBe(200);
    expect(await status(`Bearer ${token}`, `Bearer ${token}`)).toBe(400);
    expect(await status(`Bearer ${token}`, 'Basic x')).toBe(400);
    for (const value of [
      '',
      'Bearer',
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer ${'k'.repeat(9000)}`,
      'Bearer klt_\u00e9',
    ])
      expect(await status(value), value.slice(0, 30)).toBe(401);
    expect(await status(`Bearer ${'k'.repeat(20_000)}`)).toBe(431);
    for (const inside of ['\0', '\x07', '\x7f'])
      expect(await write(`Authorization: Bearer ${token}${inside}`)).toMatch(/^HTTP\/1\.1 40[01] /);
    expect((await ask(`/api/me?access_token=${token}`, [])).status).toBe(401);
    expect((await ask(`/api/me?access_token=${token}`, bearer(token))).status).toBe(400);
    await admin.request.delete(`/api/tokens/${item.id}`);
    expect(await status(`Bearer ${token}`)).toBe(401);
  });
});
