import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { ScopeHealth } from '@/lib/domain/scope';
import { AppError } from '@/lib/domain/errors';
import { toJobData } from '@/lib/sync/queues';
import type { Next, Slice } from '@/lib/sync/run-job';
import { startHostileServer } from '@/lib/aws/testing/hostile-server';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { createHistoryHandler } from './sync-history';

const never = new AbortController().signal;
const HOUR = 3_600_000;
const scope = seededScopes[0];

let fixture: SyncFixture;
beforeAll(async () => {
  if (!scope) throw new Error('no scope');
  const config = { historyPollSeconds: 60, inventoryPollSeconds: 300 };
  fixture = await startSyncFixture({ local: { secrets: 40, historyDays: 2, quotas: false }, scopes: [scope], config });
});
afterAll(async () => fixture.stop());

interface Asked {
  from: Date;
  to: Date;
}
let asked: Asked[];
let now: Date;
beforeEach(() => {
  asked = [];
});

/** The fixture's world with a clock of ours, and a note of every range that is asked for. */
function watched(): SystemContext {
  const { ctx } = fixture;
  const lookupEvents: SystemContext['aws']['lookupEvents'] = (where, range) => {
    asked.push(range);
    return ctx.aws.lookupEvents(where, range);
  };
  return { ...ctx, now: () => now, aws: { ...ctx.aws, lookupEvents } };
}

const read = async (change: Partial<Slice> = {}): Promise<Next> =>
  createHistoryHandler(watched(), [])({ ...toJobData(scope?.id ?? ''), ...change }, never);
const health = async (): Promise<ScopeHealth['history'] | undefined> =>
  (await fixture.ctx.store.scopes.health(EVERYTHING))[0]?.history;
const after = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);

describe('a scope’s history', { timeout: 60_000 }, () => {
  const start = new Date();

  it('is read to 90 days at first, also where files cover some, without reading the last day twice', async () => {
    now = start;
    const { history } = fixture.ctx.store;
    const covered = { from: after(start, -100 * 24 * HOUR), to: after(start, -HOUR), source: 'trail-files' as const };
    await history.applyEvents({ scopeId: scope?.id ?? '', records: [], covered, at: now });
    await expect(read()).resolves.toEqual({
      afterSeconds: expect.closeTo(60, -1),
      doneOn: start.toISOString().slice(0, 10),
      left: null,
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.from.getTime()).toBeLessThan(start.getTime() - 89 * 24 * HOUR);
    const read90 = (await history.coverage([scope?.id ?? ''])).get(scope?.id ?? '');
    expect(read90?.map(({ source }) => source)).toEqual(['trail-files', 'lookup-events']);
    expect((await health())?.coveredFrom).toEqual(covered.from);
  });

  it('is left alone until it is due, unless someone asks', async () => {
    now = after(start, 20_000);
    const doneOn = now.toISOString().slice(0, 10);
    await read({ doneOn });
    expect(asked).toEqual([]);
    await read({ doneOn, asked: true });
    expect(asked).toHaveLength(1);
    expect((await health())?.coveredTo?.getTime()).toBe(Math.floor(now.getTime() / 1000) * 1000);
  });

  it('has its last day read once more on the next day, and once only', async () => {
    now = after(start, 24 * HOUR);
    const next = await read({ doneOn: start.toISOString().slice(0, 10) });
    const today = now.toISOString().slice(0, 10);
    expect(next).toEqual({ afterSeconds: expect.closeTo(60, -1), doneOn: today, left: null });
    expect(asked).toContainEqual({ from: after(now, -24 * HOUR), to: now });
    asked = [];
    now = after(now, 120_000);
    await read({ doneOn: today });
    expect(asked.filter(({ from }) => now.getTime() - from.getTime() > 2 * HOUR)).toEqual([]);
  });

  it('goes on with what was left of the last day', async () => {
    now = after(start, 24 * HOUR + 240_000);
    const left = { from: after(now, -20 * HOUR).toISOString(), to: after(now, -10 * HOUR).toISOString() };
    await expect(read({ doneOn: now.toISOString().slice(0, 10), left })).resolves.toMatchObject({ left: null });
    expect(asked).toContainEqual({ from: new Date(left.from), to: new Date(left.to) });
  });
});

describe('an endpoint without LookupEvents', { timeout: 60_000 }, () => {
  it.each([
    ['UnknownOperationException', { status: 400, body: '{"__type":"UnknownOperationException"}' }],
    ['404', { status: 404, body: 'not found' }],
    ['501', { status: 501, body: '<html>not implemented</html>' }],
  ])('(%s) limits the history, in words, and is asked again only after ten minutes', async (_, answer) => {
    const before = await health();
    const server = await startHostileServer(answer);
    const ctx = createTestContext(fixture.database.appUrl, server.url, { aws: { accounts: bare() } });
    try {
      const handle = createHistoryHandler(ctx, []);
      await expect(handle(toJobData(scope?.id ?? ''), never)).resolves.toEqual({ afterSeconds: 600 });
      const limited = await health();
      expect(limited).toMatchObject({ state: 'limited', asOf: before?.asOf, coveredTo: before?.coveredTo });
      expect(limited?.problem).toMatchObject({ code: 'unsupported', message: expect.stringContaining('LookupEvents') });
      expect(limited?.problem?.remedy).not.toBe('');
    } finally {
      await ctx.store.close();
      await server.close();
    }
  });

  it('recovers by itself, and what was wrong is forgotten', async () => {
    now = new Date(Date.now() + 25 * HOUR);
    await read({ asked: true, doneOn: now.toISOString().slice(0, 10) });
    expect(await health()).toMatchObject({ state: 'fresh', problem: null });
  });

  it('is not confused with a refusal', async () => {
    await fixture.fault({ kind: 'denied', operation: 'LookupEvents' });
    now = new Date(Date.now() + 26 * HOUR);
    await expect(read({ asked: true })).rejects.toBeInstanceOf(AppError);
    expect(await health()).toMatchObject({
      state: 'failing',
      problem: { code: 'denied', remedy: expect.stringContaining('cloudtrail:LookupEvents') },
    });
    await fixture.clearFaults();
  });
});

/** The scope's account without a role to assume: the endpoint has no STS either. */
const bare = () => [
  {
    accountId: scope?.accountId ?? '',
    name: 'bare',
    regions: [scope?.region ?? ''],
    roles: { read: null, reveal: null, rotate: null, recover: null },
    externalId: null,
  },
];
