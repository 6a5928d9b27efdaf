import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretAccessQuery } from '@/lib/contract/access';
import { secretTimeline, type SecretTimeline } from '@/lib/contract/timeline';
import type { Grant } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { toActionClass } from '@/lib/domain/event/action';
import { COVERED, startListedSecrets, UNCOVERED, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { listSecretTimeline } from './list-secret-timeline';

const TOKEN = '00000000-0000-4000-8000-000000000001';
const POLICY = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue' }],
});

const busy = makeSecret({ name: 'prod/payments/db', environment: 'prod', tags: { team: 'payments' } });
const foreign = makeSecret({ name: 'prod/search/admin', environment: 'prod', service: 'search' });
const unread = makeSecret({ name: 'staging/payments/db', accountId: UNCOVERED.accountId, environment: 'staging' });
const { arn } = busy.secret;

const did = (eventName: string, minutes: number, more: Partial<Parameters<typeof makeEvent>[0]> = {}) =>
  makeEvent({
    secretId: arn,
    eventName,
    actionClass: toActionClass(eventName),
    at: minutesAfter(daysAgo(2), minutes),
    ...more,
  });

const EVENTS = [
  ...Array.from({ length: 30 }, (_, index) => did('GetSecretValue', index)),
  did('PutResourcePolicy', 31, { raw: { requestParameters: { resourcePolicy: POLICY, secretString: 'CANARY' } } }),
  did('RotationStarted', 40, { requestId: `Rotation-${arn}-${TOKEN}` }),
  did('PutSecretValue', 41, { versionId: TOKEN }),
  did('RotationFailed', 42, {
    requestId: `Rotation-${arn}-${TOKEN}`,
    outcome: 'failed',
    errorMessage: 'Pending secret version could not be set during setSecret step',
  }),
  ...Array.from({ length: 5 }, (_, index) => did('GetSecretValue', 50 + index, { outcome: 'denied' })),
];

const RUN = {
  id: TOKEN,
  secretId: busy.id,
  arn,
  scopeId: COVERED.id,
  state: 'failed',
  step: 'setSecret',
  message: 'failed',
  startedBy: { id: 'i|s', name: 'Mara' },
  reason: 'routine',
  startedAt: minutesAfter(daysAgo(2), 40),
  updatedAt: NOW,
  endedAt: minutesAfter(daysAgo(2), 43),
  previousVersionId: null,
} as const;

let world: ListedSecrets;
beforeAll(async () => {
  world = await startListedSecrets([busy, foreign, unread], { [foreign.id]: [1] });
  const { history, runs } = world.ctx.store;
  // As it is: the run stands before AWS is asked, and its events come after.
  await runs.create(RUN);
  await history.applyEvents({ scopeId: COVERED.id, records: EVENTS.map(ok), covered: null, at: NOW });
});
afterAll(() => world.stop());

const look = async (ctx: Context, id = busy.id, query: object = {}): Promise<SecretTimeline> =>
  secretTimeline.parse(await listSecretTimeline(ctx, { id, query: secretAccessQuery.parse(query) }));

const tell = (entry: SecretTimeline['entries'][number]): string => {
  if (entry.kind === 'gap') return `gap ${entry.from} ${entry.to}`;
  return 'event' in entry ? entry.event.eventName : `${entry.kind} ×${entry.events.length}`;
};

it('folds reads, refusals and a rotation, and tells what a policy said', async () => {
  const { entries, nextCursor } = await look(world.as('auditor'));
  expect(entries.map(tell)).toEqual([
    'denied ×5',
    'rotation ×3',
    'PutResourcePolicy',
    'read ×30',
    expect.stringMatching(/^gap/),
  ]);
  expect(nextCursor).toBeNull();
  expect(entries[1]).toMatchObject({
    state: 'failed',
    step: 'setSecret',
    message: expect.stringContaining('during setSecret step'),
    run: { id: TOKEN, startedBy: 'Mara', reason: 'routine' },
  });
  expect(entries[2]).toMatchObject({ policy: ['allows everyone (*): secretsmanager:GetSecretValue'] });
  expect(JSON.stringify(entries)).not.toContain('CANARY');
});

it('pages lose nothing and say where they cut a fold', async () => {
  const pages: SecretTimeline[] = [];
  let cursor: string | undefined;
  do {
    const page = await look(world.as('auditor'), busy.id, { limit: 13, cursor });
    pages.push(page);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const ids = pages.flatMap(({ entries }) =>
    entries.flatMap((entry) => ('event' in entry ? [entry.event] : entry.kind === 'gap' ? [] : entry.events)),
  );
  expect(ids.map(({ eventId }) => eventId).toSorted()).toEqual(EVENTS.map(({ eventId }) => eventId).toSorted());
  const reads = pages.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'read'));
  expect(reads.map((fold) => 'newerPage' in fold && [fold.newerPage, fold.olderPage])).toEqual([
    [false, true],
    [true, true],
    [true, false],
  ]);
});

it('filters narrow it, and make no rotation unfinished', async () => {
  const auditor = world.as('auditor');
  const kinds = async (query: object) =>
    (await look(auditor, busy.id, query)).entries.filter(({ kind }) => kind !== 'gap').map(tell);
  expect(await kinds({ outcome: ['denied'] })).toEqual(['denied ×5']);
  expect(await kinds({ action: ['rotation'], outcome: ['failed'] })).toEqual(['rotation ×1']);
  expect(await kinds({ actorKind: ['person'] })).toEqual([]);
  expect(await kinds({ to: minutesAfter(daysAgo(2), 9).toISOString() })).toEqual(['read ×10']);
});

describe('what is not known', () => {
  it('of a scope whose history was never read is all of it', async () => {
    const { entries, coverage } = await look(world.as('auditor'), unread.id);
    expect(coverage).toEqual([]);
    expect(entries).toEqual([{ kind: 'gap', from: daysAgo(100).toISOString(), to: null }]);
  });

  it('is what lies before the history that was read', async () => {
    const { entries } = await look(world.as('auditor'));
    expect(entries.at(-1)).toEqual({ kind: 'gap', from: daysAgo(100).toISOString(), to: daysAgo(90).toISOString() });
  });
});

describe('who may not', () => {
  it('read history sees none of it; who may not see the secret is told that there is none', async () => {
    expect(await refusalOf(look(world.as('viewer')))).toMatchObject({ code: 'forbidden' });
    const part: Grant = { permission: 'history.read', effect: 'allow', where: { environments: ['dev'] } };
    const viewer = world.as('viewer');
    const partly = world.as('viewer', { grants: [...viewer.actor.grants, part] });
    expect(await refusalOf(look(partly))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(look(world.as('owner'), foreign.id))).toMatchObject({ code: 'not_found' });
    expect((await look(world.as('owner'))).entries).toHaveLength(5);
  });

  it('see it is given no policy’s text by its event either', async () => {
    const { history } = world.ctx.store;
    const edits = EVENTS.filter(({ eventName }) => eventName === 'PutResourcePolicy');
    const nothing = { allow: [], deny: [] };
    expect(await history.policyTexts({ inventory: nothing, history: nothing }, edits)).toEqual(new Map());
  });
});

it.each([
  'x',
  Buffer.from('{}').toString('base64url'),
  Buffer.from('{"at":"2026-01-01T00:00:00.000Z","eventId":"e"}').toString('base64url'),
])('a forged cursor is refused as input (%s)', async (cursor) =>
  expect(await refusalOf(look(world.as('auditor'), busy.id, { cursor }))).toMatchObject({ code: 'invalid' }),
);

it('a rotation of a period long ago is told with its run, however many came since', async () => {
  for (let index = 0; index < 50; index += 1) {
    const startedAt = minutesAfter(daysAgo(1), index);
    await world.ctx.store.runs.create({ ...RUN, id: `later-${index}`, startedAt, endedAt: startedAt });
  }
  const { entries } = await look(world.as('auditor'), busy.id, { to: minutesAfter(daysAgo(2), 45).toISOString() });
  expect(entries.find(({ kind }) => kind === 'rotation')).toMatchObject({ run: { id: TOKEN } });
});
