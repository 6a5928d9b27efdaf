import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { Webhook } from 'standardwebhooks';
import { notificationsView } from '@/lib/contract/notifications';
import { secretsList } from '@/lib/contract/secrets-list';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { startWithProvider, type KeyledgerWithProvider } from './fixtures/keyledger-with-provider';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';

const KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const HIDDEN = 'path-that-is-a-secret';

let local: LocalAws;
let keyledger: KeyledgerWithProvider;
let folder: string;
let receiver: Server;
let status = 204;
const received: { headers: Record<string, string>; body: string }[] = [];

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), 'keyledger-notify-'));
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      received.push({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : 0;
  local = await startLocalAws({ traffic: false, secrets: 40, historyDays: 1, quotas: false });
  const all = ['inventory.read', 'settings.read', 'secret.reveal', 'notification.test'];
  keyledger = await startWithProvider(local.url, {
    people: {
      una: { name: 'Una', email: 'una@example.com', email_verified: true, groups: ['platform'] },
      vic: { name: 'Vic', email: 'vic@example.com', email_verified: true, groups: ['readers'] },
    },
    grants: [
      { who: { group: 'platform' }, may: all },
      { who: { group: 'readers' }, may: ['settings.read'] },
    ],
    sections: {
      notifications: {
        allowLoopback: true,
        channels: [
          {
            name: 'security',
            kind: 'webhook',
            urlFile: file('url', `http://127.0.0.1:${port}/${HIDDEN}`),
            signingSecretFile: file('key', KEY),
            occasions: ['reveal.prod', 'grants.changed', 'ledger.broken'],
          },
          {
            name: 'inside',
            kind: 'slack',
            urlFile: file('inside', `https://localhost.example.test/${HIDDEN}`),
            occasions: ['rotation.failing'],
            environments: ['prod'],
          },
        ],
      },
    },
  });
});
test.afterAll(async () => {
  await keyledger?.stop();
  await local?.close();
  receiver?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function signIn(page: Page, who: string, path: string): Promise<void> {
  await page.goto(`${keyledger.url}${path}`);
  await page.getByRole('button', { name: 'Sign in with Corp' }).click();
  await page.getByLabel('Login').fill(who);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('region', { name: 'You' })).toContainText(`${who}@example.com`);
}

const cardOf = (page: Page, name: string) => page.getByRole('region', { name: `Channel ${name}` });

test('a person sends a test, and is told that it arrived, or why it did not', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'una', '/settings');
  await page.getByRole('link', { name: 'All 2 channels' }).click();
  const card = cardOf(page, 'security');
  await expect(card).toContainText('nothing sent yet');
  // The first key may come before the page listens; one more while it is sent sends no second.
  await expect(async () => {
    await card.getByRole('button', { name: 'Send a test to security' }).press('Enter');
    await expect(card).toContainText(/sending…|it arrived/, { timeout: 1000 });
  }).toPass();
  await expect(card).toContainText('it arrived', { timeout: 30_000 });
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  expect(new Webhook(KEY).verify(body, headers)).toMatchObject({
    type: 'test',
    data: { facts: [{ label: 'sent by', value: 'una@example.com' }], url: `${keyledger.url}/settings/notifications` },
  });

  const inside = cardOf(page, 'inside');
  await inside.getByRole('button', { name: 'Send a test to inside' }).click();
  await expect(inside).toContainText('it did not arrive. The host’s name is not known.', { timeout: 30_000 });
  await expect(inside).toContainText('failing');

  status = 410;
  await card.getByRole('button', { name: 'Send a test to security' }).click();
  await expect(card).toContainText('it did not arrive. It answered 410 Gone', { timeout: 30_000 });
  await expect(card.getByText('gone', { exact: true })).toBeVisible();
  status = 204;
  await card.getByRole('button', { name: 'Send a test to security' }).click();
  await expect(card).toContainText('it arrived', { timeout: 30_000 });
  await expect(card.getByText('arriving', { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(HIDDEN);

  const unknown = `${keyledger.url}/api/notifications/nowhere/test`;
  const answer = await page.request.post(unknown, { data: {}, headers: { origin: keyledger.url } });
  expect(answer.status()).toBe(404);
});

test('who may not test sees the channels alone, and learns of none by asking', async ({ page }) => {
  await signIn(page, 'vic', '/settings/notifications');
  await expect(cardOf(page, 'security')).toBeVisible();
  await expect(page.getByRole('button', { name: /Send a test/ })).toHaveCount(0);
  const headers = { origin: keyledger.url };
  const ask = async (name: string) => {
    const answer = await page.request.post(`${keyledger.url}/api/notifications/${name}/test`, { data: {}, headers });
    const { requestId: _, ...problem } = await answer.json();
    return { status: answer.status(), problem };
  };
  const refused = await ask('security');
  expect(refused.status).toBe(403);
  expect(await ask('nowhere')).toEqual(refused);
});

test('a reveal in production is told, with who and which and never with what, also where it is late', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'una', '/secrets');
  const secret = await until('a secret of production is listed', 60, async () => {
    const list = await page.request.get(`${keyledger.url}/api/secrets?env=prod&limit=1`);
    return secretsList.parse(await list.json()).items[0] ?? null;
  });
  received.length = 0;
  status = 500;
  const answer = await page.request.post(`${keyledger.url}/api/secrets/${secret.id}/reveal`, {
    data: { mode: 'whole', reason: 'OPS-1 hunter2' },
    headers: { origin: keyledger.url },
  });
  expect(answer.status()).toBe(200);
  const { value } = await answer.json();
  const refused = await until('it is told', 60, async () => received[0] ?? null);
  status = 204;
  const told = await until('it is told again', 60, async () => received[1] ?? null);
  expect([told.body, told.headers['webhook-id']]).toEqual([refused.body, refused.headers['webhook-id']]);
  expect(JSON.parse(told.body)).toMatchObject({
    type: 'reveal.prod',
    data: { secrets: [{ name: secret.name, guardedAs: 'prod' }], facts: [{ label: 'by' }, { value: 'all of it' }] },
  });
  expect(told.body).not.toContain(value);
  expect(told.body).not.toContain('hunter2');
  const view = await until('it is known to have arrived', 60, async () => {
    const json = await (await page.request.get(`${keyledger.url}/api/notifications`)).json();
    const now = notificationsView.parse(json);
    return now.channels[0]?.troubled[0]?.state === 'sent' ? now : null;
  });
  expect(JSON.stringify(view)).not.toContain(HIDDEN);
  await page.goto(`${keyledger.url}/settings/notifications`);
  await expect(page.getByRole('table', { name: 'Messages to security' })).toContainText(
    /reveal in production.*2\s*arrived later\s*It answered with an error of its own\. \(500\)/,
  );
});

test('the page is free of what axe finds, and never wider than the window', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'una', '/settings/notifications');
  for (const width of [1280, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${keyledger.url}/settings/notifications`);
      await expect(cardOf(page, 'security')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({
        path: test.info().outputPath(`notifications-${width}-${colorScheme}.png`),
        fullPage: true,
      });
    }
});
