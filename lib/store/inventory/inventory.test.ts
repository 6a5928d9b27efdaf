import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryFilter, InventoryRow, InventorySort } from '@/lib/domain/ports/inventory-store';
import { NOTHING } from '@/lib/domain/grant';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, listNames, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';

const main = makeScope();
const other = makeScope('111122223333', 'us-east-1');
const secrets = [
  makeSecret({ name: 'prod/payments/db', environment: 'prod', tags: { team: 'payments', tier: '1' }, kmsKeyId: 'k1' }),
  makeSecret({
    name: 'dev/payments/db',
    tags: { owner: ' ', team: 'payments' },
    description: 'The 100% Database',
    type: 'GitLabAccessToken',
  }),
  makeSecret({
    name: 'dev/billing/api_key',
    service: 'billing',
    tags: { owner: 'billing' },
    nextRotationAt: daysAgo(-3),
  }),
  makeSecret({ name: 'staging/billing/gone', environment: 'staging', service: null, deletedAt: daysAgo(2) }),
  makeSecret({ name: 'dev/tools/x', service: 'tools', tags: { Ümlaut: String.raw`ÄÖ\x` }, rotation: { state: 'off' } }),
];

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([main, other]);
  await applyListing(test.store, main.id, secrets);
});
afterAll(() => test.stop());

describe('filters', () => {
  it.each<[string, InventoryFilter, string[]]>([
    ['environment', { env: ['prod'] }, ['prod/payments/db']],
    [
      'two environments are OR',
      { env: ['prod', 'staging'], pending: 'include' },
      ['prod/payments/db', 'staging/billing/gone'],
    ],
    ['dimensions are AND', { env: ['dev'], service: ['payments'] }, ['dev/payments/db']],
    ['account', { account: ['999'] }, []],
    ['state', { state: ['off'] }, ['dev/tools/x']],
    [
      'owner from the tag team or owner',
      { owner: ['payments', 'billing'] },
      ['dev/billing/api_key', 'dev/payments/db', 'prod/payments/db'],
    ],
    ['who manages it', { owningService: ['GitLabAccessToken', 'none'] }, ['dev/payments/db']],
    ['key', { key: ['k1'] }, ['prod/payments/db']],
    ['the default key', { key: ['aws/secretsmanager'], env: ['dev'], service: ['tools'] }, ['dev/tools/x']],
    [
      'tags of one key are OR',
      {
        tags: [
          { key: 'team', value: 'payments' },
          { key: 'team', value: 'x' },
        ],
      },
      ['dev/payments/db', 'prod/payments/db'],
    ],
    [
      'tags of two keys are AND',
      {
        tags: [
          { key: 'team', value: 'payments' },
          { key: 'tier', value: '1' },
        ],
      },
      ['prod/payments/db'],
    ],
    ['a tag is a pair, not a prefix', { tags: [{ key: 'team', value: 'pay' }] }, []],
    ['pending only', { pending: 'only' }, ['staging/billing/gone']],
    ['pending is left out by default', { service: ['billing'] }, ['dev/billing/api_key']],
    ['q in a name', { q: 'PAYMENTS/' }, ['dev/payments/db', 'prod/payments/db']],
    ['q in a description', { q: 'database' }, ['dev/payments/db']],
    ['% is a percent sign', { q: '0%' }, ['dev/payments/db']],
    ['% alone is no wildcard', { q: '%a' }, []],
    ['_ is an underscore', { q: 'api_key' }, ['dev/billing/api_key']],
    ['_ is no wildcard', { q: 'a_i' }, []],
    ['q in a tag key, beyond ASCII', { q: 'ümL' }, ['dev/tools/x']],
    ['a backslash is a backslash', { q: String.raw`äö\X` }, ['dev/tools/x']],
    ['a quote ends nothing', { q: `' or true --` }, []],
    ['q does not run over from one part to the next', { q: 'team payments' }, []],
  ])('%s', async (_, filter, names) => {
    expect(await listNames(test.store, filter)).toEqual(names);
    expect(await test.store.inventory.count(ALL, filter, NOW)).toBe(names.length);
  });

  it('filters by the age of the value where it is sure', async () => {
    expect(await listNames(test.store, { valueAge: [{ olderThanDays: 9 }] })).toHaveLength(4);
    expect(await listNames(test.store, { valueAge: [{ olderThanDays: 11 }] })).toEqual([]);
    expect(await listNames(test.store, { valueAge: [{ youngerThanDays: 101 }] })).toHaveLength(4);
    expect(await listNames(test.store, { valueAge: [{ youngerThanDays: 99 }] })).toEqual([]);
  });

  it('shows nothing to a visibility without rules, in lists, counts and facets', async () => {
    const none = { inventory: NOTHING, history: NOTHING };
    expect(await listNames(test.store, {}, none)).toEqual([]);
    expect(await test.store.inventory.count(none, {}, NOW)).toBe(0);
    const facets = await test.store.inventory.facets(none, {}, NOW);
    expect(Object.values(facets).flat()).toEqual([]);
    expect(await test.store.inventory.find(none, secrets[0]?.id ?? '', NOW)).toBeNull();
  });
});

describe('facets', () => {
  it('counts each under the filter less its own dimension', async () => {
    const facets = await test.store.inventory.facets(ALL, { env: ['prod'] }, NOW);
    expect(facets.env).toEqual([
      { value: 'dev', count: 3 },
      { value: 'prod', count: 1 },
    ]);
    expect(facets.service).toEqual([{ value: 'payments', count: 1 }]);
    expect(facets.account).toEqual([{ value: '111122223333', label: 'main', count: 1 }]);
    expect(facets.lastRead).toEqual([{ value: 'unknown', count: 1 }]);
  });

  it('counts a pair under the pairs of other keys', async () => {
    const { tag } = await test.store.inventory.facets(ALL, { tags: [{ key: 'tier', value: '1' }] }, NOW);
    expect(tag).toEqual(
      expect.arrayContaining([
        { value: 'tier=1', count: 1 },
        { value: 'team=payments', count: 1 },
      ]),
    );
    const encoded = await test.store.inventory.facets(ALL, { env: ['dev'], state: ['off'] }, NOW);
    expect(encoded.tag).toEqual([
      { value: `${encodeURIComponent('Ümlaut')}=${encodeURIComponent(String.raw`ÄÖ\x`)}`, count: 1 },
    ]);
  });

  it('agrees with the list that each value leads to', async () => {
    const facets = await test.store.inventory.facets(ALL, {}, NOW);
    for (const { value, count } of facets.service)
      expect(await listNames(test.store, { service: [value] })).toHaveLength(count);
    for (const { value, count } of facets.region)
      expect(await listNames(test.store, { region: [value] })).toHaveLength(count);
    for (const { value, count } of facets.key)
      expect(await listNames(test.store, { key: [value] })).toHaveLength(count);
    expect(facets.owningService).toEqual([{ value: 'GitLabAccessToken', count: 1 }]);
  });
});

describe('paging', () => {
  const toValue = (row: InventoryRow, sort: InventorySort) =>
    sort === 'name' ? row.name : sort === 'nextRotation' ? (row.nextRotationAt?.toISOString() ?? null) : null;

  it('by name runs both ways, and puts what has no date last both ways', async () => {
    const listed = async (sort: InventorySort, order: 'asc' | 'desc') =>
      (await test.store.inventory.list(ALL, toQuery({}, { sort, order }))).map(({ name }) => name);
    expect(await listed('name', 'desc')).toEqual((await listed('name', 'asc')).toReversed());
    expect((await listed('nextRotation', 'asc'))[0]).toBe('dev/billing/api_key');
    expect((await listed('nextRotation', 'desc'))[0]).toBe('dev/billing/api_key');
  });

  it.each([
    ['name', 'asc'],
    ['name', 'desc'],
    ['nextRotation', 'asc'],
    ['nextRotation', 'desc'],
    ['lastRead', 'desc'],
  ] as const)('by %s %s meets every row once, nulls last', async (sort, order) => {
    const seen: InventoryRow[] = [];
    let after: { value: string | null; id: string } | null = null;
    for (;;) {
      const page: InventoryRow[] = await test.store.inventory.list(
        ALL,
        toQuery({ pending: 'include' }, { sort, order, limit: 2, after }),
      );
      seen.push(...page);
      const last = page.at(-1);
      if (!last) break;
      after = { value: toValue(last, sort), id: last.id };
    }
    expect(seen.map(({ id }) => id).toSorted()).toEqual(secrets.map(({ id }) => id).toSorted());
  });

  it.each([
    ['name', 5],
    ['nextRotation', 'not a time'],
    ['reads30d', 'x'],
  ] as const)('refuses a cursor of another order (%s, %s)', async (sort, value) => {
    const refused = test.store.inventory.list(ALL, toQuery({}, { sort, after: { value, id: 'x' } }));
    await expect(refused).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('replicas', () => {
  const replica = (name: string) =>
    makeSecret({
      name,
      region: 'us-east-1',
      primaryRegion: 'eu-west-1',
      kmsKeyId: 'there',
      lastAccessedOn: '2026-11-19',
    });

  it('are listed on their primary, and by themselves only while it is not known', async () => {
    await applyListing(test.store, other.id, [replica('prod/payments/db'), replica('orphan/x')]);
    const rows = await test.store.inventory.list(ALL, toQuery({ region: ['us-east-1'] }));
    expect(rows.map(({ name, region }) => [name, region])).toEqual([
      ['orphan/x', 'us-east-1'],
      ['prod/payments/db', 'eu-west-1'],
    ]);
    expect(rows[1]?.replicas).toEqual([
      { region: 'us-east-1', kmsKeyId: 'there', status: null, statusMessage: null, lastAccessedOn: '2026-11-19' },
    ]);
    const { region } = await test.store.inventory.facets(ALL, {}, NOW);
    expect(region.find(({ value }) => value === 'us-east-1')?.count).toBe(2);
    await applyListing(test.store, other.id, [], minutesAfter(NOW, 10));
    expect(await listNames(test.store, { region: ['us-east-1'] })).toEqual([]);
  });
});

it('finds siblings in other environments', async () => {
  const id = secrets[0]?.id ?? '';
  const siblings = await test.store.inventory.siblings(ALL, id, NOW);
  expect(siblings.map(({ name }) => name)).toEqual(['dev/payments/db']);
});

it('leaves out scopes that are no longer configured', async () => {
  await test.store.scopes.configure([other]);
  expect(await listNames(test.store)).toEqual([]);
  await test.store.scopes.configure([main, other]);
  expect(await listNames(test.store)).toHaveLength(4);
});
