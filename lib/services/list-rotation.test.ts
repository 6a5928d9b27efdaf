import { afterAll, beforeAll, expect, it } from 'vitest';
import { runsList, runsQuery } from '@/lib/contract/rotation';
import { rotationList, rotationQuery } from '@/lib/contract/rotation-list';
import type { Context } from '@/lib/domain/ports/context';
import type { RotationState } from '@/lib/domain/rotation-state';
import type { RotationRun } from '@/lib/domain/run';
import {
  ask,
  COVERED,
  namesOf,
  startListedSecrets,
  UNCOVERED,
  type ListedSecrets,
} from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { daysAgo, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { listRotation } from './list-rotation';
import { listRuns } from './list-runs';

const inState = (
  name: string,
  state: RotationState,
  days: number,
  more: Partial<Parameters<typeof makeSecret>[0]> = {},
) => makeSecret({ name, rotation: { state, reason: `because of ${name}`, since: daysAgo(days) }, ...more });

const TEAM = { tags: { team: 'payments' } };
const ours = inState('prod/payments/db', 'stuck', 2, { ...TEAM, environment: 'prod' });
const theirs = inState('prod/search/admin', 'failing', 4, { environment: 'prod', service: 'search' });
const SECRETS = [
  ours,
  theirs,
  inState('dev/payments/db', 'healthy', 1, {
    ...TEAM,
    rotationRules: { automaticallyAfterDays: 30, scheduleExpression: null, duration: null },
    nextRotationAt: daysAgo(-20),
  }),
  inState('staging/payments/db', 'healthy', 1, { ...TEAM, accountId: UNCOVERED.accountId }),
  ...Array.from({ length: 30 }, (_, index) => inState(`dev/search/overdue-${index}`, 'overdue', 40 - index)),
];

const runOf = ({ id, secret: { arn } }: typeof ours, more: Partial<RotationRun> = {}): RotationRun => ({
  id: `run-of-${id}`.padEnd(32, 'x'),
  secretId: id,
  arn,
  scopeId: COVERED.id,
  state: 'running',
  step: 'setSecret',
  message: 'going on',
  startedBy: { id: 'i|s', name: 'Mara' },
  reason: null,
  startedAt: daysAgo(0),
  updatedAt: NOW,
  endedAt: null,
  previousVersionId: null,
  ...more,
});

let world: ListedSecrets;
beforeAll(async () => {
  world = await startListedSecrets(SECRETS);
  await world.ctx.store.runs.create(runOf(ours));
  await world.ctx.store.runs.create(runOf(theirs, { state: 'failed', step: 'testSecret', endedAt: NOW }));
});
afterAll(() => world.stop());

const look = async (ctx: Context, query: object = {}) =>
  rotationList.parse(await listRotation(ctx, rotationQuery.parse(query)));
const runs = async (ctx: Context, query: object = {}) =>
  runsList.parse(await listRuns(ctx, runsQuery.parse(query))).items.map(({ secret }) => secret);

it('opens the worst bucket, with why, since when and what comes next', async () => {
  const list = await look(world.as('operator'));
  expect(list.state).toBe('failing');
  expect(list.buckets.map(({ state }) => state)).toHaveLength(9);
  expect(list.items).toEqual([
    expect.objectContaining({
      name: 'prod/search/admin',
      rotation: expect.objectContaining({ reason: 'because of prod/search/admin', since: daysAgo(4).toISOString() }),
    }),
  ]);
  expect(list.filters).toMatchObject({ env: [{ value: 'prod', count: 1 }], service: [{ value: 'search', count: 1 }] });
  const { items } = await look(world.as('operator'), { state: 'healthy' });
  expect(items.map(({ name, schedule, unsure }) => [name, schedule, unsure])).toEqual([
    ['dev/payments/db', 'every 30 days', false],
    ['staging/payments/db', null, true],
  ]);
});

it('every number is that of the list in Secrets it leads to', async () => {
  const operator = world.as('operator');
  for (const filter of [{}, { env: ['prod'] }, { account: [UNCOVERED.accountId] }, { service: ['search'] }])
    for (const { state, count } of (await look(operator, filter)).buckets)
      expect([state, (await ask(operator, { ...filter, state: [state] })).total]).toEqual([state, count]);
});

it('the longest trouble stands first, and pages meet every row once', async () => {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await look(world.as('viewer'), { state: 'overdue', limit: 7, cursor });
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(names).toEqual(Array.from({ length: 30 }, (_, index) => `dev/search/overdue-${index}`));
});

it('an owner sees and counts what is theirs alone, runs too', async () => {
  const owner = world.as('owner');
  const list = await look(owner);
  expect(list.state).toBe('stuck');
  expect(list.buckets.filter(({ count }) => count > 0).map(({ state, count }) => [state, count])).toEqual([
    ['stuck', 1],
    ['healthy', 2],
  ]);
  expect(JSON.stringify(list)).not.toContain('search');
  expect(namesOf(await ask(owner, { state: ['failing'] }))).toEqual([]);
  expect(await runs(owner)).toEqual([{ id: ours.id, name: 'prod/payments/db', environment: 'prod' }]);
});

it('runs are narrowed by outcome, environment, account and service', async () => {
  const operator = world.as('operator');
  const named = async (query: object) => (await runs(operator, query)).map(({ name }) => name);
  expect(await named({ state: ['failed', 'hung'] })).toEqual(['prod/search/admin']);
  expect(await named({ active: 'true' })).toEqual(['prod/payments/db']);
  expect(await named({ env: ['dev'] })).toEqual([]);
  expect(await named({ env: ['prod'], service: ['search'] })).toEqual(['prod/search/admin']);
  expect(await named({ account: [UNCOVERED.accountId] })).toEqual([]);
});

it('a page of another bucket is refused as input, and nothing is shown to who may see nothing', async () => {
  const { nextCursor } = await look(world.as('viewer'), { state: 'overdue', limit: 2 });
  const asked = listRotation(world.as('viewer'), rotationQuery.parse({ state: 'off', cursor: nextCursor }));
  expect(await refusalOf(asked)).toMatchObject({ code: 'invalid' });
  const nobody = listRotation(world.as('viewer', { grants: [] }), rotationQuery.parse({}));
  expect(await refusalOf(nobody)).toMatchObject({ code: 'forbidden' });
});
