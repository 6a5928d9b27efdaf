import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { matrixList, matrixQuery, type MatrixList } from '@/lib/contract/matrix-list';
import { annotateInput } from '@/lib/contract/annotations';
import type { Context } from '@/lib/domain/ports/context';
import { COVERED, startListedSecrets, UNCOVERED, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { daysAgo, makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { annotateSecret } from './annotate-secret';
import { getSecret } from './get-secret';
import { listMatrix } from './list-matrix';
import { listMatrixFacets } from './list-matrix-facets';

const days = (automaticallyAfterDays: number) => ({ automaticallyAfterDays, scheduleExpression: null, duration: null });
const payments = { team: 'payments' };
const there = { accountId: UNCOVERED.accountId } as const;
const secrets = [
  makeSecret({ name: 'prod/payments/db', environment: 'prod', tags: payments, rotationRules: days(30) }),
  makeSecret({
    name: 'staging/payments/db',
    environment: 'staging',
    tags: payments,
    rotationRules: days(60),
    ...there,
  }),
  makeSecret({ name: 'dev/payments/db', tags: { team: 'search' }, rotationEnabled: false, kmsKeyId: 'k1' }),
  makeSecret({ name: 'prod/payments/api', environment: 'prod', tags: payments }),
  makeSecret({ name: 'dev/payments/api', tags: { team: 'search' } }),
  makeSecret({ name: 'staging/payments/api', environment: 'staging', deletedAt: daysAgo(2), ...there }),
  makeSecret({ name: 'prod/web/tls', environment: 'prod', service: 'web' }),
  makeSecret({ name: 'old/web/tls', environment: 'unknown', service: 'web' }),
  makeSecret({ name: 'loose', environment: 'prod', service: null }),
];

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets(secrets);
});
afterAll(() => listed.stop());

const cross = async (ctx: Context, input: z.input<typeof matrixQuery> = {}): Promise<MatrixList> =>
  matrixList.parse(await listMatrix(ctx, matrixQuery.parse(input)));
const admin = () => listed.as('admin');
const told = ({ items }: MatrixList): string[] =>
  items.map(
    ({ service, leaf, cells }) =>
      `${service ?? ''}/${leaf}: ${cells.map(({ environment, state }) => `${environment} ${state}`).join(', ')}`,
  );

it('a row for each logical secret, a cell for each environment', async () => {
  const answer = await cross(admin());
  expect(answer.environments).toEqual(['prod', 'staging', 'dev', 'unknown']);
  expect(told(answer)).toEqual([
    '/loose: prod present, staging missing, dev missing, unknown not-expected',
    'payments/api: prod present, staging pending-deletion, dev present, unknown not-expected',
    'payments/db: prod present, staging present, dev present, unknown not-expected',
    'web/tls: prod present, staging missing, dev missing, unknown present',
  ]);
  expect(answer.totals).toEqual({ all: 4, incomplete: 3, differing: 2 });
});

it('what differs is named, and where', async () => {
  const { items, totals } = await cross(admin(), { only: 'differing' });
  expect(items.map(({ leaf, differs }) => [leaf, differs])).toEqual([
    ['api', [{ what: 'owner', words: 'owner payments in prod, owner search in dev' }]],
    [
      'db',
      [
        { what: 'rotation', words: 'rotation on in prod and staging, rotation off in dev' },
        { what: 'interval', words: 'every 30 days in prod, every 60 days in staging' },
        { what: 'key', words: 'default key in prod and staging, customer key in dev' },
        { what: 'owner', words: 'owner payments in prod and staging, owner search in dev' },
      ],
    ],
  ]);
  expect(totals.differing).toBe(items.length);
});

it('an owner that is kept here goes before that of a tag, in what differs and in the cell', async () => {
  const kept = secrets[0];
  if (!kept) throw new Error('there is no secret');
  const annotate = (given: { owner: string | null; revision: string | null }) =>
    annotateSecret(admin(), { id: kept.id, input: annotateInput.parse({ note: null, runbook: null, ...given }) });
  const { annotation } = await getSecret(admin(), { id: kept.id });
  const { revision } = await annotate({ owner: 'sre', revision: annotation.revision });
  const { items } = await cross(admin(), { q: 'payments/db' });
  expect(items[0]?.differs.find(({ what }) => what === 'owner')?.words).toBe(
    'owner sre in prod, owner payments in staging, owner search in dev',
  );
  const owners = items[0]?.cells.flatMap(({ secrets: of }) => of.map(({ owner }) => owner));
  expect(owners).toEqual(['sre', 'payments', 'search']);
  await annotate({ owner: null, revision });
});

describe('filters', () => {
  it('choose logical secrets, whose other cells are told as they are', async () => {
    expect(told(await cross(admin(), { tag: ['team=search'], q: 'db' }))).toEqual([
      'payments/db: prod present, staging present, dev present, unknown not-expected',
    ]);
  });

  it('by environment choose the columns, too', async () => {
    const answer = await cross(admin(), { env: ['staging', 'prod'], only: 'incomplete' });
    expect(answer.environments).toEqual(['prod', 'staging']);
    expect(answer.items.map(({ leaf }) => leaf)).toEqual(['loose', 'api', 'tls']);
    expect((await cross(admin(), { env: ['nowhere'] })).totals.all).toBe(0);
  });

  it('by reads are for who may read the history, and what is pending deletion is no filter', async () => {
    expect(await refusalOf(cross(listed.as('viewer'), { lastRead: ['never'] }))).toMatchObject({ code: 'forbidden' });
    expect(matrixQuery.safeParse({ pending: 'only' }).success).toBe(false);
  });
});

describe('facets', () => {
  const facetsFor = (ctx: Context, input: z.input<typeof matrixQuery> = {}) =>
    listMatrixFacets(ctx, matrixQuery.parse(input));

  it('count secrets, those pending deletion too, each under the filter less its own dimension', async () => {
    const { env, tag } = await facetsFor(admin(), { env: ['staging'], q: 'api' });
    expect(env.map(({ value, count }) => [value, count])).toEqual([
      ['dev', 1],
      ['prod', 1],
      ['staging', 1],
    ]);
    // In staging there is one alone, which has no tag.
    expect(tag).toEqual([]);
  });

  it('are of what is in sight, and tell of reads nobody but who may read the history', async () => {
    expect((await facetsFor(admin())).lastRead).toBeDefined();
    expect((await facetsFor(listed.as('viewer'))).lastRead).toBeUndefined();
    expect(await refusalOf(facetsFor(listed.as('viewer'), { lastRead: ['never'] }))).toMatchObject({
      code: 'forbidden',
    });
  });
});

it('pages go on where they ended', async () => {
  const rows: string[] = [];
  let page = await cross(admin(), { limit: 1 });
  for (;;) {
    rows.push(...page.items.map(({ leaf }) => leaf));
    expect(page.totals.all).toBe(4);
    if (!page.nextCursor) break;
    page = await cross(admin(), { limit: 1, cursor: page.nextCursor });
  }
  expect(rows).toEqual(['loose', 'api', 'db', 'tls']);
  for (const cursor of ['e30', 'broken', 'eyJzZXJ2aWNlIjoiXHUwMDAwIiwibGVhZiI6IiJ9'])
    expect(await refusalOf(cross(admin(), { cursor }))).toMatchObject({ code: 'invalid' });
});

it('who does not see everything is told of nothing else, and that what is missing may be out of sight', async () => {
  const answer = await cross(listed.as('owner'));
  expect(told(answer)).toEqual([
    'payments/api: prod present, staging missing-or-hidden',
    'payments/db: prod present, staging present',
  ]);
  expect(answer.items.map(({ differs }) => differs.map(({ what }) => what))).toEqual([[], ['interval']]);
  expect(JSON.stringify(answer)).not.toMatch(/search|web|loose|dev/);
});

it('nothing is missing where a scope was never read to its end', async () => {
  const unread = makeScope('333344445555', 'eu-west-1', 'new');
  await listed.ctx.store.scopes.configure([COVERED, UNCOVERED, unread]);
  const answer = await cross(admin(), { q: 'web/tls' });
  expect(told(answer)).toEqual(['web/tls: prod present, staging not-known, dev not-known, unknown present']);
  // In that scope an owner sees nothing, and hears nothing of it.
  expect(told(await cross(listed.as('owner'), { q: 'api' }))).toEqual([
    'payments/api: prod present, staging missing-or-hidden',
  ]);
  const rules = { aliases: {}, order: [{ by: 'account' as const, accounts: { [unread.accountId]: 'dev' } }] };
  expect(told(await cross({ ...admin(), environmentRules: rules }, { q: 'web/tls' }))).toEqual([
    'web/tls: prod present, staging missing, dev not-known, unknown present',
  ]);
  await listed.ctx.store.scopes.configure([COVERED, UNCOVERED]);
});
