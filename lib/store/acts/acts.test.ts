import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '@/lib/domain/actor';
import type { CoverageSource } from '@/lib/domain/event-record';
import { EVERYTHING, NOTHING } from '@/lib/domain/grant';
import type { RotationRun } from '@/lib/domain/run';
import { makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const [main, other] = [makeScope(), makeScope('444455556666')];
const secret = makeSecret({ name: 'prod/a', environment: 'prod' });
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([main, other]);
  await applyListing(test.store, main.id, [secret]);
});
afterAll(() => test.stop());

describe('sessions', () => {
  const make = (id: string, more: Partial<Session> = {}): Session => ({
    id,
    issuer: 'demo',
    subject: 'ann',
    name: 'Ann',
    email: null,
    persona: 'admin',
    groups: ['a "b"', ''],
    claims: { department: ['a "b"', ''], none: [] },
    authenticatedAt: NOW,
    createdAt: NOW,
    lastSeenAt: NOW,
    endsAt: minutesAfter(NOW, 100),
    revokedAt: null,
    ...more,
  });
  const find = (id: string, minutes: number) => test.store.sessions.findLive(id, minutesAfter(NOW, minutes), 600);

  it('idle out, and stay while they are used', async () => {
    await test.store.sessions.create(make('idle'));
    expect(await find('idle', 9)).toEqual(make('idle', { lastSeenAt: minutesAfter(NOW, 9) }));
    expect((await find('idle', 18))?.lastSeenAt).toEqual(minutesAfter(NOW, 18));
    expect(await find('idle', 28)).toBeNull();
    expect(await find('nobody', 0)).toBeNull();
  });

  it('idle out while they are only looked at', async () => {
    const peek = (minutes: number) => test.store.sessions.peekLive('looked', minutesAfter(NOW, minutes), 600);
    await test.store.sessions.create(make('looked'));
    expect(await peek(9)).toEqual(make('looked'));
    expect(await peek(10)).toBeNull();
    await test.store.sessions.revoke('looked', NOW);
    expect(await peek(1)).toBeNull();
  });

  it('end at their end, however busy', async () => {
    await test.store.sessions.create(make('end', { lastSeenAt: minutesAfter(NOW, 99) }));
    expect(await find('end', 99)).not.toBeNull();
    expect(await find('end', 100)).toBeNull();
  });

  it('end when revoked, once', async () => {
    await test.store.sessions.create(make('revoked'));
    expect((await test.store.sessions.listLive(NOW, 600)).map(({ id }) => id)).toContain('revoked');
    expect(await test.store.sessions.revoke('revoked', NOW)).toBe(true);
    expect(await test.store.sessions.revoke('revoked', NOW)).toBe(false);
    expect(await find('revoked', 0)).toBeNull();
    expect((await test.store.sessions.listLive(NOW, 600)).map(({ id }) => id)).not.toContain('revoked');
  });
});

describe('runs', () => {
  const make = (id: string, more: Partial<RotationRun> = {}): RotationRun => ({
    id,
    secretId: secret.id,
    arn: secret.secret.arn,
    scopeId: main.id,
    state: 'started',
    step: null,
    message: 'asked',
    startedBy: { id: 'demo|ann', name: 'Ann' },
    reason: null,
    startedAt: NOW,
    updatedAt: NOW,
    endedAt: null,
    previousVersionId: 'v1',
    ...more,
  });
  const find = (id: string) => test.store.runs.find(EVERYTHING, id);
  const end = (id: string) => test.store.runs.update(id, { state: 'succeeded', updatedAt: NOW, endedAt: NOW });

  it('are one for a token', async () => {
    expect(await test.store.runs.create(make('once'))).toBe(true);
    expect(await test.store.runs.create(make('once', { message: 'again' }))).toBe(false);
    expect(await find('once')).toEqual({ ...make('once'), toldAt: null, secretName: 'prod/a', environment: 'prod' });
    await end('once');
  });

  it('are one at a time for a secret, however many ask at once', async () => {
    const ids = ['first', 'second', 'third', 'fourth'];
    const contended = { secretId: 'contended', startedAt: minutesAfter(NOW, -1) };
    const created = await Promise.all(ids.map((id) => test.store.runs.create(make(id, contended))));
    expect(created.filter(Boolean)).toHaveLength(1);
    await end(ids[created.indexOf(true)] ?? '');
    expect(await test.store.runs.create(make('next', contended))).toBe(true);
    await end('next');
  });

  it('only go forward', async () => {
    await test.store.runs.create(make('forward'));
    const at = minutesAfter(NOW, 1);
    await test.store.runs.update('forward', { state: 'running', step: 'setSecret', updatedAt: at });
    await test.store.runs.update('forward', { state: 'started', message: 'late', updatedAt: NOW });
    expect(await find('forward')).toMatchObject({
      state: 'running',
      step: 'setSecret',
      message: 'asked',
      updatedAt: at,
    });
    await test.store.runs.update('forward', { state: 'succeeded', message: 'done', updatedAt: at, endedAt: at });
    await test.store.runs.update('forward', { state: 'failed', message: 'late' });
    expect(await find('forward')).toMatchObject({ state: 'succeeded', message: 'done', endedAt: at });
    expect((await test.store.runs.active()).map(({ id }) => id)).not.toContain('forward');
  });

  it('that ended otherwise are corrected where the labels show their version as current, now or before', async () => {
    const { runs, inventory } = test.store;
    const stagesOf = { late: ['AWSCURRENT'], before: ['AWSPREVIOUS'], left: ['AWSPENDING'], well: ['AWSCURRENT'], elsewhere: ['AWSPREVIOUS'] }; // prettier-ignore
    const ended = { startedAt: minutesAfter(NOW, -9), endedAt: NOW };
    for (const id of ['late', 'before', 'left', 'none']) await runs.create(make(id, { ...ended, state: 'failed' }));
    await runs.create(make('well', { ...ended, state: 'succeeded' }));
    // Of what was begun elsewhere its events tell.
    await runs.create(make('elsewhere', { ...ended, state: 'failed', startedBy: null }));
    const found = async () => (await runs.succeededAfterAll(10)).map(({ id }) => id);
    expect(await found()).toEqual([]);
    await inventory.applyDescribed({ ...secret, secret: { ...secret.secret, versionStages: stagesOf } });
    expect(await found()).toEqual(['before', 'late']);
    const at = minutesAfter(NOW, 5);
    for (const id of ['late', 'well'])
      await runs.correct(id, { step: 'finishSecret', message: 'after all', endedAt: at });
    expect(await find('late')).toMatchObject({ state: 'succeeded', message: 'after all', endedAt: at, updatedAt: at });
    expect(await find('well')).toMatchObject({ state: 'succeeded', message: 'asked', endedAt: NOW });
    expect(await found()).toEqual(['before']);
    await inventory.applyDescribed(secret);
  });

  it('are seen by who may see the secret', async () => {
    await test.store.runs.create(make('seen', { startedAt: minutesAfter(NOW, 2) }));
    await test.store.runs.create(make('stray', { secretId: 'unknown', startedAt: minutesAfter(NOW, 3) }));
    const ids = async (
      visibility = EVERYTHING,
      more: { active?: boolean; before?: { startedAt: Date; id: string } } = {},
    ) => (await test.store.runs.list(visibility, { limit: 2, before: null, ...more })).map(({ id }) => id);
    expect(await ids()).toEqual(['stray', 'seen']);
    expect(await ids(EVERYTHING, { before: { startedAt: minutesAfter(NOW, 2), id: 'seen' } })).toEqual([
      'once',
      'forward',
    ]);
    expect(await ids(EVERYTHING, { active: false })).toEqual(['once', 'forward']);
    expect(await ids({ allow: [{ environments: ['prod'] }], deny: [] })).toEqual(['seen', 'once']);
    expect(await ids({ allow: [{ environments: ['dev'] }], deny: [] })).toEqual([]);
    expect(await test.store.runs.find(NOTHING, 'seen')).toBeNull();
  });
});

describe('scopes', () => {
  const problem = { code: 'throttled', message: 'Rate exceeded', remedy: 'wait' } as const;
  const health = async (visibility = EVERYTHING) =>
    (await test.store.scopes.health(visibility)).find(({ scope }) => scope.id === main.id);

  it('are those of the configuration, in its order', async () => {
    await test.store.scopes.configure([other, { ...main, accountName: 'renamed' }]);
    expect(await test.store.scopes.list()).toEqual([other, { ...main, accountName: 'renamed' }]);
    await test.store.scopes.configure([main, other]);
    expect(await test.store.scopes.list()).toEqual([main, other]);
  });

  it('keep their last good age and when a problem began', async () => {
    await test.store.scopes.recordSuccess(main.id, 'history', NOW, null);
    await test.store.scopes.recordFailure(main.id, 'history', problem, minutesAfter(NOW, 1));
    await test.store.scopes.recordFailure(main.id, 'history', { ...problem, message: 'still' }, minutesAfter(NOW, 2));
    expect((await health())?.history).toMatchObject({
      state: 'failing',
      asOf: NOW,
      problem: { ...problem, message: 'still', since: minutesAfter(NOW, 1) },
    });
    await test.store.scopes.recordFailure(main.id, 'history', { ...problem, code: 'denied' }, minutesAfter(NOW, 3));
    expect((await health())?.history.problem?.since).toEqual(minutesAfter(NOW, 3));
    await test.store.scopes.recordSuccess(main.id, 'history', minutesAfter(NOW, 4), {
      ...problem,
      code: 'unsupported',
    });
    expect((await health())?.history).toMatchObject({ state: 'limited', asOf: minutesAfter(NOW, 4) });
  });

  it('wait until they are looked at, and count what may be seen', async () => {
    const [, waiting] = await test.store.scopes.health(EVERYTHING);
    expect(waiting?.inventory).toEqual({ state: 'waiting', asOf: null, problem: null, secrets: 0 });
    expect(waiting?.history).toEqual({
      state: 'waiting',
      asOf: null,
      problem: null,
      coveredFrom: null,
      coveredTo: null,
      coveredBy: [],
    });
    expect((await health())?.inventory.secrets).toBe(1);
    expect((await health({ allow: [{ environments: ['dev'] }], deny: [] }))?.inventory.secrets).toBe(0);
  });

  it('tell the latest range of history without a gap', async () => {
    const cover = (from: number, to: number, source: CoverageSource = 'lookup-events') =>
      test.store.history.applyEvents({
        scopeId: main.id,
        records: [],
        at: NOW,
        covered: { from: minutesAfter(NOW, from), to: minutesAfter(NOW, to), source },
      });
    await cover(-100, -90);
    await cover(-50, -10);
    expect((await health())?.history).toMatchObject({
      coveredFrom: minutesAfter(NOW, -50),
      coveredTo: minutesAfter(NOW, -10),
      coveredBy: ['lookup-events'],
    });
    await cover(-95, -85, 'trail-files');
    expect((await health())?.history).toMatchObject({ coveredBy: ['lookup-events'] });
    await cover(-90, -50, 'trail-files');
    expect((await health())?.history).toMatchObject({
      coveredFrom: minutesAfter(NOW, -100),
      coveredTo: minutesAfter(NOW, -10),
      coveredBy: ['lookup-events', 'trail-files'],
    });
    await cover(-10, -5, 'trail-files');
    expect((await health())?.history).toMatchObject({ coveredTo: minutesAfter(NOW, -5) });
    // What tells of changes as they happen is what goes on by itself.
    expect(await test.store.changes.followed(main.id)).toMatchObject({ readTo: minutesAfter(NOW, -10) });
  });
});

it('an idempotency key is for one request of one actor', async () => {
  const claim = (fingerprint: string, minutes = 0, actor = 'ann') =>
    test.store.idempotency.claim(actor, 'key', fingerprint, minutesAfter(NOW, minutes));
  const all = await Promise.all([claim('f'), claim('f'), claim('f')]);
  expect(all.filter(({ outcome }) => outcome === 'new')).toHaveLength(1);
  expect(await claim('f')).toEqual({ outcome: 'same', result: null });
  await test.store.idempotency.release('ann', 'key');
  expect(await claim('f')).toEqual({ outcome: 'new' });
  await test.store.idempotency.finish('ann', 'key', '{"runId":"r"}');
  await test.store.idempotency.release('ann', 'key');
  expect(await claim('f')).toEqual({ outcome: 'same', result: '{"runId":"r"}' });
  expect(await claim('other')).toEqual({ outcome: 'different' });
  expect(await claim('f', 0, 'bob')).toEqual({ outcome: 'new' });
  expect(await claim('other', 25 * 60)).toEqual({ outcome: 'new' });
});
