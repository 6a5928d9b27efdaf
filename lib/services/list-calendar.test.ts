import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendarList, calendarQuery } from '@/lib/contract/rotation-calendar';
import type { Context } from '@/lib/domain/ports/context';
import type { z } from 'zod';
import { startListedSecrets, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { daysAgo, makeSecret } from '@/lib/store/testing/make-secret';
import { listCalendar } from './list-calendar';

const nightly = { automaticallyAfterDays: null, scheduleExpression: 'cron(0 2 * * ? *)', duration: '2h' };
const monthly = { automaticallyAfterDays: 30, scheduleExpression: null, duration: null };
const secrets = [
  makeSecret({
    name: 'prod/late',
    environment: 'prod',
    rotationRules: monthly,
    nextRotationAt: daysAgo(2),
    rotation: { state: 'overdue' },
  }),
  makeSecret({ name: 'prod/nightly', environment: 'prod', rotationRules: nightly, nextRotationAt: daysAgo(-0.7) }),
  makeSecret({
    name: 'dev/monthly',
    environment: 'dev',
    rotationRules: monthly,
    nextRotationAt: daysAgo(-9.5),
    tags: { team: 'payments' },
  }),
  makeSecret({ name: 'prod/undated', environment: 'prod', rotationRules: nightly }),
  makeSecret({
    name: 'prod/off',
    environment: 'prod',
    rotationRules: monthly,
    nextRotationAt: daysAgo(-1),
    rotation: { state: 'off' },
  }),
];

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets(secrets);
});
afterAll(() => listed.stop());

const ask = async (ctx: Context, query: z.input<typeof calendarQuery> = {}) =>
  calendarList.parse(await listCalendar(ctx, calendarQuery.parse(query)));
const names = ({ items }: Awaited<ReturnType<typeof ask>>) => items.map(({ secret }) => secret.name);

it('what is past due comes first, then by date, and what has none last; what is off is no part of it', async () => {
  const list = await ask(listed.as('viewer'));
  expect(list.items.map(({ secret, window }) => [secret.name, window?.opensAt ?? null])).toEqual([
    ['prod/late', null],
    ['prod/nightly', '2026-11-21T02:00:00.000Z'],
    ['dev/monthly', '2026-11-29T00:00:00.000Z'],
    ['prod/undated', '2026-11-21T02:00:00.000Z'],
  ]);
  expect(list.items[1]).toMatchObject({ state: 'healthy', schedule: 'every day, 02:00–04:00 UTC' });
});

it('is paged without a gap, and narrowed by environment', async () => {
  const first = await ask(listed.as('viewer'), { limit: 3 });
  const second = await ask(listed.as('viewer'), { limit: 3, cursor: first.nextCursor ?? '' });
  expect([...names(first), ...names(second)]).toEqual(['prod/late', 'prod/nightly', 'dev/monthly', 'prod/undated']);
  expect(second.nextCursor).toBeNull();
  expect(names(await ask(listed.as('viewer'), { env: ['dev'] }))).toEqual(['dev/monthly']);
});

it('is narrowed by state and account, and each filter is counted under the others', async () => {
  const all = await ask(listed.as('viewer'));
  expect(all.filters.state).toEqual([
    { value: 'overdue', count: 1 },
    { value: 'healthy', count: 3 },
  ]);
  expect(all.filters.env).toEqual([
    { value: 'prod', count: 3 },
    { value: 'dev', count: 1 },
  ]);
  const late = await ask(listed.as('viewer'), { state: ['overdue'] });
  expect(names(late)).toEqual(['prod/late']);
  expect(late.filters).toMatchObject({ state: all.filters.state, env: [{ value: 'prod', count: 1 }] });
  const [account] = all.filters.account;
  expect(names(await ask(listed.as('viewer'), { account: [account?.value ?? ''] }))).toEqual(names(all));
  expect(await ask(listed.as('viewer'), { account: ['999999999999'] })).toMatchObject({
    items: [],
    filters: { env: [] },
  });
});

it('each of the coming days has its number, and is a filter of exactly those', async () => {
  const { days } = await ask(listed.as('viewer'));
  // What is past due is not to come.
  expect(days).toEqual([
    { day: '2026-11-21', count: 1, troubled: 0 },
    { day: '2026-11-29', count: 1, troubled: 0 },
  ]);
  for (const { day, count } of days) expect((await ask(listed.as('viewer'), { day })).items.length).toBe(count);
  const one = await ask(listed.as('viewer'), { day: '2026-11-21' });
  expect(names(one)).toEqual(['prod/nightly']);
  expect(one).toMatchObject({
    days,
    filters: { env: [{ value: 'prod', count: 1 }], state: [{ value: 'healthy', count: 1 }] },
  });
  expect((await ask(listed.as('viewer'), { env: ['dev'] })).days).toEqual(days.slice(1));
  expect(names(await ask(listed.as('viewer'), { day: '2026-11-18', state: ['overdue'] }))).toEqual(['prod/late']);
  for (const day of ['0000-01-01', '9999-12-31', '2026-02-30', 'today'])
    expect(calendarQuery.safeParse({ day }).success, day).toBe(false);
});

it('tells what is in sight alone, and takes no cursor of another list', async () => {
  const grants = [
    { permission: 'inventory.read', effect: 'allow', where: { tag: { key: 'team', value: 'payments' } } } as const,
  ];
  const seen = await ask(listed.as('viewer', { grants }));
  expect(names(seen)).toEqual(['dev/monthly']);
  expect(seen.days).toEqual([{ day: '2026-11-29', count: 1, troubled: 0 }]);
  expect(seen.filters).toMatchObject({ state: [{ value: 'healthy', count: 1 }], env: [{ value: 'dev', count: 1 }] });
  expect(await refusalOf(ask(listed.as('viewer', { grants: [] })))).toMatchObject({ code: 'forbidden' });
  expect(await refusalOf(ask(listed.as('viewer'), { cursor: 'e30' }))).toMatchObject({ code: 'invalid' });
});
