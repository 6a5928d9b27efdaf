import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

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
const find = async (id: string) => (await test.store.inventory.find(ALL, id, NOW))?.usage;
const eventsOf = (secretId: string) =>
  test.store.history.listEvents(ALL, { filter: { secretId }, limit: 50, after: null });

describe('the secret that an event names', () => {
  it('is found by ARN, partial ARN and name, and by ARN where the name ends like a suffix', async () => {
    const a = make('a');
    const tricky = make('db-secret', { suffix: 'Zz9Zz9' });
    await applyListing(test.store, scopeId, [a, tricky]);
    const arn = a.secret.arn;
    await apply([
      read(arn),
      read(arn.slice(0, -7)),
      read('a'),
      read(tricky.secret.arn.slice(0, -7)),
      read('db-secret'),
    ]);
    expect(await eventsOf(a.id)).toHaveLength(3);
    expect(await eventsOf(tricky.id)).toHaveLength(2);
  });

  it('is the one that had the name at that time', async () => {
    const old = make('a', { createdAt: daysAgo(100) });
    const young = make('a', { createdAt: daysAgo(5), suffix: 'YoUnG1' });
    await applyListing(test.store, scopeId, [old], daysAgo(20));
    await applyListing(test.store, scopeId, [young], minutesAfter(NOW, -10));
    await apply([read('a', { at: daysAgo(6) }), read('a', { at: daysAgo(4) })]);
    expect((await eventsOf(young.id)).map(({ at }) => at)).toEqual([daysAgo(4)]);
    expect((await eventsOf(old.id)).map(({ at }) => at)).toEqual([daysAgo(6)]);
  });

  it('is put right when a younger secret of the name becomes known later', async () => {
    const old = make('a', { createdAt: daysAgo(100) });
    const young = make('a', { createdAt: daysAgo(5), suffix: 'YoUnG1' });
    await applyListing(test.store, scopeId, [old], daysAgo(20));
    await apply([read('a', { at: daysAgo(6) }), read('a', { at: daysAgo(4) })], whole(40));
    expect(await eventsOf(old.id)).toHaveLength(2);
    await applyListing(test.store, scopeId, [old, young], minutesAfter(NOW, -10));
    expect(await test.store.history.resolvePending(scopeId)).toBe(1);
    await test.store.history.refreshUsage(NOW);
    expect([(await find(old.id))?.reads30d, (await find(young.id))?.reads30d]).toEqual([1, 1]);
    expect((await find(old.id))?.lastRead?.at).toEqual(daysAgo(6));
  });

  it('is put right, too, where a part of the ARN was named and the name ends like a suffix', async () => {
    const old = make('db-backup', { createdAt: daysAgo(100) });
    const young = make('db-backup', { createdAt: daysAgo(5), suffix: 'YoUnG1' });
    const part = old.secret.arn.slice(0, -7);
    await applyListing(test.store, scopeId, [old], daysAgo(20));
    await apply([
      read(part, { at: daysAgo(6) }),
      read(part, { at: daysAgo(4) }),
      read(old.secret.arn, { at: daysAgo(4) }),
    ]);
    expect(await eventsOf(old.id)).toHaveLength(3);
    await applyListing(test.store, scopeId, [old, young], minutesAfter(NOW, -10));
    expect(await test.store.history.resolvePending(scopeId)).toBe(1);
    expect((await eventsOf(young.id)).map(({ at }) => at)).toEqual([daysAgo(4)]);
  });

  it('may become known later; the event waits and counts once', async () => {
    const a = make('late');
    await apply([read('late'), read(a.secret.arn), read('never-there')], whole(40));
    expect(await test.store.history.resolvePending(scopeId)).toBe(0);
    await applyListing(test.store, scopeId, [a]);
    const both = await Promise.all([
      test.store.history.resolvePending(scopeId),
      test.store.history.resolvePending(scopeId),
    ]);
    expect(both.reduce((sum, count) => sum + count, 0)).toBe(2);
    await test.store.history.refreshUsage(NOW);
    expect((await find(a.id))?.reads30d).toBe(2);
  });

  it('in a replica region is the replica, and counts on its primary', async () => {
    const there = `${accountId}:us-east-1`;
    const primary = make('a');
    const replica = make('a', { region: 'us-east-1', primaryRegion: 'eu-west-1' });
    await applyListing(test.store, scopeId, [primary]);
    await applyListing(test.store, there, [replica]);
    await apply([read('a')], whole(40));
    await apply([read('a', { region: 'us-east-1', principal: makePrincipal('edge') })], null, there);
    expect(await find(primary.id)).toMatchObject({ reads30d: null });
    await apply([], whole(40), there);
    expect(await find(primary.id)).toMatchObject({ reads30d: 2, readers30d: 2 });
    expect(await eventsOf(primary.id)).toHaveLength(2);
    expect(await test.store.history.readers(ALL, primary.id, daysAgo(90), NOW)).toHaveLength(2);
    expect((await test.store.history.sparklines(ALL, [primary.id], NOW)).get(primary.id)?.at(-2)).toBe(2);
  });
});
