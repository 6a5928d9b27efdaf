import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgeFilter } from '@/lib/domain/ports/inventory-store';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, listNames, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';

const scopes = Array.from({ length: 20 }, (_, index) => makeScope(String(100000000000 + index)));
let scope = scopes[0] ?? makeScope();
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore(scopes);
});
beforeEach(() => {
  scope = scopes.pop() ?? makeScope();
});
afterAll(() => test.stop());

const make = (name: string, more: Partial<Parameters<typeof makeSecret>[0]> = {}) =>
  makeSecret({ name, accountId: scope.accountId, ...more });
const names = () => listNames(test.store, { account: [scope.accountId], pending: 'include' });
const find = (id: string) => test.store.inventory.find(ALL, id, NOW);

describe('a listing', () => {
  it('counts what it added, changed and removed', async () => {
    expect(await applyListing(test.store, scope.id, [make('a'), make('b')])).toEqual({
      added: 2,
      updated: 0,
      removed: 0,
    });
    const second = [make('a', { description: 'now described' }), make('c')];
    expect(await applyListing(test.store, scope.id, second, minutesAfter(NOW, 10))).toEqual({
      added: 1,
      updated: 1,
      removed: 1,
    });
    expect(await names()).toEqual(['a', 'c']);
  });

  it('removes nothing as long as it has not finished', async () => {
    await applyListing(test.store, scope.id, [make('a'), make('b')]);
    const broken = await test.store.inventory.startListing(scope.id, minutesAfter(NOW, 10));
    await test.store.inventory.applyPage(broken, [make('c', { observedAt: minutesAfter(NOW, 10) })]);
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  it('may repeat a page and its end', async () => {
    const listing = await test.store.inventory.startListing(scope.id, NOW);
    await test.store.inventory.applyPage(listing, [make('a')]);
    await test.store.inventory.applyPage(listing, [make('a')]);
    const ended = { added: 1, updated: 0, removed: 0 };
    expect(await test.store.inventory.finishListing(listing, minutesAfter(NOW, 1))).toEqual(ended);
    expect(await test.store.inventory.finishListing(listing, minutesAfter(NOW, 2))).toEqual(ended);
    await expect(test.store.inventory.applyPage(listing, [make('b')])).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keeps no place ahead of what it stands for, and counts pages that are written at once', async () => {
    const { inventory } = test.store;
    const listing = await inventory.startListing(scope.id, NOW);
    const mark = (secrets: number) => ({
      at: NOW,
      progress: { way: 'one' as const, calls: 1, secrets, expected: null, parts: 1 },
    });
    const told = async () =>
      (await inventory.openListings(minutesAfter(NOW, -1)))
        .filter(({ scopeId }) => scopeId === scope.id)
        .map(({ progress }) => progress.secrets);
    const first = Promise.withResolvers<void>();
    const second = inventory.applyPage(listing, [make('b')], mark(2), first.promise);
    await vi.waitFor(async () => expect(await names()).toEqual(['b']));
    await inventory.applyPage(listing, [make('a')], mark(1));
    expect(await told()).toEqual([1]);
    first.resolve();
    await second;
    expect(await told()).toEqual([2]);
    const lost = inventory.applyPage(listing, [make('c')], mark(3), Promise.reject(new Error('the page before')));
    await expect(lost).rejects.toThrow('the page before');
    expect([await told(), await names()]).toEqual([[2], ['a', 'b', 'c']]);
    expect(await inventory.finishListing(listing, minutesAfter(NOW, 1))).toMatchObject({ added: 3 });
  });

  it('leaves secrets of other scopes alone', async () => {
    const other = scopes[0] ?? makeScope();
    await applyListing(test.store, other.id, [makeSecret({ name: 'there', accountId: other.accountId })]);
    await applyListing(test.store, scope.id, [], minutesAfter(NOW, 60));
    expect(await listNames(test.store, { account: [other.accountId] })).toEqual(['there']);
  });

  it('brings back what comes again', async () => {
    await applyListing(test.store, scope.id, [make('a')]);
    await applyListing(test.store, scope.id, [], minutesAfter(NOW, 10));
    expect(await names()).toEqual([]);
    expect(await applyListing(test.store, scope.id, [make('a')], minutesAfter(NOW, 20))).toMatchObject({ added: 1 });
    expect(await names()).toEqual(['a']);
  });

  it('makes the scope fresh in the transaction of its end, as of its beginning', async () => {
    await test.store.scopes.recordFailure(scope.id, 'inventory', { code: 'throttled', message: 'm', remedy: 'r' }, NOW);
    await applyListing(test.store, scope.id, [make('a')]);
    const health = (await test.store.scopes.health(ALL.inventory)).find((one) => one.scope.id === scope.id);
    expect(health?.inventory).toEqual({ state: 'fresh', asOf: NOW, problem: null, secrets: 1 });
  });
});

describe('a describe', () => {
  it('is not overwritten by a listing that began less than five minutes after it', async () => {
    await applyListing(test.store, scope.id, [make('a')]);
    const described = make('a', { description: 'newer', observedAt: minutesAfter(NOW, 10) });
    await test.store.inventory.applyDescribed(described);
    await applyListing(test.store, scope.id, [make('a', { description: 'older' })], minutesAfter(NOW, 14));
    expect((await find(described.id))?.description).toBe('newer');
    await applyListing(test.store, scope.id, [make('a', { description: 'newest' })], minutesAfter(NOW, 16));
    expect((await find(described.id))?.description).toBe('newest');
  });

  it('saves a new secret from a listing that cannot know it yet, and not for ever', async () => {
    const described = make('new', { observedAt: minutesAfter(NOW, -2) });
    await test.store.inventory.applyDescribed(described);
    await applyListing(test.store, scope.id, []);
    expect(await names()).toEqual(['new']);
    await applyListing(test.store, scope.id, [], minutesAfter(NOW, 10));
    expect(await names()).toEqual([]);
  });

  it('that is older than what is known changes nothing', async () => {
    await applyListing(test.store, scope.id, [make('a', { description: 'listed' })]);
    const late = make('a', { description: 'late', observedAt: minutesAfter(NOW, -1) });
    await test.store.inventory.applyDescribed(late);
    expect((await find(late.id))?.description).toBe('listed');
  });

  it('keeps the replicas that a listing cannot tell', async () => {
    const replicas = [
      { region: 'us-east-1', kmsKeyId: null, status: 'InSync', statusMessage: null, lastAccessedOn: null },
    ];
    const described = make('a', { replicas });
    await test.store.inventory.applyDescribed(described);
    await applyListing(test.store, scope.id, [make('a')], minutesAfter(NOW, 30));
    expect((await find(described.id))?.replicas).toEqual(replicas);
  });
});

describe('what AWS says', () => {
  it('may hold characters that PostgreSQL does not keep', async () => {
    await applyListing(test.store, scope.id, [make('a', { description: 'x\0y\uD800', tags: { 'k\0': '\uDFFF' } })]);
    const [row] = await test.store.inventory.list(ALL, toQuery({ account: [scope.accountId] }));
    expect(row).toMatchObject({ description: 'x\uFFFDy\uFFFD', tags: { 'k\uFFFD': '\uFFFD' } });
  });

  it('bounds the age of the value, and tells it when the version is known', async () => {
    const a = make('a', { lastChangedAt: daysAgo(10) });
    await applyListing(test.store, scope.id, [a]);
    expect((await find(a.id))?.valueChangedAt).toEqual({ notBefore: daysAgo(100), notAfter: daysAgo(10) });
    const rotated = make('a', {
      lastChangedAt: minutesAfter(NOW, 50),
      versionStages: { v2: ['AWSCURRENT'], v1: ['AWSPREVIOUS'] },
    });
    await applyListing(test.store, scope.id, [rotated], minutesAfter(NOW, 60));
    expect((await find(a.id))?.valueChangedAt).toEqual({
      notBefore: minutesAfter(NOW, -5),
      notAfter: minutesAfter(NOW, 50),
    });
    const v2 = {
      versionId: 'v2',
      stages: ['AWSCURRENT'],
      createdAt: minutesAfter(NOW, 49),
      lastAccessedOn: null,
      kmsKeyIds: [],
    };
    await test.store.inventory.applyVersions(a.id, [v2], minutesAfter(NOW, 61));
    expect((await find(a.id))?.valueChangedAt).toEqual({ notBefore: v2.createdAt, notAfter: v2.createdAt });
    expect(await test.store.inventory.findVersions(ALL, a.id)).toEqual({ versions: [v2], asOf: minutesAfter(NOW, 61) });
    await test.store.inventory.applyVersions(a.id, [], minutesAfter(NOW, 60));
    expect((await test.store.inventory.findVersions(ALL, a.id))?.versions).toEqual([v2]);
  });

  describe('of a roll-back to a version without a label', () => {
    const current = (version: string, previous: string) => ({ [version]: ['AWSCURRENT'], [previous]: ['AWSPREVIOUS'] });
    const old = { createdAt: daysAgo(400), lastChangedAt: daysAgo(5) };
    const list = (given: Partial<Parameters<typeof makeSecret>[0]>, minutes: number) =>
      applyListing(test.store, scope.id, [make('a', { ...old, ...given })], minutesAfter(NOW, minutes));
    const rollBack = () => list({ lastChangedAt: minutesAfter(NOW, 90), versionStages: current('v0', 'v2') }, 100);
    const boundsOf = async () => (await find(make('a').id))?.valueChangedAt;
    const version = (versionId: string, days: number, ...stages: string[]) => ({
      versionId,
      stages,
      createdAt: daysAgo(days),
      lastAccessedOn: null,
      kmsKeyIds: [],
    });

    it('tells the date of the version where it was looked at once', async () => {
      await list({ versionStages: current('v2', 'v1') }, 0);
      const versions = [version('v2', 5, 'AWSCURRENT'), version('v1', 200, 'AWSPREVIOUS'), version('v0', 365)];
      await test.store.inventory.applyVersions(make('a').id, versions, minutesAfter(NOW, 5));
      await rollBack();
      expect(await boundsOf()).toEqual({ notBefore: daysAgo(365), notAfter: daysAgo(365) });
      // As it is when nothing but the labels is told again.
      await list({ lastChangedAt: minutesAfter(NOW, 110), versionStages: current('v0', 'v1') }, 120);
      expect(await boundsOf()).toEqual({ notBefore: daysAgo(365), notAfter: daysAgo(365) });
    });

    it('does not take for new what had a label before', async () => {
      const described = make('a', {
        ...old,
        versionStages: { v0: ['AWSCURRENT'] },
        observedAt: minutesAfter(NOW, -60),
      });
      await test.store.inventory.applyDescribed(described);
      await list({ versionStages: current('v2', 'v1') }, 0);
      await rollBack();
      expect(await boundsOf()).toEqual({ notBefore: daysAgo(400), notAfter: minutesAfter(NOW, 90) });
    });

    it('believes the call that wrote it, whenever it comes to be known', async () => {
      await list({ versionStages: current('v2', 'v1') }, 0);
      await rollBack();
      expect((await boundsOf())?.notBefore).toEqual(minutesAfter(NOW, -5));
      const at = daysAgo(2);
      const written = { eventName: 'PutSecretValue', actionClass: 'change', versionId: 'v0' } as const;
      const event = makeEvent({ secretId: 'a', accountId: scope.accountId, at, ...written });
      const page = { scopeId: scope.id, records: [ok(event)], covered: null, at: minutesAfter(NOW, 130) };
      await test.store.history.applyEvents(page);
      expect(await boundsOf()).toEqual({ notBefore: at, notAfter: new Date(at.getTime() + 2_000) });
    });
  });

  it('gives no age to what has no value, and an unknown one where no versions are told', async () => {
    const bare = { createdAt: daysAgo(100), lastChangedAt: daysAgo(100) };
    const empty = make('empty', { ...bare, versionStages: {} });
    const untold = make('untold', { createdAt: null, lastChangedAt: null, versionStages: null });
    await applyListing(test.store, scope.id, [empty, untold, make('full', bare)]);
    const aged = (...valueAge: AgeFilter[]) => listNames(test.store, { account: [scope.accountId], valueAge });
    expect((await find(empty.id))?.valueChangedAt).toEqual({ notBefore: null, notAfter: null });
    expect(await aged('never')).toEqual(['empty']);
    expect(await aged('unknown')).toEqual(['untold']);
    expect(await aged({ olderThanDays: 90 })).toEqual(['full']);
    const first = make('empty', { createdAt: daysAgo(100), lastChangedAt: NOW, versionStages: { v1: ['AWSCURRENT'] } });
    await test.store.inventory.applyDescribed({ ...first, observedAt: minutesAfter(NOW, 1) });
    expect(await aged('never')).toEqual([]);
    expect(await aged({ youngerThanDays: 1 })).toEqual(['empty']);
  });

  it('comes back whole for a recheck when its time has come', async () => {
    const due = make('due', {
      rotation: { recheckAt: minutesAfter(NOW, -1) },
      rotationRules: { automaticallyAfterDays: 30, scheduleExpression: null, duration: '2h' },
    });
    await applyListing(test.store, scope.id, [due, make('later', { rotation: { recheckAt: minutesAfter(NOW, 1) } })]);
    expect(await test.store.inventory.dueForRecheck(NOW, 10)).toEqual([due]);
    const rotation = { state: 'overdue', reason: 'r', since: NOW, step: null, recheckAt: null } as const;
    await test.store.inventory.applyVerdicts([{ id: due.id, rotation }]);
    expect(await test.store.inventory.dueForRecheck(NOW, 10)).toEqual([]);
    expect((await find(due.id))?.rotation).toEqual(rotation);
  });
});
