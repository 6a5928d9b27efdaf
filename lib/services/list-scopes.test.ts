import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopesList, scopesQuery, type ScopesList } from '@/lib/contract/scopes-list';
import { settingsView, type ScopeView } from '@/lib/contract/system';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import type { Context } from '@/lib/domain/ports/context';
import { dashboardUser, roleArn } from '@/lib/local-aws/seed/identities';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { getSettings } from './get-settings';
import { gatherScopes, listScopes } from './list-scopes';

/** payments-prod, sandbox, shared-staging. */
const BY_NAME = ['111122223333', '333344445555', '222233334444'].flatMap((account) =>
  ['eu-west-1', 'us-east-1'].map((region) => `${account}:${region}`),
);

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

const list = async (ctx: Context, query: object = {}) =>
  scopesList.parse(await listScopes(ctx, scopesQuery.parse(query)));
const scopes = async (ctx: Context) => (await list(ctx)).items;
const counts = async (ctx: Context) => (await scopes(ctx)).map(({ id, inventory }) => [id, inventory.secrets]);

describe('scopes', () => {
  it('are all there for those who see everything, those without secrets too', async () => {
    const all = await counts(world.as('viewer'));
    expect(all.map(([id]) => id)).toEqual(BY_NAME);
    expect(all).toContainEqual(['333344445555:us-east-1', 0]);
  });

  it('are for an owner those with something of theirs, counting that alone', async () => {
    expect(await counts(world.as('owner'))).toEqual([
      ['111122223333:eu-west-1', 5],
      ['333344445555:eu-west-1', 2],
      ['222233334444:eu-west-1', 2],
    ]);
  });

  it('name roles to those who may read settings, and to nobody else', async () => {
    const [auditors] = await scopes(world.as('auditor'));
    expect(auditors?.roles).toEqual({
      reveal: roleArn('111122223333', 'reveal'),
      rotate: roleArn('111122223333', 'rotate'),
      recover: roleArn('111122223333', 'recover'),
    });
    const [viewers] = await scopes(world.as('viewer'));
    expect(viewers?.roles).toEqual({ reveal: null, rotate: null, recover: null });
    expect(viewers?.personKnownToAws).toBe(true);
  });

  it('say so where AWS does not know the person', async () => {
    const options = toLocalOptions(world.local.url, { demoOverForeignEndpoint: true });
    const accounts = options.accounts.map((account) => ({
      ...account,
      roles: { read: null, reveal: null, rotate: null, recover: null },
    }));
    const ctx = { ...world.as('viewer'), aws: createAws({ ...options, accounts }) };
    expect((await scopes(ctx)).every(({ personKnownToAws }) => !personKnownToAws)).toBe(true);
  });

  it('that fail keep their age, and say in words what to do', async () => {
    const before = (await scopes(world.as('viewer')))[0]?.inventory;
    await world.fault({ kind: 'denied', operation: 'ListSecrets', scope: '111122223333/eu-west-1' });
    await expect(world.sync()).rejects.toMatchObject({ code: 'upstream' });
    await world.clearFaults();
    const [failing, ...others] = await scopes(world.as('auditor'));
    expect(failing?.inventory).toMatchObject({
      state: 'failing',
      asOf: before?.asOf,
      secrets: before?.secrets,
      problem: { code: 'denied', remedy: expect.stringContaining('secretsmanager:ListSecrets') },
    });
    expect(others.some(({ inventory }) => inventory.state === 'failing')).toBe(false);
    const [told] = await scopes(world.as('viewer'));
    expect(told?.inventory.problem, 'a role is named to those who may read the settings').toMatchObject({
      code: 'denied',
      message: 'AWS denies a permission that Keyledger needs.',
      since: failing?.inventory.problem?.since,
    });
    expect(JSON.stringify(told)).not.toContain('arn:aws');
  });
});

describe('a page of scopes', () => {
  /** Every thirtieth fails, and the last is gone. */
  async function gatherMany(): Promise<ScopeView[]> {
    const [one] = await gatherScopes(world.as('viewer'));
    if (!one) throw new Error('no scope');
    return Array.from({ length: 300 }, (_, place) => {
      const account = String(900_000_000_000 + Math.floor(place / 3));
      const region = ['eu-west-1', 'eu-central-1', 'us-east-1'][place % 3] ?? '';
      const state = place === 299 ? 'gone' : place % 30 === 0 ? 'failing' : 'fresh';
      return { ...one, id: `${account}:${region}`, account, region, accountName: `Team ${place % 7}`, state };
    });
  }
  async function all(query: object): Promise<ScopesList[]> {
    const many = await gatherMany();
    const page = async (cursor?: string) =>
      scopesList.parse(await listScopes(world.as('viewer'), scopesQuery.parse({ ...query, cursor }), many));
    const pages = [await page()];
    for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor) pages.push(await page(next));
    return pages;
  }

  it('has what fails first, then all by name, each scope once', async () => {
    const pages = await all({ limit: 37 });
    const items = pages.flatMap((page) => page.items);
    expect(new Set(items.map(({ id }) => id)).size).toBe(300);
    expect(pages.map((page) => page.items.length)).toEqual([37, 37, 37, 37, 37, 37, 37, 37, 4]);
    expect(items.slice(0, 11).map(({ state }) => state)).toEqual([...Array(10).fill('failing'), 'fresh']);
    expect(items.at(-1)?.state).toBe('gone');
    const fresh = items
      .filter(({ state }) => state === 'fresh')
      .map((one) => `${one.accountName} ${one.region} ${one.id}`);
    expect(fresh).toEqual(fresh.toSorted());
    expect((await all({}))[0]?.items).toHaveLength(50);
  });

  it('is narrowed by state and by text, and counts each state under the text', async () => {
    const [first] = await all({ state: ['failing', 'gone'], limit: 200 });
    expect(first?.items).toHaveLength(11);
    expect(first).toMatchObject({
      total: 11,
      facets: {
        state: [
          { value: 'failing', count: 10 },
          { value: 'fresh', count: 289 },
          { value: 'gone', count: 1 },
        ],
      },
    });
    const totals = async (q: string) => (await all({ q, limit: 200 }))[0]?.total;
    expect(await totals('US-EAST-1')).toBe(100);
    expect(await totals('team 3')).toBe(43);
    expect(await totals('team 3 eu-west-1')).toBe(15);
    expect(await totals('900000000007')).toBe(3);
    expect(await totals('900000000007:us')).toBe(1);
    // Taken literally.
    for (const none of ['%', '_', '.*', 'fresh']) expect(await totals(none)).toBe(0);
    const [narrow] = await all({ q: '900000000000', state: ['fresh'] });
    expect(narrow).toMatchObject({
      total: 2,
      facets: {
        state: [
          { value: 'failing', count: 1 },
          { value: 'fresh', count: 2 },
        ],
      },
    });
  });

  it('leaves out counts where they are not asked for', async () => {
    expect(Object.keys(await list(world.as('viewer'), { include: ['none'] }))).toEqual(['items', 'nextCursor']);
    expect(await list(world.as('viewer'), { include: ['total'] })).toMatchObject({ total: 6 });
  });

  it('counts for an owner what is theirs alone', async () => {
    expect(await list(world.as('owner'))).toMatchObject({ total: 3 });
    expect(await list(world.as('owner'), { q: 'us-east-1' })).toMatchObject({ total: 0, facets: { state: [] } });
  });

  it.each(['e30', 'broken', Buffer.from('{"t":10,"n":"","i":""}').toString('base64url')])(
    'refuses the cursor %s by its name',
    async (cursor) => {
      expect(await refusalOf(list(world.as('viewer'), { cursor }))).toMatchObject({
        code: 'invalid',
        errors: [{ pointer: 'query:cursor' }],
      });
    },
  );
});

describe('settings', () => {
  const settings = async () => settingsView.parse(await getSettings(world.as('auditor')));

  it('explain rules and permissions, and hold no credential', async () => {
    const view = await settings();
    expect(view.ledgerGuard).toBe('append-only');
    expect(view.environmentRules).toEqual([
      'the tag environment, or env, or stage',
      'the first part of the name',
      'the account',
    ]);
    const hourly = 'at most 120 reveals by one person in an hour';
    expect(view.actRules).toEqual([
      {
        environment: 'prod',
        asks: ['a reason to reveal', hourly, 'a reason to rotate or recover', 'the typed name to rotate'],
      },
      { environment: '*', asks: [hourly] },
    ]);
    const reveal = view.permissions.find(({ permission }) => permission === 'secret.reveal');
    expect(reveal).toMatchObject({ act: true, personas: ['operator', 'owner', 'admin'] });
    const text = JSON.stringify(view);
    expect(text).not.toContain(dashboardUser.secretAccessKey);
    expect(text).not.toContain(dashboardUser.accessKeyId);
    expect(text).not.toContain(new URL(world.database.appUrl).password);
  });

  it('say how far a listing is until it ends, or has long been silent', async () => {
    const { inventory } = world.ctx.store;
    const scopeId = '333344445555:us-east-1';
    const progress = { way: 'parts', calls: 30, secrets: 3_000, expected: 9_000, parts: 4 } as const;
    const mark = async (minutesAgo: number) => {
      const at = new Date(Date.now() - minutesAgo * 60_000);
      const id = await inventory.startListing(scopeId, new Date());
      await inventory.applyPage(id, [], { at, progress });
      return id;
    };
    const id = await mark(0);
    expect((await settings()).listings).toEqual([
      { scope: scopeId, startedAt: expect.any(String), secrets: 3_000, expected: 9_000, calls: 30, parts: 4 },
    ]);
    await inventory.leaveListing(id);
    expect((await settings()).listings).toEqual([]);
    await mark(2);
    expect((await settings()).listings).toEqual([]);
  });

  it('name every account and its roles', async () => {
    expect((await settings()).accounts[0]).toMatchObject({
      id: '111122223333',
      name: 'payments-prod',
      roles: [
        { use: 'read', arn: roleArn('111122223333', 'read') },
        { use: 'reveal' },
        { use: 'rotate' },
        { use: 'recover' },
      ],
    });
  });

  it('are for those who may read them', async () => {
    for (const persona of ['viewer', 'operator', 'owner'] as const)
      expect(await refusalOf(getSettings(world.as(persona)))).toMatchObject({ code: 'forbidden' });
  });
});
