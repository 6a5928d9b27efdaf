import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeReplica, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import {
  ALL,
  applyListing,
  listNames,
  NO_HISTORY,
  startTestStore,
  toQuery,
  type TestStore,
} from '@/lib/store/testing/test-store';

const accounts = Array.from({ length: 20 }, (_, index) => String(100000000000 + index));
const scopes = accounts.flatMap((account) => [makeScope(account), makeScope(account, 'us-east-1')]);
let accountId = '';
let scopeId = '';
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore(scopes);
});
beforeEach(() => {
  accountId = accounts.pop() ?? '';
  scopeId = `${accountId}:eu-west-1`;
});
afterAll(() => test.stop());

const make = (name: string, more: Partial<Parameters<typeof makeSecret>[0]> = {}) =>
  makeSecret({ name, accountId, ...more });
const read = (secretId: string, more: Parameters<typeof makeEvent>[0] = {}) =>
  makeEvent({ secretId, accountId, ...more });
const apply = (events: ReturnType<typeof read>[], covered: CoverageInterval | null = null, scope = scopeId) =>
  test.store.history.applyEvents({ scopeId: scope, records: events.map(ok), covered, at: NOW });
const whole = (days: number): CoverageInterval => ({ from: daysAgo(days), to: NOW, source: 'lookup-events' });
const find = async (id: string, sight = ALL) => (await test.store.inventory.find(sight, id, NOW))?.usage;
const eventsOf = (secretId: string, sight = ALL) =>
  test.store.history.listEvents(sight, { filter: { secretId }, limit: 50, after: null });

describe('a page of events', () => {
  it('counts once, however often and in whatever order it comes', async () => {
    const a = make('a');
    await applyListing(test.store, scopeId, [a]);
    const page = [
      read('a'),
      read('a', { at: daysAgo(2) }),
      read('a', { outcome: 'denied', errorCode: 'AccessDenied' }),
    ];
    expect(await apply(page, whole(40))).toMatchObject({
      inserted: 3,
      duplicates: 0,
      quarantined: 0,
      touchedSecretIds: [a.id],
    });
    expect(await apply([...page, ...page].reverse())).toMatchObject({ inserted: 0, duplicates: 6 });
    expect(await find(a.id)).toEqual({
      lastRead: { at: daysAgo(1), principal: 'payments-api', actorKind: 'workload' },
      reads30d: 2,
      readers30d: 1,
    });
  });

  it('counts the two records of one call across accounts once', async () => {
    const a = make('a');
    await applyListing(test.store, scopeId, [a]);
    const there = `${accounts[0]}:eu-west-1`;
    const arn = a.secret.arn;
    await apply([read(arn, { sharedEventId: 'shared-1' })], whole(40));
    expect(await apply([read(arn, { sharedEventId: 'shared-1', accountId: accounts[0] })], null, there)).toMatchObject({
      duplicates: 1,
    });
    expect((await find(a.id))?.reads30d).toBe(1);
  });

  it('is counted once when two workers bring it at once', async () => {
    const a = make('a');
    await applyListing(test.store, scopeId, [a]);
    const page = Array.from({ length: 30 }, () => read('a'));
    const done = await Promise.all([apply(page, whole(40)), apply(page.toReversed(), whole(40)), apply(page)]);
    expect(done.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(30);
    expect((await find(a.id))?.reads30d).toBe(30);
  });

  it('keeps hostile text, and quarantines what has no sane time', async () => {
    const hostile = read('a', {
      userAgent: 'x\0\uD800',
      raw: { 'k\0': ['\0'] },
      principal: { ...makePrincipal('p\0'), id: 'p\0' },
    });
    const records = [
      ok(hostile),
      ok(read('a', { at: new Date('2098-01-01') })),
      { ok: false as const, quarantined: { reason: 'no JSON', raw: 'x\0' } },
    ];
    const page = { scopeId, records, covered: null, at: NOW };
    expect(await test.store.history.applyEvents(page)).toMatchObject({ inserted: 1, quarantined: 2 });
    expect(await test.store.history.applyEvents(page)).toMatchObject({ inserted: 0, quarantined: 0 });
    const [event] = await test.store.history.listEvents(ALL, {
      filter: { principal: [toPrincipalKey('p\uFFFD')] },
      limit: 5,
      after: null,
    });
    expect(event?.userAgent).toBe('x\uFFFD\uFFFD');
  });
});

describe('coverage', () => {
  it('joins what touches, for each source alone', async () => {
    const add = (from: number, to: number, source: CoverageInterval['source'] = 'lookup-events') =>
      apply([], { from: daysAgo(from), to: daysAgo(to), source });
    await add(10, 8);
    await add(5, 4);
    expect((await test.store.history.coverage([scopeId])).get(scopeId)).toHaveLength(2);
    await add(8, 5);
    await add(9, 7);
    await add(20, 3, 'athena');
    expect((await test.store.history.coverage([scopeId, 'elsewhere'])).get(scopeId)).toEqual([
      { from: daysAgo(20), to: daysAgo(3), source: 'athena' },
      { from: daysAgo(10), to: daysAgo(4), source: 'lookup-events' },
    ]);
  });

  it('decides between none, never and unknown', async () => {
    const a = make('a');
    await applyListing(test.store, scopeId, [a, make('b', { lastAccessedOn: '2026-01-05' })]);
    const names = (lastRead: 'never' | 'unknown' | { olderThanDays: number }) =>
      listNames(test.store, { account: [accountId], lastRead: [lastRead] });
    expect(await find(a.id)).toEqual({ lastRead: null, reads30d: null, readers30d: null });
    expect([await names('never'), await names('unknown')]).toEqual([[], ['a']]);
    await apply([], whole(60));
    expect(await find(a.id)).toEqual({ lastRead: null, reads30d: 0, readers30d: 0 });
    expect([await names('never'), await names('unknown')]).toEqual([[], ['a']]);
    await apply([], whole(90));
    expect([await names('never'), await names('unknown')]).toEqual([['a'], []]);
    expect(await names({ olderThanDays: 90 })).toEqual(['b']);
  });

  it('is what all sources have read together', async () => {
    const a = make('a');
    await applyListing(test.store, scopeId, [a]);
    await apply([], whole(10));
    const files = { from: daysAgo(100), to: daysAgo(10), source: 'trail-files' as const };
    await apply([], { ...files, to: daysAgo(11) });
    expect(await find(a.id)).toMatchObject({ reads30d: null });
    await apply([], files);
    expect(await find(a.id)).toMatchObject({ reads30d: 0 });
    expect(await listNames(test.store, { account: [accountId], lastRead: ['never'] })).toEqual(['a']);
  });

  it('has a gap: the figures are unknown, the last read is told', async () => {
    const a = make('a');
    await applyListing(test.store, scopeId, [a]);
    await apply([read('a')], { ...whole(40), to: daysAgo(1) });
    expect(await find(a.id)).toMatchObject({ lastRead: { at: daysAgo(1) }, reads30d: null });
    expect(await test.store.history.sparklines(ALL, [a.id], NOW)).toEqual(new Map());
  });
});

describe('sight of history', () => {
  it('hides every figure from who may not read it, also as an order', async () => {
    const [a, b] = [make('a'), make('b')];
    await applyListing(test.store, scopeId, [a, b]);
    await apply([read('b'), read('b')], whole(90));
    expect(await find(b.id, NO_HISTORY)).toEqual({ lastRead: null, reads30d: null, readers30d: null });
    expect(await eventsOf(b.id, NO_HISTORY)).toEqual([]);
    expect(await test.store.history.readers(NO_HISTORY, b.id, daysAgo(90), NOW)).toEqual([]);
    expect(await test.store.history.readsByDay(NO_HISTORY, b.id, daysAgo(3), NOW)).toEqual([]);
    expect(await test.store.history.principals(NO_HISTORY, daysAgo(90), NOW, 10)).toEqual([]);
    expect(await listNames(test.store, { account: [accountId], lastRead: ['unknown'] }, NO_HISTORY)).toEqual([
      'a',
      'b',
    ]);
    const query = toQuery({ account: [accountId] }, { sort: 'reads30d', order: 'desc' });
    expect((await test.store.inventory.list(ALL, query)).map(({ name }) => name)).toEqual(['b', 'a']);
    const byId = [a, b].toSorted((left, right) => (left.id > right.id ? -1 : 1)).map(({ secret }) => secret.name);
    expect((await test.store.inventory.list(NO_HISTORY, query)).map(({ name }) => name)).toEqual(byId);
  });

  it('shows events about no known secret only to who sees everything', async () => {
    const principal = makePrincipal('lister', accountId);
    await apply([
      makeEvent({ accountId, eventName: 'ListSecrets', actionClass: 'list', principal }),
      read('no-such', { principal }),
    ]);
    const of = (sight: typeof ALL) =>
      test.store.history.listEvents(sight, {
        filter: { principal: [toPrincipalKey(principal.id)] },
        limit: 5,
        after: null,
      });
    expect(await of(ALL)).toHaveLength(2);
    expect(await test.store.history.findPrincipal(ALL, toPrincipalKey(principal.id))).toMatchObject({
      secrets: 0,
      environments: [],
    });
    const only = { allow: [{ accounts: [accountId] }], deny: [] };
    const sight = { inventory: only, history: only };
    expect(await of(sight)).toEqual([]);
    expect(await test.store.history.findPrincipal(sight, toPrincipalKey(principal.id))).toBeNull();
  });
});

it('pages events without a gap, also among those of one second', async () => {
  const a = make('a');
  await applyListing(test.store, scopeId, [a]);
  await apply(Array.from({ length: 7 }, () => read('a')));
  const first = await test.store.history.listEvents(ALL, { filter: { secretId: a.id }, limit: 4, after: null });
  const last = first.at(-1);
  const after = last ? { at: last.at, eventId: last.eventId } : null;
  const second = await test.store.history.listEvents(ALL, { filter: { secretId: a.id }, limit: 4, after });
  expect(new Set([...first, ...second].map(({ eventId }) => eventId)).size).toBe(7);
});

it('tells what a call named as it named it: by name, by ARN, by one whose secret is known later, or a replica’s', async () => {
  const [a, late] = [make('named/a'), make('named/late')];
  const replica = makeReplica(a, 'us-east-1');
  await applyListing(test.store, scopeId, [a]);
  await applyListing(test.store, `${accountId}:us-east-1`, [replica]);
  const partial = a.secret.arn.replace(/-AbCdEf$/, '');
  const given = ['named/a', a.secret.arn, partial, replica.secret.arn, late.secret.arn].map((name) => ({
    name,
    event: read(name),
  }));
  const deleted = read(a.secret.arn, { eventName: 'DeleteSecret', actionClass: 'delete' });
  await apply([...given.map(({ event }) => event), deleted]);
  await applyListing(test.store, scopeId, [a, late]);
  await test.store.history.resolvePending(scopeId);
  const all = { filter: { from: daysAgo(2) }, limit: 200, after: null };
  const told = await test.store.history.listEvents(ALL, all);
  const byId = new Map(told.map(({ eventId, secretRef, secretId }) => [eventId, { secretRef, secretId }]));
  for (const { name, event } of [...given, { name: a.secret.arn, event: deleted }])
    expect(byId.get(event.eventId)?.secretRef, name).toEqual(event.secretRef);
  expect(given.map(({ event }) => byId.get(event.eventId)?.secretId)).toEqual(
    [a, a, a, replica, late].map(({ id }) => id),
  );
});

it('tells readers, days and principals', async () => {
  const a = make('a', { environment: 'prod' });
  await applyListing(test.store, scopeId, [a]);
  const ann = { principal: makePrincipal('admin', accountId), actorKind: 'person' as const, person: 'ann' };
  await apply(
    [
      ...[40, 30, 10].map((minutes) =>
        read('a', { at: minutesAfter(NOW, -minutes), versionId: `v${minutes}`, versionStage: 'AWSPREVIOUS', ...ann }),
      ),
      read('a', { outcome: 'denied', at: daysAgo(2), ...ann }),
    ],
    whole(30),
  );
  const [reader] = await test.store.history.readers(ALL, a.id, daysAgo(30), NOW);
  expect(reader).toMatchObject({
    who: 'ann',
    reads: 3,
    medianIntervalSeconds: 900,
    p95IntervalSeconds: 1170,
    lastVersionId: 'v10',
    lastVersionStage: 'AWSPREVIOUS',
    actorKind: 'person',
  });
  expect(await test.store.history.readsByDay(ALL, a.id, daysAgo(2), NOW)).toEqual([
    { day: '2026-11-18', person: 0, workload: 0, service: 0, denied: 1 },
    { day: '2026-11-19', person: 0, workload: 0, service: 0, denied: 0 },
    { day: '2026-11-20', person: 3, workload: 0, service: 0, denied: 0 },
  ]);
  expect(await test.store.history.findPrincipal(ALL, toPrincipalKey(ann.principal.id))).toMatchObject({
    reads: 3,
    denied: 1,
    secrets: 1,
    environments: ['prod'],
  });
});

const daysSince = (at: Date): number => (NOW.getTime() - at.getTime()) / 86_400_000;

it('gives rotation events newest first, and asks for a new verdict', async () => {
  const a = make('a', { rotation: { recheckAt: minutesAfter(NOW, 600) } });
  await applyListing(test.store, scopeId, [a]);
  const rotation = { actionClass: 'rotation', at: daysAgo(1) } as const;
  await apply([
    read(a.secret.arn, { ...rotation, eventName: 'RotationStarted' }),
    read(a.secret.arn, {
      ...rotation,
      eventName: 'RotationFailed',
      outcome: 'failed',
      errorMessage: 'Error during setSecret step',
    }),
    read('a'),
  ]);
  const events = (await test.store.inventory.rotationEvents([a.id, 'other'])).get(a.id);
  expect(events?.map(({ name, step }) => [name, step])).toEqual([
    ['RotationFailed', 'setSecret'],
    ['RotationStarted', null],
  ]);
  expect((await test.store.inventory.dueForRecheck(NOW, 10)).map(({ id }) => id)).toContain(a.id);
});

it('of a rotation that fails for weeks gives the latest events, and the first failure since another end', async () => {
  const a = make('fails');
  await applyListing(test.store, scopeId, [a]);
  const told = (days: number, eventName: string) =>
    read(a.secret.arn, { actionClass: 'rotation', at: daysAgo(days), eventName });
  await apply([
    told(33, 'RotationFailed'),
    told(32, 'RotationSucceeded'),
    ...Array.from({ length: 30 }, (_, index) => told(30 - index, 'RotationFailed')),
  ]);
  const days = (await test.store.inventory.rotationEvents([a.id])).get(a.id)?.map(({ at }) => daysSince(at));
  expect(days).toEqual([...Array.from({ length: 20 }, (_, index) => index + 1), 30]);
});
