import type { Page } from 'playwright/test';
import type { KeyledgerWithProvider } from './fixtures/keyledger-with-provider';
import { expect, test } from './fixtures/test';
import { until } from './fixtures/until';
import { HOSTILE_NAME } from './trust/hostile/hostile-secrets';
import { watchForHarm } from './trust/hostile/look-for-harm';
import { LOGIN, startHostileWorld } from './trust/hostile/start-hostile-world';
import { BREAKOUT, CANARY, DATA_LINK, LURE, MARKUP, SCRIPT_LINK, VISIBLE } from './trust/hostile/words';
import { everyPage } from './trust/matrix/page-rows';

const LONG = process.env.KEYLEDGER_LONG === '1';

let keyledger: KeyledgerWithProvider;

interface Things {
  secret: string;
  principal: string;
  entry: string;
  review: string;
  wave: string;
  account: string;
}

/** By page, how it is visited where what is hostile shows; a page without a visit fails. */
const VISITS: Readonly<Record<string, (things: Things) => string[]>> = {
  '/': () => ['/'],
  '/sign-in': () => [
    `/sign-in?fresh=1&next=${encodeURIComponent(`/secrets?q=${MARKUP}`)}`,
    `/sign-in?error=${encodeURIComponent(BREAKOUT)}&next=${encodeURIComponent(`javascript:${CANARY}()`)}`,
  ],
  '/secrets': () => [
    '/secrets',
    `/secrets?q=${encodeURIComponent(MARKUP)}`,
    `/secrets?tag=${encodeURIComponent(`${encodeURIComponent(MARKUP)}=${encodeURIComponent(BREAKOUT)}`)}&owner=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}&owningService=${encodeURIComponent(BREAKOUT)}`,
    `/secrets?sort=${encodeURIComponent(BREAKOUT)}&${encodeURIComponent(MARKUP)}=1`,
    '/secrets?by=path',
    '/secrets?by=service',
    `/secrets?by=${encodeURIComponent(`tag:${encodeURIComponent(MARKUP)}`)}`,
  ],
  '/secrets/matrix': () => ['/secrets/matrix', `/secrets/matrix?q=${encodeURIComponent(MARKUP)}`],
  '/secrets/prefixes': () => ['/secrets/prefixes'],
  '/secrets/[id]': ({ secret }) => [`/secrets/${secret}`, `/secrets/${secret}?run=${encodeURIComponent(BREAKOUT)}`],
  '/access': () => [
    '/access?from=3d',
    `/access?from=3d&principal=${encodeURIComponent(`${MARKUP}\u202Ex`)}&secret=${encodeURIComponent(BREAKOUT)}`,
    '/access?preset=first-readers&from=3d',
    '/access?preset=bulk-reads&from=3d',
    '/access?preset=top&from=3d',
    '/access?preset=heatmap&from=3d',
    `/access?preset=unusual&from=90d&env=${encodeURIComponent(`${MARKUP}\u202Ex`)}&rule=${encodeURIComponent(BREAKOUT)}`,
    '/access?preset=unusual&from=90d',
    `/access?preset=top&order=count&principal=${encodeURIComponent(`${MARKUP}\u202Ex`)}`,
  ],
  '/access/principals/[id]': ({ principal }) => [`/access/principals/${principal}`],
  '/access/athena': () => [
    '/access/athena',
    `/access/athena?from=${encodeURIComponent(MARKUP)}&secret=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}`,
  ],
  // Athena is not asked there, so that nobody has a question.
  '/access/athena/[id]': () => [],
  '/rotation': () => ['/rotation', `/rotation?service=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}`],
  '/rotation/calendar': () => [
    '/rotation/calendar',
    `/rotation/calendar?env=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}`,
  ],
  '/rotation/reminders': () => [
    '/rotation/reminders',
    `/rotation/reminders?due=${encodeURIComponent(MARKUP)}&env=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}`,
  ],
  '/rotation/waves': () => ['/rotation/waves', `/rotation/waves?state=${encodeURIComponent(MARKUP)}`],
  '/rotation/waves/[id]': ({ wave }) => [
    `/rotation/waves/${wave}`,
    `/rotation/waves/${wave}?state=${encodeURIComponent(BREAKOUT)}`,
  ],
  '/ledger': () => ['/ledger', `/ledger?actor=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}`],
  '/ledger/outside': () => ['/ledger/outside'],
  '/ledger/[seq]': ({ entry }) => [`/ledger/${entry}`],
  '/access/reviews': () => ['/access/reviews', `/access/reviews?state=${encodeURIComponent(MARKUP)}`],
  '/access/reviews/[id]': ({ review }) => [
    `/access/reviews/${review}`,
    `/access/reviews/${review}?verdict=${encodeURIComponent(BREAKOUT)}`,
  ],
  '/access/reviews/unexpected': () => ['/access/reviews/unexpected'],
  '/account': () => ['/account'],
  '/settings/grants': ({ secret }) => [
    `/settings/grants?secret=${secret}`,
    `/settings/grants?permission=secret.reveal&provider=corp&subject=${encodeURIComponent(MARKUP)}&group=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}&secret=${secret}`,
  ],
  '/settings/scopes': () => [
    '/settings/scopes',
    `/settings/scopes?state=${encodeURIComponent(MARKUP)}&q=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}`,
  ],
  '/settings/accounts': () => [
    '/settings/accounts',
    `/settings/accounts?tested=${encodeURIComponent(MARKUP)}&q=${encodeURIComponent(`${BREAKOUT}\u202Ex`)}`,
  ],
  '/settings/accounts/[account]': ({ account }) => [`/settings/accounts/${account}`],
  '/settings/athena': () => ['/settings/athena'],
  '/settings/trail': () => ['/settings/trail'],
  '/settings/notifications': () => ['/settings/notifications'],
  '/settings/discovery': () => [
    '/settings/discovery',
    `/settings/discovery?verdict=${encodeURIComponent(MARKUP)}&cursor=${encodeURIComponent(BREAKOUT)}`,
  ],
  '/settings': () => ['/settings'],
};

test('every page is visited', () => {
  expect(Object.keys(VISITS).toSorted()).toEqual(everyPage().toSorted());
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${keyledger.url}/secrets`);
  await page.getByRole('button', { name: /^Sign in with/ }).click();
  await page.getByLabel('Login').fill(LOGIN);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('region', { name: 'You' })).toContainText('@example.com');
}

/** Hostile, as far as it may be: what shows nothing is refused, and so is what is no link of the web. */
async function annotate(page: Page, id: string): Promise<void> {
  const post = (path: string, data: object) =>
    page.request.post(`${keyledger.url}${path}`, { data, headers: { origin: keyledger.url } });
  const { annotation } = await (await page.request.get(`${keyledger.url}/api/secrets/${id}`)).json();
  const kept = { owner: MARKUP, note: `${VISIBLE}\n${SCRIPT_LINK}\n${'w'.repeat(300)}`, revision: annotation.revision };
  for (const runbook of [SCRIPT_LINK, DATA_LINK, `https://user:pass@example.com/`, `\u0001${SCRIPT_LINK}`])
    expect((await post(`/api/secrets/${id}/annotation`, { ...kept, runbook })).status(), runbook).toBe(400);
  const runbook = `https://wiki.example.com/${MARKUP}?${BREAKOUT}#${'w'.repeat(200)}`;
  const done = await post(`/api/secrets/${id}/annotation`, { ...kept, runbook });
  expect(done.status(), await done.text()).toBe(200);
  const { items } = await (await page.request.get(`${keyledger.url}/api/annotations`)).json();
  const { reminder } = await (await page.request.get(`${keyledger.url}/api/secrets/${id}/reminder`)).json();
  const seen = { everyDays: 1, note: kept.note, revision: reminder?.revision ?? null };
  const reminded = await post(`/api/secrets/${id}/reminder`, {
    ...seen,
    dueOn: reminder ? '2026-01-02' : '2026-01-01',
  });
  expect(reminded.status(), await reminded.text()).toBe(200);
  const prefix = `dev/${BREAKOUT}`;
  const known = items.find((item: { prefix: string }) => item.prefix === prefix);
  const below = await post('/api/annotations', { ...kept, runbook, prefix, revision: known?.revision ?? null });
  expect(below.status(), await below.text()).toBe(200);
}

/** Of the secret, with a note as hostile as it may be, signed, so that its unexpected readers are listed. */
async function reviewSecret(page: Page, secret: string): Promise<string> {
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`${keyledger.url}${path}`, { data, headers: { origin: keyledger.url } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const { id } = await post('/api/reviews', { secret, from: day(7), to: day(0) });
  const { items } = await (await page.request.get(`${keyledger.url}/api/reviews/${id}/readers?limit=100`)).json();
  expect(items.length).toBeGreaterThan(0);
  const readers = items.map(({ principal, actorKind }: { principal: { id: string }; actorKind: string }) => ({
    principal: principal.id,
    actorKind,
    seen: 0,
  }));
  const marked = await post(`/api/reviews/${id}/readers`, {
    readers,
    verdict: 'unexpected',
    note: `${MARKUP} ${VISIBLE}`,
  });
  await post(`/api/reviews/${id}/sign`, { seen: marked.marks, nextInDays: 90 });
  return id;
}

/** Of the secret, with a name as hostile as it may be, and ended with such a reason. */
async function drawWave(page: Page, secret: string): Promise<string> {
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`${keyledger.url}${path}`, { data, headers: { origin: keyledger.url } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const name = `${MARKUP} ${BREAKOUT}`.slice(0, 120);
  const { id } = await post('/api/waves', { name, source: { kind: 'ids', ids: [secret] } });
  await post(`/api/waves/${id}/steer`, { to: 'aborted', reason: `${MARKUP} why` });
  return id;
}

/** What the API tells, once the worker has read secrets and history. */
async function findThings(page: Page): Promise<Things> {
  const get = async (path: string) => (await page.request.get(`${keyledger.url}${path}`)).json();
  const secret = await until('the hostile secret is listed', 60, async () => {
    const { items } = await get(`/api/secrets?q=${encodeURIComponent(HOSTILE_NAME)}`);
    return items[0] ?? null;
  });
  const event = await until('its events are read', 120, async () => {
    const { events } = await get(`/api/access?limit=200&from=3d&secret=${secret.id}`);
    return events.find(({ principal }: { principal: { label: string } }) => principal.label.includes(MARKUP)) ?? null;
  });
  const post = (path: string, data: object) =>
    page.request.post(`${keyledger.url}${path}`, { data, headers: { origin: keyledger.url } });
  const token = await post('/api/tokens', {
    name: MARKUP,
    permissions: ['inventory.read'],
    where: [{ namePrefix: `dev/${BREAKOUT}\u202E` }],
  });
  expect(token.status(), await token.text()).toBe(201);
  await annotate(page, secret.id);
  const view = { name: `${MARKUP} ${BREAKOUT}`.slice(0, 80), screen: 'secrets', shared: true, replace: true };
  const saved = await post('/api/views', {
    ...view,
    query: new URLSearchParams({ q: `${MARKUP}${BREAKOUT}` }).toString(),
  });
  expect(saved.status(), await saved.text()).toBe(201);
  const matrixView = { ...view, name: VISIBLE.slice(0, 80), screen: 'matrix' };
  const other = await post('/api/views', { ...matrixView, query: '' });
  expect(other.status(), await other.text()).toBe(201);
  const chosen = { ids: [secret.id] };
  const { seen } = await (await post('/api/annotations/bulk/preview', chosen)).json();
  const many = await post('/api/annotations/bulk', { ...chosen, owner: BREAKOUT, existing: 'replace', seen });
  expect(many.status(), await many.text()).toBe(200);
  const shown = await post(`/api/secrets/${secret.id}/reveal`, { mode: 'field', field: MARKUP, reason: VISIBLE });
  expect(shown.status(), await shown.text()).toBe(200);
  const refused = await post(`/api/secrets/${secret.id}/reveal`, {
    mode: 'field',
    field: `\u202E${BREAKOUT}`,
    reason: VISIBLE,
  });
  expect(refused.ok()).toBe(false);
  const { items } = await get(`/api/ledger?secret=${secret.id}`);
  return {
    secret: secret.id,
    principal: event.principal.id,
    entry: String(items[0].seq),
    account: secret.account,
    review: await reviewSecret(page, secret.id),
    wave: await drawWave(page, secret.id),
  };
}

test.describe('over a world in which every text is hostile', () => {
  // It starts servers of its own and visits every page twice.
  test.skip(!LONG, 'in the long tests');
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    keyledger = await startHostileWorld();
  });
  test.afterAll(() => keyledger.stop());
  test.describe.configure({ timeout: 180_000 });

  // A page of what is not there, and an act that is refused, are noted by the browser.
  test.use({ allowConsole: ['status of 4'] });

  test('no text of others is more than text, on a wide screen and on a phone', async ({ page }) => {
    await signIn(page);
    const harm = await watchForHarm(page, keyledger.url);
    const things = await findThings(page);
    const found: string[] = [];
    const texts: string[] = [];
    for (const path of Object.values(VISITS).flatMap((visit) => visit(things))) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${keyledger.url}${path}`);
      found.push(...(await harm.lookAt()).map((what) => `${path}: ${what}`));
      texts.push(await page.locator('body').innerText());
      await page.setViewportSize({ width: 390, height: 800 });
      found.push(...(await harm.lookAt()).map((what) => `${path} on a phone: ${what}`));
    }
    expect(found).toEqual([]);
    expect(harm.noticed).toEqual([]);
    // Those who read it are told what is there, letter by letter.
    const all = texts.join('\n');
    for (const word of [MARKUP, BREAKOUT, 'JaVaScRiPt:', 'data:text/html', '‹U+202E›', '‹U+200B›'])
      expect(all).toContain(word);
    // The bait works: a script that ran would have been noticed.
    await page.evaluate(`${CANARY}()`);
    await page.evaluate(`document.body.append(Object.assign(new Image(), { src: '${LURE}' }))`);
    await expect.poll(() => harm.noticed.length).toBe(2);
  });

  test('what the server renders holds no text of others as markup, for the browser and for the router', async ({
    page,
  }) => {
    await signIn(page);
    const things = await findThings(page);
    const found: string[] = [];
    for (const path of Object.values(VISITS).flatMap((visit) => visit(things))) {
      const html = await (await page.request.get(`${keyledger.url}${path}`)).text();
      for (const word of ['<img src=/lure', BREAKOUT, '</script><script>host'])
        if (html.includes(word)) found.push(`${path}: ${word}`);
      const flight = await page.request.get(`${keyledger.url}${path}`, { headers: { rsc: '1' } });
      const { 'content-type': type = '', 'x-content-type-options': sniffing } = flight.headers();
      if (/html/.test(type) && (await flight.text()).includes('<img src=/lure'))
        found.push(`${path}: for the router as ${type}`);
      if (sniffing !== 'nosniff') found.push(`${path}: may be sniffed`);
    }
    expect(found).toEqual([]);
  });

  test('the dialogs in which one judges name a secret and its fields as text', async ({ page }) => {
    await signIn(page);
    const harm = await watchForHarm(page, keyledger.url);
    const { secret } = await findThings(page);
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${keyledger.url}/secrets/${secret}`);
    await page.getByRole('button', { name: 'Reveal…' }).click();
    await page.getByRole('button', { name: 'Show field names' }).click();
    await expect(page.getByRole('group', { name: MARKUP, exact: true })).toBeVisible();
    await expect(page.getByRole('dialog')).toContainText('safe‹U+202E›evil‹U+2066›‹U+200B›zero‹U+FEFF›');
    expect(await harm.lookAt()).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Rotate now…' }).click();
    await expect(page.getByRole('dialog').locator('bdi').filter({ hasText: HOSTILE_NAME }).first()).toBeVisible();
    expect(await harm.lookAt()).toEqual([]);
    expect(harm.noticed).toEqual([]);
  });
});
