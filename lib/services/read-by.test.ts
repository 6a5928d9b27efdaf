import { afterAll, beforeAll, expect, it } from 'vitest';
import { principalSecretsList, principalSecretsQuery, type PrincipalSecretsList } from '@/lib/contract/principals';
import { secretsExportQuery, secretsQuery } from '@/lib/contract/secrets-query';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { readInventory } from '@/lib/sync/testing/sync-fixture';
import { exportSecrets } from './export-secrets';
import { listPrincipals } from './list-principals';
import { listPrincipalSecrets } from './list-principal-secrets';
import { listSecrets } from './list-secrets';

const DAYS = 3;
let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: DAYS } });
  await world.readHistory();
  // Reads much, today and the day before, and is denied what it never read.
  const rows = (await readInventory(world.ctx)).filter(({ deletion }) => deletion === null).slice(0, 9);
  for (const [at, { scopeId, arn }] of rows.entries()) {
    const [accountId = '', region = ''] = scopeId.split(':');
    const of = { secretId: arn, accountId, region, principal: makePrincipal('scanner') };
    const day = new Date(world.ctx.now().getTime() - (at % 2) * 86_400_000);
    const event = makeEvent({ ...of, at: day, outcome: at < 6 ? 'success' : 'denied' });
    await world.ctx.store.history.applyEvents({ scopeId, records: [ok(event)], covered: null, at: world.ctx.now() });
  }
}, 120_000);
afterAll(() => world.stop());

const today = (): string => world.ctx.now().toISOString().slice(0, 10);

async function readBy(ctx: Context, id: string, query: object = {}): Promise<PrincipalSecretsList['items']> {
  const items: PrincipalSecretsList['items'] = [];
  let found = 0;
  for (let cursor: string | null | undefined; cursor !== null;) {
    const asked = principalSecretsQuery.parse({ limit: 2, ...query, ...(cursor && { cursor }) });
    const page = principalSecretsList.parse(await listPrincipalSecrets(ctx, { id, query: asked }));
    items.push(...page.items);
    cursor = page.nextCursor;
    found = page.found;
  }
  expect(found).toBe(items.length);
  return items;
}

const listed = async (ctx: Context, value: string): Promise<string[]> => {
  const query = secretsQuery.parse({ readBy: value, pending: 'include', limit: 200 });
  const { items, total } = await listSecrets(ctx, query);
  expect(items).toHaveLength(total ?? -1);
  return items.map(({ id }) => id).toSorted();
};

it('the list of what a principal read is what its page tells that it read, ever and since a day, within sight', async () => {
  const { items: all } = await listPrincipals(world.as('auditor'));
  expect(all.length).toBeGreaterThan(5);
  let [differ, more] = [0, 0];
  for (const { principal } of all)
    for (const persona of ['auditor', 'owner'] as const) {
      const ctx = world.as(persona);
      for (const since of [undefined, today()]) {
        const own = await readBy(ctx, principal.id, { since }).catch(() => []);
        const read = own.filter(({ reads }) => reads > 0).map(({ secret }) => secret.id);
        const ids = await listed(ctx, since === undefined ? principal.id : `${principal.id}@${since}`);
        expect(ids).toEqual(read.toSorted());
        if (own.length > read.length) differ += 1;
        if (ids.length > 2) more += 1;
      }
    }
  // Some were denied what they never read, and some read more than a page.
  expect(differ).toBeGreaterThan(0);
  expect(more).toBeGreaterThan(0);
});

it('an export of what matches is of exactly these', async () => {
  const ctx = world.as('auditor');
  const { items: all } = await listPrincipals(ctx);
  const value = all.toSorted((left, right) => right.secrets - left.secrets)[0]?.principal.id ?? '';
  const query = secretsExportQuery.parse({ readBy: value, pending: 'include' });
  const parts: string[] = [];
  for await (const part of await exportSecrets(ctx, { format: 'jsonl', query, refresh: async () => ctx }))
    parts.push(part);
  const lines = parts.join('').trimEnd().split('\n');
  expect(lines).toHaveLength((await listed(ctx, value)).length);
  expect(lines.length).toBeGreaterThan(2);
});

it('tells nothing to who may not see history, and no principal that is out of sight', async () => {
  const id = (await listPrincipals(world.as('auditor'))).items[0]?.principal.id ?? '';
  for (const readByValue of [id, `${id}@${today()}`])
    expect(await refusalOf(listSecrets(world.as('viewer'), secretsQuery.parse({ readBy: readByValue })))).toMatchObject(
      {
        code: 'forbidden',
      },
    );
  const query = principalSecretsQuery.parse({});
  expect(await refusalOf(listPrincipalSecrets(world.as('viewer'), { id, query }))).toMatchObject({ code: 'forbidden' });
  const nobody = { id: 'A'.repeat(22), query };
  expect(await refusalOf(listPrincipalSecrets(world.as('auditor'), nobody))).toMatchObject({ code: 'not_found' });
});

it('what is no principal and day is named as a mistake', () => {
  for (const value of [
    'x',
    'A'.repeat(23),
    `${'A'.repeat(22)}@`,
    `${'A'.repeat(22)}@30d`,
    `${'A'.repeat(22)}@2026-02-30`,
    `${'A'.repeat(22)}@0000-01-01`,
    `${'A'.repeat(22)}@2026-01-01@2026-01-01`,
  ]) {
    const parsed = secretsQuery.safeParse({ readBy: value });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['readBy']]);
  }
});
