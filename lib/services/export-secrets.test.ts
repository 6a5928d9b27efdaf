import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretItem, type SecretItem } from '@/lib/contract/secret-item';
import { secretsExportQuery, secretsQuery } from '@/lib/contract/secrets-query';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { exportSecrets } from './export-secrets';
import { listSecrets } from './list-secrets';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(async () => await world.stop());

async function take(ctx: Context, query: object = {}, format: 'jsonl' | 'csv' = 'jsonl'): Promise<string> {
  const parts: string[] = [];
  const wanted = { format, query: secretsExportQuery.parse(query), refresh: async () => ctx };
  for await (const part of await exportSecrets(ctx, wanted)) parts.push(part);
  return parts.join('');
}
const itemsOf = (text: string): SecretItem[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => secretItem.parse(JSON.parse(line)));

async function listed(ctx: Context, query: object): Promise<SecretItem[]> {
  const items: SecretItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listSecrets(ctx, secretsQuery.parse({ ...query, limit: 200, ...(cursor && { cursor }) }));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe('an export of secrets', () => {
  it.each([
    {},
    { env: ['prod', 'staging'], sort: 'valueAge', order: 'desc' },
    { q: 'DB', pending: 'include' },
    { tag: ['team=payments'], sort: 'nextRotation' },
    { q: 'nothing is called this' },
  ])('is the list of all pages: %j', async (query) => {
    for (const persona of ['viewer', 'owner', 'admin'] as const) {
      const ctx = world.as(persona);
      expect(itemsOf(await take(ctx, query))).toEqual(await listed(ctx, query));
    }
  });

  it('is of exactly those that are chosen by id, in their order, as far as they are in sight', async () => {
    const all = await listed(world.as('admin'), { pending: 'include' });
    const chosen = [all[3], all[0], all[7]].filter((item) => item !== undefined);
    const id = chosen.map((item) => item.id);
    expect(itemsOf(await take(world.as('admin'), { id: [...id, id[0], 'A'.repeat(22)] }))).toEqual(chosen);
    expect((await world.ledger()).at(-1)?.detail).toMatchObject({ rows: 3 });
    const seen = new Set((await listed(world.as('owner'), { pending: 'include' })).map((item) => item.id));
    expect(itemsOf(await take(world.as('owner'), { id })).map((item) => item.id)).toEqual(
      id.filter((one) => seen.has(one)),
    );
    for (const beside of [{ env: ['prod'] }, { q: 'db' }, { sort: 'valueAge' }, { pending: 'include' }])
      expect(await refusalOf(take(world.as('admin'), { id, ...beside }))).toMatchObject({ code: 'invalid' });
    expect(secretsExportQuery.safeParse({ id: Array.from({ length: 201 }, () => id[0]) }).success).toBe(false);
  });

  it('is in the ledger with what was asked for and how many there were, before anything goes out', async () => {
    const ctx = world.as('viewer');
    const source = await exportSecrets(ctx, {
      format: 'csv',
      query: secretsExportQuery.parse({ env: ['dev', 'prod'], tag: ['team=payments'] }),
      refresh: async () => ctx,
    });
    const entry = (await world.ledger()).at(-1);
    expect(entry).toMatchObject({ action: 'inventory.read', phase: 'noted', actor: { persona: 'viewer' } });
    const filters = new URLSearchParams(String(entry?.detail['filters']));
    expect(filters.getAll('env')).toEqual(['dev', 'prod']);
    expect(filters.get('tag')).toBe('{"key":"team","value":"payments"}');
    let lines = -1;
    for await (const part of source) lines += part.split('\r\n').length - 1;
    expect(entry?.detail).toMatchObject({ what: 'export as csv', rows: lines });
  });

  it('has a column for each fact, text in quotes, none that a spreadsheet would run', async () => {
    const ctx = world.as('admin');
    const [head = '', ...rows] = (await take(ctx, { pending: 'include' }, 'csv')).split('\r\n');
    expect(head).toMatch(/^"name","environment","environmentSource",/);
    expect(rows.pop()).toBe('');
    expect(rows.length).toBe((await listed(ctx, { pending: 'include' })).length);
    for (const row of rows) expect(row).not.toMatch(/(^|,)"?[=+@-]/);
  });

  it('ends where the right to it ends', async () => {
    const ctx = world.as('viewer');
    const ended = async () => {
      throw new AppError('unauthenticated', 'Sign in first.');
    };
    const source = await exportSecrets(ctx, { format: 'jsonl', query: secretsExportQuery.parse({}), refresh: ended });
    await expect(source.next()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('leaves out what has gone out of sight', async () => {
    const ctx = world.as('admin');
    const where = { tag: { key: 'team', value: 'payments' } };
    const less = world.as('admin', { grants: [{ permission: 'inventory.read', effect: 'allow', where }] });
    const parts: string[] = [];
    const wanted = { format: 'jsonl', query: secretsExportQuery.parse({}), refresh: async () => less } as const;
    for await (const part of await exportSecrets(ctx, wanted)) parts.push(part);
    expect(itemsOf(parts.join(''))).toEqual(await listed(less, {}));
  });

  it('is not for who may not see secrets, nor ordered by reads for who may not see those', async () => {
    const nobody = world.as('viewer', { grants: [] });
    expect(await refusalOf(take(nobody))).toMatchObject({ code: 'forbidden' });
    for (const query of [{ sort: 'reads30d' }, { lastRead: ['never'] }])
      expect(await refusalOf(take(world.as('viewer'), query))).toMatchObject({ code: 'forbidden' });
  });
});
