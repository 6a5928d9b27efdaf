import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { LedgerEntry, NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { createStore } from '@/lib/store/create-store';
import { withClient } from '@/lib/store/migrate/with-client';
import { minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';

/** What DECISIONS.md promises of one person's refusals in any 60 minutes, whatever is refused. */
const MOST_REFUSED_ENTRIES = 200;

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([]);
});
afterAll(() => test.stop());

const make = (person: string, more: Partial<NewLedgerEntry> = {}): NewLedgerEntry => ({
  actId: 'act',
  action: 'secret.reveal',
  phase: 'refused',
  actor: { id: `demo|${person}`, name: person, persona: null },
  secret: null,
  reason: null,
  code: 'forbidden',
  requestId: 'r',
  count: 1,
  detail: {},
  ...more,
});
const secret = (id: number) => ({ id: `s${id}`, arn: 'arn', name: 'n', environment: 'dev', accountId: '1', tags: {} });
const at = (seconds: number) => minutesAfter(NOW, seconds / 60);
const of = async (person: string): Promise<LedgerEntry[]> =>
  test.store.ledger.list(EVERYTHING, { actor: `demo|${person}`, limit: 5000, beforeSeq: null });

/** The most entries in any 60 minutes. */
const mostInAnHour = (entries: readonly LedgerEntry[]): number =>
  Math.max(
    ...entries.map(
      (first) =>
        entries.filter((entry) => entry.at >= first.at && entry.at.getTime() < first.at.getTime() + 3_600_000).length,
    ),
  );

describe('a flood of refusals', { timeout: 120_000 }, () => {
  it('of ever other secrets is bounded, and nothing of it is lost', async () => {
    const tried = 360;
    // An hour and a half; each second one again, so that every count has something to enter.
    for (let index = 0; index < tried; index += 1)
      await test.store.ledger.appendRefusal(make('ann', { secret: secret(Math.floor(index / 2)) }), at(index * 15));
    await test.store.ledger.flushRefusals(at(tried * 15 + 3600));
    const entries = await of('ann');
    expect(mostInAnHour(entries)).toBeLessThan(MOST_REFUSED_ENTRIES);
    expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(tried);
    expect(entries.some(({ detail }) => String(detail['why']).startsWith('one of various'))).toBe(true);
  });

  it('at once, of ever other actions and codes, is bounded', async () => {
    const actions = ['secret.reveal', 'secret.rotate', 'secret.recover', 'ledger.read', 'history.read'] as const;
    const codes = ['forbidden', 'not_found', 'rate_limited', 'invalid'];
    const kinds = actions.flatMap((action) => codes.map((code) => ({ action, code })));
    const refuse = (index: number) =>
      test.store.ledger.appendRefusal(make('bob', { ...kinds[index % kinds.length], secret: secret(index) }), at(0));
    // As many at once as the pool has connections.
    for (let index = 0; index < 150; index += 10)
      await Promise.all(Array.from({ length: 10 }, (_, more) => refuse(index + more)));
    await test.store.ledger.flushRefusals(at(3600));
    const entries = await of('bob');
    expect(entries).toHaveLength(62);
    expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(150);
  });

  it('leaves others what they have', async () => {
    await test.store.ledger.appendRefusal(make('eve', { secret: secret(1) }), at(1));
    expect((await of('eve'))[0]).toMatchObject({ secret: { id: 's1' } });
    expect((await test.store.ledger.verify()).brokenAt).toBeNull();
  });
});

describe('what one person begins in an hour', { timeout: 120_000 }, () => {
  const begin = (person: string, action: NewLedgerEntry['action'], phase: 'asked' | 'noted', seconds: number) =>
    test.store.ledger.append(make(person, { action, phase, code: null }), at(seconds));

  it.each([
    ['session.start', 'noted', 120],
    ['scope.sync', 'noted', 120],
    ['secret.recover', 'asked', 300],
  ] as const)('is bounded for %s, over all processes', async (action, phase, most) => {
    const other = createStore({ databaseUrl: test.database.appUrl });
    const append = (index: number) =>
      (index % 2 === 0 ? test.store : other).ledger.append(
        make(action, { action, phase, code: null }),
        at(index / 1000),
      );
    for (let index = 0; index < most - 10; index += 1) await append(index);
    const begun = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => append(most - 10 + index)));
    await other.close();
    const refused = begun.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toHaveLength(10);
    for (const error of refused) expect(error).toMatchObject({ code: 'rate_limited' });
    const [first] = (await of(action)).filter((entry) => entry.phase === 'refused');
    expect(first).toMatchObject({ action, code: 'rate_limited' });
    await expect(begin(action, action, phase, 3601)).resolves.toMatchObject({ phase });
  });

  it('is bounded by the secrets that acts of many change, over all processes', async () => {
    const other = createStore({ databaseUrl: test.database.appUrl });
    const many = (index: number, toChange: number, seconds: number) =>
      (index % 2 === 0 ? test.store : other).ledger.append(
        make('gus', { action: 'secret.annotate', phase: 'asked', code: null, detail: { toChange } }),
        at(seconds),
      );
    await many(0, 10_000, 0);
    await many(0, 5000, 600);
    // Eight more would go within the hour one by one, six together.
    const begun = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => many(index, 2500, 1200)));
    await other.close();
    const refused = begun.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toHaveLength(2);
    for (const error of refused) expect(error).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 2400 });
    const [first] = (await of('gus')).filter((entry) => entry.phase === 'refused');
    expect(first).toMatchObject({ action: 'secret.annotate', code: 'rate_limited', detail: { toChange: 2500 } });
    // More than one that leaves the hour makes room for: until the next leaves, too.
    await expect(many(0, 12_501, 1300)).rejects.toMatchObject({ retryAfterSeconds: 600 + 3600 - 1300 });
    await expect(many(0, 10_000, 3601)).resolves.toMatchObject({ phase: 'asked' });
    // What is no act of many is not held to it.
    await expect(begin('gus', 'secret.annotate', 'asked', 3602)).resolves.toMatchObject({ phase: 'asked' });
  });

  it('does not bound how it ends, nor what Keyledger does itself', async () => {
    for (let index = 0; index < 125; index += 1) {
      await test.store.ledger.append(make('dan', { action: 'scope.sync', phase: 'done' }), at(0));
      const own = { actor: { id: 'keyledger', name: 'Keyledger', persona: null }, action: 'config.loaded' } as const;
      await test.store.ledger.append(make('', { ...own, phase: 'noted' }), at(0));
    }
    expect(await of('dan')).toHaveLength(125);
  });

  it('is counted by kind', async () => {
    await begin('fay', 'secret.rotate', 'asked', 0);
    await begin('fay', 'secret.rotate', 'asked', 1);
    const count = (seconds: number, action: NewLedgerEntry['action'] = 'secret.rotate') =>
      test.store.ledger.countBegun({ actorId: 'demo|fay', action, phase: 'asked' }, at(seconds));
    expect([await count(2), await count(3600), await count(3601), await count(2, 'secret.reveal')]).toEqual([
      2, 1, 0, 0,
    ]);
  });

  it('is read from an index of its own', async () => {
    const rows = await withClient(test.database.superuserUrl, async (client) => {
      await client.query('set enable_seqscan = off');
      // Among the few rows of a test either is as good: which is taken hangs on when statistics were made.
      await client.query('begin');
      await client.query('drop index keyledger.ledger_actor');
      const plan = await client.query(`explain select count(*) from keyledger.ledger where actor ->> 'id' = 'x'
        and action = 'session.start' and phase = 'noted' and phase in ('asked', 'noted') and at > now() - interval '1 hour'`);
      await client.query('rollback');
      return plan.rows;
    });
    const read = JSON.stringify(rows);
    expect(read).toContain('using ledger_recent');
    for (const column of ['actor', 'action', 'phase', 'at >']) expect(read.split('Index Cond')[1]).toContain(column);
  });
});
