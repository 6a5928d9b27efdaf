import { TestClock, type PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toAccount } from '@/lib/aws/testing/test-options';
import { startHostileServer, type HostileServer } from '@/lib/aws/testing/hostile-server';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { ScopeHealth } from '@/lib/domain/scope';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { createBoss } from './boss';
import { createInventoryHandler } from './inventory/sync-inventory';
import { toJobData, type JobData } from './queues';
import { runJob } from './run-job';
import { ALL, listAll, seededScopes, startSyncFixture, type SyncFixture } from './testing/sync-fixture';
import { createTestContext, silentLog } from './testing/test-context';

const never = new AbortController().signal;
const [scope, other, third] = seededScopes;
const START = new Date('2026-11-23T12:00:00Z').getTime();

let fixture: SyncFixture;
let clock: TestClock;
let boss: PgBoss;
let server: HostileServer | undefined;
beforeAll(async () => {
  if (!scope || !other || !third) throw new Error('no scopes');
  fixture = await startSyncFixture({
    local: { secrets: 40, historyDays: 0, quotas: false },
    scopes: [scope, other, third],
    config: { inventoryPollSeconds: 300 },
  });
  // Only the schema's owner may put a clock into it.
  clock = new TestClock(START);
  boss = createBoss(fixture.database.ownerUrl, 'send', null, clock);
  await boss.start();
});
afterEach(async () => {
  await fixture.clearFaults();
  await server?.close();
  server = undefined;
  await boss.deleteAllJobs('inventory');
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await fixture.stop();
});

const at = (): Date => new Date(clock.now());
const health = async (id = scope?.id): Promise<ScopeHealth['inventory'] | undefined> =>
  (await fixture.ctx.store.scopes.health(EVERYTHING)).find((one) => one.scope.id === id)?.inventory;
const withClock = (ctx: SystemContext): SystemContext => ({ ...ctx, now: at });

/** Works the job of a scope once if its time has come; seconds until the next one. */
async function work(ctx: SystemContext, about = scope?.id ?? ''): Promise<number | null> {
  const jobs = await boss.fetch<JobData>('inventory');
  const [job] = jobs.filter(({ data }) => data.about === about);
  if (!job) return null;
  await runJob(boss, silentLog, 'inventory', { ...job, signal: never }, createInventoryHandler(withClock(ctx)), never);
  const [next] = await boss.findJobs<JobData>('inventory', { key: about, queued: true });
  return ((next?.startAfter.getTime() ?? 0) - clock.now()) / 1_000;
}

const begin = async (about = scope?.id ?? ''): Promise<void> =>
  void (await boss.send('inventory', toJobData(about), { singletonKey: about }));

const error = (__type: string, message: string) => ({ status: 400, body: JSON.stringify({ __type, message }) });
const USER = 'arn:aws:iam::111122223333:user/keyledger';

/** An endpoint that says this to whatever it is asked, without a role on the way. */
async function hostileContext(...answers: Parameters<typeof startHostileServer>): Promise<SystemContext> {
  server = await startHostileServer(...answers);
  const account = toAccount({}, scope?.accountId);
  return createTestContext(fixture.database.appUrl, server.url, { aws: { accounts: [account] } });
}

describe('a scope that cannot be read', { timeout: 90_000 }, () => {
  it('is tried again after one minute, doubling up to an hour, and after its poll once it is mended', async () => {
    const { ctx } = fixture;
    await begin();
    await expect(work(ctx)).resolves.toBe(300);
    const before = await health();
    await clock.setTime(clock.now() + 300_000);
    await fixture.fault({ kind: 'denied', operation: 'ListSecrets' });
    const pauses: (number | null)[] = [];
    const failingSince = at();
    for (let tries = 0; tries < 8; tries += 1) {
      const pause = await work(ctx);
      pauses.push(pause);
      await clock.setTime(clock.now() + (pause ?? 0) * 1_000 - 1_000);
      await expect(work(ctx)).resolves.toBeNull();
      await clock.setTime(clock.now() + 1_000);
    }
    expect(pauses).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    const failing = await health();
    expect(failing).toMatchObject({
      state: 'failing',
      asOf: before?.asOf,
      secrets: before?.secrets,
      problem: { code: 'denied', since: failingSince, remedy: expect.stringContaining('secretsmanager:ListSecrets') },
    });
    expect(failing?.secrets).toBeGreaterThan(0);
    await fixture.clearFaults();
    await expect(work(ctx)).resolves.toBe(300);
    expect(await health()).toMatchObject({ state: 'fresh', problem: null });
  });

  it.each<[string, Parameters<typeof startHostileServer>, string, RegExp]>([
    [
      'denied',
      [error('AccessDeniedException', `User: ${USER} is not authorized to perform: secretsmanager:ListSecrets`)],
      'denied',
      /Grant secretsmanager:ListSecrets to arn:aws:iam::111122223333:user\/keyledger/,
    ],
    ['expired', [error('ExpiredTokenException', 'The security token is expired')], 'expired', /renew/i],
    [
      'of a region that is off',
      [error('RegionDisabledException', 'Region is disabled')],
      'region_off',
      /Enable the region/,
    ],
    ['throttled', [error('ThrottlingException', 'Rate exceeded')], 'throttled', /slows down/],
    ['answered with HTML', [{ status: 502, body: '<html>Bad gateway</html>' }], 'protocol', /proxy/],
    ['answered with a log-in page', [{ status: 200, body: '<html>Log in</html>' }], 'protocol', /proxy/],
    ['cut off', [{ body: null }], 'unreachable', /network/],
  ])(
    'because it is %s says since when, why and what to do; another scope goes on',
    async (_, answers, code, remedy) => {
      const before = await health();
      const ctx = await hostileContext(...answers);
      const since = at();
      await begin();
      await expect(work(ctx)).resolves.toBe(60);
      await clock.setTime(clock.now() + 60_000);
      await expect(work(ctx)).resolves.toBe(120);
      await ctx.store.close();
      const failing = await health();
      expect(failing).toMatchObject({ state: 'failing', asOf: before?.asOf, secrets: before?.secrets });
      expect(failing?.problem).toMatchObject({ code, since, remedy: expect.stringMatching(remedy) });
      expect(failing?.problem?.message).toContain('secretsmanager:ListSecrets');

      await begin(other?.id);
      await expect(work(fixture.ctx, other?.id)).resolves.toBe(300);
      expect(await health(other?.id)).toMatchObject({ state: 'fresh', asOf: at() });

      await clock.setTime(clock.now() + 120_000);
      await expect(work(fixture.ctx)).resolves.toBe(300);
      expect(await health()).toMatchObject({ state: 'fresh', problem: null, asOf: at() });
    },
  );

  it('says anew since when, where another thing goes wrong', async () => {
    const denied = await hostileContext(error('AccessDeniedException', 'no'));
    await begin();
    await work(denied);
    await server?.close();
    await clock.setTime(clock.now() + 60_000);
    const throttled = await hostileContext(error('ThrottlingException', 'Rate exceeded'));
    await work(throttled);
    expect((await health())?.problem).toMatchObject({ code: 'throttled', since: at() });
    await denied.store.close();
    await throttled.store.close();
  });

  it('has the history of what was listed before its listing broke', async () => {
    if (!third) throw new Error('no third scope');
    const { store, aws } = fixture.ctx;
    const [named] = await listAll(fixture.ctx, third);
    const event = { ...makeEvent({ secretId: named?.name ?? '' }), accountId: third.accountId, region: third.region };
    await store.history.applyEvents({
      scopeId: third.id,
      records: [ok({ ...event, at: at() })],
      covered: null,
      at: at(),
    });
    const listPage: typeof aws.listPage = async (of, question, token) => {
      if (token === 'MORE') throw new AppError('upstream', 'the last page was never given');
      return { ...(await aws.listPage(of, question, token)), nextToken: 'MORE' };
    };
    await begin(third.id);
    await expect(work({ ...fixture.ctx, aws: { ...aws, listPage } }, third.id)).resolves.toBe(60);
    const [stored] = await store.history.listEvents(ALL, { filter: {}, limit: 1, after: null });
    expect(stored).toMatchObject({ eventId: event.eventId, secretName: named?.name });
  });
});
