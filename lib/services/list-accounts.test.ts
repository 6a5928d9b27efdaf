import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsList, accountsQuery } from '@/lib/contract/accounts-list';
import type { Context } from '@/lib/domain/ports/context';
import type { RoleTest } from '@/lib/domain/roles/role-check';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { listAccounts } from './list-accounts';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { secrets: 0 }, scopes: [] });
});
afterAll(() => world.stop());

const list = async (ctx: Context, query: object = {}) =>
  accountsList.parse(await listAccounts(ctx, accountsQuery.parse(query)));

/** 250 accounts in two regions; of each twenty-fifth a role is wrong, of the next one loose, and of the one after nothing. */
function many(as: Context): Context {
  const [one] = as.aws.accounts();
  if (!one) throw new Error('no account');
  const accounts = Array.from({ length: 250 }, (_, place) => ({
    ...one,
    accountId: String(900_000_000_000 + place),
    accountName: `Team ${place % 9}`,
    regions: ['eu-west-1', place % 2 === 0 ? 'us-east-1' : 'eu-central-1'],
  }));
  const tests = accounts.flatMap(({ accountId }, place): RoleTest[] => {
    const verdict = (['bad', 'warn', 'good'] as const)[place % 25];
    if (!verdict) return [];
    const check = { name: 'trust', verdict, message: 'Seen.', remedy: null };
    const roles = [{ use: 'read' as const, arn: null, checks: [check] }];
    return [{ scopeId: `${accountId}:eu-west-1`, at: new Date(), by: 'somebody', roles }];
  });
  return {
    ...as,
    aws: { ...as.aws, accounts: () => accounts },
    store: { ...as.store, roleTests: { ...as.store.roleTests, list: async () => tests } },
  };
}

it('has those with something wrong first, then loose, then never tested, each account once', async () => {
  const ctx = many(world.as('auditor'));
  const pages = [await list(ctx, { limit: 100 })];
  for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor)
    pages.push(await list(ctx, { limit: 100, cursor: next }));
  const items = pages.flatMap((page) => page.items);
  expect(new Set(items.map(({ id }) => id)).size).toBe(250);
  expect(items.slice(0, 10).every(({ test }) => test?.bad === 1)).toBe(true);
  expect(items.slice(10, 20).every(({ test }) => test?.warn === 1)).toBe(true);
  expect(items.slice(20, 240).every(({ test }) => test === null)).toBe(true);
  expect(pages[0]).toMatchObject({
    total: 250,
    facets: {
      tested: [
        { value: 'wrong', count: 10 },
        { value: 'loose', count: 10 },
        { value: 'never', count: 220 },
        { value: 'good', count: 10 },
      ],
    },
  });
});

it('is narrowed by how they were tested, and by name, id or region', async () => {
  const ctx = many(world.as('auditor'));
  expect(await list(ctx, { tested: ['wrong', 'good'] })).toMatchObject({ total: 20 });
  expect(await list(ctx, { q: 'US-EAST' })).toMatchObject({ total: 125 });
  expect(await list(ctx, { q: 'team 8' })).toMatchObject({ total: 27 });
  expect(await list(ctx, { q: '900000000025', tested: ['wrong'] })).toMatchObject({
    total: 1,
    items: [{ name: 'Team 7' }],
  });
  expect(await list(ctx, { q: '%' })).toMatchObject({ total: 0, facets: { tested: [] } });
});

it('is for those who may read the settings', async () => {
  expect((await list(world.as('auditor'))).items).toHaveLength(3);
  for (const persona of ['viewer', 'operator', 'owner'] as const)
    expect(await refusalOf(list(world.as(persona)))).toMatchObject({ code: 'forbidden' });
  expect(await refusalOf(list(world.as('auditor'), { cursor: 'e30' }))).toMatchObject({ code: 'invalid' });
});
