import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { groupsList, groupsQuery, type GroupsList } from '@/lib/contract/groups-list';
import type { Context } from '@/lib/domain/ports/context';
import {
  ask,
  startListedSecrets,
  UNCOVERED,
  type ListedSecrets,
  type SecretsQueryInput,
} from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { daysAgo, makeSecret } from '@/lib/store/testing/make-secret';
import { listGroups } from './list-groups';

const payments = { team: 'payments' };
const secrets = [
  makeSecret({ name: 'prod/payments/db', environment: 'prod', tags: payments, rotation: { state: 'overdue' } }),
  makeSecret({ name: 'prod/payments/api', environment: 'prod', tags: payments }),
  makeSecret({ name: 'prod/payments/keys/hmac', environment: 'prod', tags: { team: '' } }),
  makeSecret({ name: 'prod/root', environment: 'prod', service: null, rotation: { state: 'failing' } }),
  makeSecret({ name: 'prod/payments/db', suffix: 'other1', environment: 'prod', accountId: UNCOVERED.accountId }),
  makeSecret({ name: '/slash/first', service: 'slash', deletedAt: daysAgo(1) }),
  makeSecret({ name: 'flat', service: 'a/b', tags: { team: '100%' } }),
  makeSecret({ name: '\u{1F5DD}/emoji', tags: { team: '\u{1F5DD}' } }),
  makeSecret({ name: '\u{FFE6}/fullwidth', tags: { team: '\u{FFE6}' } }),
];

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets(secrets);
});
afterAll(() => listed.stop());

const group = async (ctx: Context, input: z.input<typeof groupsQuery> = {}): Promise<GroupsList> =>
  groupsList.parse(await listGroups(ctx, groupsQuery.parse(input)));
const admin = () => listed.as('admin');
const told = ({ items }: GroupsList) => items.map(({ key, count, worst, opens }) => [key, count, worst, opens]);

describe('by path', () => {
  it('a level has its folders, and what is in none of them, in byte order', async () => {
    const top = await group(admin(), { pending: 'include' });
    expect(told(top)).toEqual([
      ['', 1, 'healthy', false],
      ['/', 1, 'healthy', true],
      ['prod/', 5, 'failing', true],
      ['\u{FFE6}/', 1, 'healthy', false],
      ['\u{1F5DD}/', 1, 'healthy', false],
    ]);
    expect([top.total, top.secrets, top.without]).toEqual([5, 9, 0]);
    expect(told(await group(admin(), { under: 'prod/' }))).toEqual([
      ['prod/', 1, 'failing', false],
      ['prod/payments/', 4, 'overdue', true],
    ]);
    expect(told(await group(admin(), { under: 'prod/payments/' }))).toEqual([
      ['prod/payments/', 3, 'overdue', false],
      ['prod/payments/keys/', 1, 'healthy', false],
    ]);
  });

  it('a folder that is not there is empty, and only paths have folders', async () => {
    expect(await group(admin(), { under: 'nowhere/' })).toMatchObject({ items: [], total: 0, secrets: 0 });
    expect(await refusalOf(group(admin(), { by: 'service', under: 'prod/' }))).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: 'query:under' }],
    });
    for (const under of ['prod', '', 'a\0/']) expect(groupsQuery.safeParse({ under }).success).toBe(false);
  });
});

it.each<[NonNullable<z.input<typeof groupsQuery>['by']>, SecretsQueryInput, unknown[], number]>([
  [
    'env',
    {},
    [
      ['dev', 3],
      ['prod', 5],
    ],
    0,
  ],
  [
    'service',
    {},
    [
      ['a/b', 1],
      ['payments', 6],
    ],
    1,
  ],
  [
    'tag:team',
    {},
    [
      ['', 1],
      ['100%', 1],
      ['payments', 2],
      ['\u{FFE6}', 1],
      ['\u{1F5DD}', 1],
    ],
    2,
  ],
  ['tag:__proto__', {}, [], 8],
  ['service', { env: ['prod'], state: ['failing'] }, [], 1],
])('by %s under %j', async (by, filter, expected, without) => {
  const answer = await group(admin(), { ...filter, by });
  expect(answer.items.map(({ key, count }) => [key, count])).toEqual(expected);
  expect(answer.without).toBe(without);
  expect(answer.secrets).toBe((await ask(admin(), filter)).total);
});

it.each(['by', 'tag:', 'owner', 'tag', ''])('by=%s is refused', (by) => {
  expect(groupsQuery.safeParse({ by }).success).toBe(false);
});

it('pages go on where they ended, under the same groups alone', async () => {
  const keys: string[] = [];
  let page = await group(admin(), { by: 'tag:team', limit: 2 });
  for (;;) {
    keys.push(...page.items.map(({ key }) => key));
    expect(page.total).toBe(5);
    if (!page.nextCursor) break;
    page = await group(admin(), { by: 'tag:team', limit: 2, cursor: page.nextCursor });
  }
  expect(keys).toEqual(['', '100%', 'payments', '\u{FFE6}', '\u{1F5DD}']);
  const { nextCursor } = await group(admin(), { limit: 1 });
  for (const other of [{ under: 'prod/' }, { by: 'env' as const }])
    expect(await refusalOf(group(admin(), { ...other, cursor: nextCursor ?? '' }))).toMatchObject({ code: 'invalid' });
});

it('what one may not see is in no group, count or worst state', async () => {
  const answer = await group(listed.as('owner'), { pending: 'include' });
  expect(told(answer)).toEqual([['prod/', 2, 'overdue', true]]);
  expect(answer.secrets).toBe(2);
  expect(await group(listed.as('owner'), { by: 'tag:team' })).toMatchObject({ total: 1, without: 0 });
  expect(await refusalOf(group(listed.as('viewer'), { lastRead: ['never'] }))).toMatchObject({ code: 'forbidden' });
});

describe('a count is that of the rows that it leads to', () => {
  it.each<[SecretsQueryInput, string[]]>([
    [{ prefix: 'prod/', below: 'exclude' }, ['prod/root']],
    [{ below: 'exclude' }, ['flat']],
    [{ prefix: 'prod/payments/keys/' }, ['prod/payments/keys/hmac']],
    [{ without: ['service'] }, ['prod/root']],
    [{ without: ['service', 'tag:team'], env: ['prod'] }, ['prod/root']],
    [{ without: ['tag:team'] }, ['prod/payments/db', 'prod/root']],
    [{ prefix: '%' }, []],
  ])('%j', async (input, names) => {
    expect((await ask(admin(), input)).items.map(({ name }) => name)).toEqual(names);
  });
});
