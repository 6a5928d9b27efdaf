import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { HUNG_AFTER_MS } from '@/lib/domain/rotation/follow-run';
import type { RotationRun } from '@/lib/domain/run';
import { isEnded } from '@/lib/domain/run';
import { findVersionWithStage } from '@/lib/domain/secret';
import { toSecretId } from '@/lib/domain/secret-id';
import { askForJob } from '@/lib/sync/asks';
import { createBoss } from '@/lib/sync/boss';
import { createJobs } from '@/lib/sync/create-jobs';
import { createHousekeeper } from '@/lib/sync/housekeeping/keep-house';
import { startWorker } from '@/lib/sync/start-worker';
import { toJobData } from '@/lib/sync/queues';
import { silentLog } from '@/lib/sync/testing/test-context';
import { listAll, seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { decidePage } from '@/lib/sync/inventory/decide-page';
import { endRun } from './end-run';
import { createRunWatcher } from './watch-run';

const UNTIL = { timeout: 60_000, interval: 100 };
const ada = { id: 'https://issuer|ada', name: 'ada@example.com', sessionName: 'ada@example.com' };
const prod = seededScopes[0];
const staging = seededScopes[2];

let fixture: SyncFixture;
let worker: { stop(): Promise<void> } | undefined;
beforeAll(async () => {
  fixture = await startSyncFixture({
    local: { secrets: 60, historyDays: 0, rotationStepMs: 300 },
    config: { historyPollSeconds: 3_600, inventoryPollSeconds: 3_600 },
  });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(async () => fixture.stop());

const work = async (): Promise<void> => {
  worker = await startWorker(fixture.ctx, { databaseUrl: fixture.database.appUrl, pollSeconds: 0.5 });
};
const findRun = async (id: string): Promise<RotationRun | null> => fixture.ctx.store.runs.find(EVERYTHING, id);
const ended = async (id: string): Promise<RotationRun> =>
  vi.waitUntil(async () => {
    const run = await findRun(id);
    return run && isEnded(run.state) ? run : null;
  }, UNTIL);

/** As the service begins one: the run stands before AWS is asked. */
async function begin(name: string, scope = prod, ask = true): Promise<string> {
  if (!scope) throw new Error('no scope');
  const { ctx } = fixture;
  const described = await ctx.aws.describeSecret(scope, name);
  const [decided] = await decidePage(ctx, scope, [described], ctx.now());
  if (decided) await ctx.store.inventory.applyDescribed(decided);
  const id = randomUUID();
  const at = ctx.now();
  await ctx.store.runs.create({
    id,
    secretId: toSecretId(described.arn),
    arn: described.arn,
    scopeId: scope.id,
    state: 'started',
    step: null,
    message: 'AWS is being asked to rotate.',
    startedBy: ada,
    reason: 'test',
    startedAt: at,
    updatedAt: at,
    endedAt: null,
    previousVersionId: findVersionWithStage(described.versionStages, 'AWSCURRENT'),
  });
  const { arn, rotationLambdaArn } = described;
  if (ask) await ctx.aws.rotate(scope, ada, { arn, rotationLambdaArn, clientRequestToken: id });
  return id;
}

const endsInLedger = async (id: string): Promise<LedgerEntry[]> => {
  const entries = await fixture.ctx.store.ledger.list(EVERYTHING, { limit: 200, beforeSeq: null });
  return entries.filter(({ actId }) => actId === id);
};

describe('a run', { timeout: 90_000 }, () => {
  it('is followed to success, once in the ledger, and the secret is up to date at once', async () => {
    const id = await begin('prod/payments/db');
    await work();
    const run = await ended(id);
    expect(run).toMatchObject({ state: 'succeeded', endedAt: expect.any(Date) });
    const entries = await endsInLedger(id);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      phase: 'done',
      action: 'secret.rotate',
      actor: { id: 'keyledger' },
      secret: { name: 'prod/payments/db', environment: 'prod' },
    });
    const sight = { inventory: EVERYTHING, history: EVERYTHING };
    await vi.waitUntil(async () => {
      const row = await fixture.ctx.store.inventory.find(sight, run.secretId, new Date());
      return findVersionWithStage(row?.versionStages ?? null, 'AWSCURRENT') === id;
    }, UNTIL);
  });

  it('is followed to its failure, with the step and the cause from CloudTrail', async () => {
    await work();
    const id = await begin('prod/payments/paypal-webhook');
    const run = await ended(id);
    expect(run).toMatchObject({ state: 'failed', step: 'finishSecret' });
    expect(run.message).toContain('during finishSecret step');
    const sight = { inventory: EVERYTHING, history: EVERYTHING };
    const row = await fixture.ctx.store.inventory.find(sight, run.secretId, new Date());
    expect(row?.rotation).toMatchObject({ state: 'failing', step: 'finishSecret' });
    await expect(endsInLedger(id)).resolves.toEqual([expect.objectContaining({ phase: 'failed' })]);
  });

  it('is followed to a failure that lies behind more events than a look reads', async () => {
    if (!prod) throw new Error('no scope');
    const { ctx } = fixture;
    const { arn, versionStages } = await ctx.aws.describeSecret(prod, 'prod/payments/paypal-webhook');
    const stuck = findVersionWithStage(versionStages, 'AWSPENDING');
    if (stuck !== null)
      await ctx.aws.moveStage(prod, ada, { arn, stage: 'AWSPENDING', removeFrom: stuck, moveTo: null });
    const id = await begin('prod/payments/paypal-webhook');
    const isTold = async () => {
      const range = { from: new Date(Date.now() - 60_000), to: new Date() };
      for await (const { records } of ctx.aws.lookupEvents(prod, range, 'RotationFailed'))
        if (JSON.stringify(records).includes(id)) return true;
      return false;
    };
    await vi.waitUntil(isTold, UNTIL);
    await Promise.all(Array.from({ length: 250 }, async () => ctx.aws.describeSecret(prod, 'prod/payments/db')));
    await work();
    await expect(ended(id)).resolves.toMatchObject({ state: 'failed', step: 'finishSecret' });
  });

  it('that was begun elsewhere is one as soon as CloudTrail tells of it, and nobody’s act here', async () => {
    if (!prod) throw new Error('no scope');
    const { ctx } = fixture;
    await work();
    const jobs = createJobs(fixture.database.appUrl);
    await jobs.start();
    onTestFinished(() => jobs.stop());
    const described = await ctx.aws.describeSecret(prod, 'prod/payments/db');
    const { arn, rotationLambdaArn } = described;
    const id = randomUUID();
    await ctx.aws.rotate(prod, ada, { arn, rotationLambdaArn, clientRequestToken: id });
    const found = await vi.waitUntil(async () => {
      await jobs.requestSync(prod.id);
      const run = await findRun(id);
      return run && isEnded(run.state) ? run : null;
    }, UNTIL);
    expect(found).toMatchObject({ state: 'succeeded', startedBy: null, reason: null, secretId: toSecretId(arn), arn });
    await expect(endsInLedger(id)).resolves.toEqual([]);
  });

  it('that hangs stays running, whatever worker follows it, and is called hung in the end', async () => {
    const id = await begin('staging/identity/jwt-signing', staging);
    for (let workers = 0; workers < 2; workers += 1) {
      await work();
      // As far as CloudTrail has shown it.
      await vi.waitUntil(async () => (await findRun(id))?.step === 'setSecret', UNTIL);
      await worker?.stop();
    }
    const running = await findRun(id);
    expect(running).toMatchObject({ state: 'running', endedAt: null });
    await expect(endsInLedger(id)).resolves.toEqual([]);
    expect(running?.message).toMatch(/^AWSPENDING is on the new version; .*minutes late/);

    const { ctx } = fixture;
    const lastSign = running?.updatedAt.getTime() ?? 0;
    const lookAt = async (now: Date): Promise<unknown> =>
      createRunWatcher({ ...ctx, now: () => now }, [])({ ...toJobData(id), asked: false }, AbortSignal.abort());
    await lookAt(new Date(lastSign + HUNG_AFTER_MS - 1_000));
    expect(await findRun(id)).toMatchObject({ state: 'running', endedAt: null });
    await lookAt(new Date(lastSign + HUNG_AFTER_MS + 1_000));
    expect(await findRun(id)).toMatchObject({ state: 'hung', endedAt: expect.any(Date) });
    // Neither success nor failure was seen, and the ledger claims neither.
    await expect(endsInLedger(id)).resolves.toEqual([
      expect.objectContaining({ phase: 'unknown', detail: expect.objectContaining({ runState: 'hung' }) }),
    ]);
  });

  it('that is turned off while it runs ends as AWS tells, with the reason, and leaves the secret off', async () => {
    const secret = fixture.local.world.scopes.get('111122223333/eu-west-1')?.byName.get('prod/web/session-key');
    if (!prod || !secret) throw new Error('no secret');
    secret.nextOutcome = { hangAt: 'setSecret' };
    const { arn } = secret;
    const id = await begin(secret.name);
    await work();
    await vi.waitUntil(async () => (await findRun(id))?.state === 'running', UNTIL);
    await fixture.ctx.aws.cancelRotation(prod, ada, { arn });
    const run = await ended(id);
    expect(run).toMatchObject({
      state: 'abandoned',
      message: expect.stringContaining('Automatic rotation was turned off'),
    });
    const sight = { inventory: EVERYTHING, history: EVERYTHING };
    const row = await fixture.ctx.store.inventory.find(sight, run.secretId, new Date());
    expect(row?.rotation).toMatchObject({ state: 'off', reason: expect.stringContaining('still pending') });
    await fixture.ctx.aws.moveStage(prod, ada, { arn, stage: 'AWSPENDING', removeFrom: id, moveTo: null });
  });

  it('is seen to succeed without the right to read CloudTrail', async () => {
    await fixture.fault({ kind: 'denied', operation: 'LookupEvents' });
    const id = await begin('staging/payments/db', staging);
    await work();
    expect(await ended(id)).toMatchObject({ state: 'succeeded' });
    await fixture.clearFaults();
  });

  it('whose end was entered before its worker died is not entered twice', async () => {
    const id = await begin('prod/web/session-key');
    await fixture.ctx.store.ledger.append(
      {
        actId: id,
        action: 'secret.rotate',
        phase: 'done',
        actor: { id: 'keyledger', name: 'Keyledger', persona: null },
        secret: null,
        reason: null,
        code: null,
        requestId: null,
        count: 1,
        detail: { runId: id, runState: 'succeeded', step: null },
      },
      new Date(),
    );
    await work();
    expect(await ended(id)).toMatchObject({ state: 'succeeded' });
    await expect(endsInLedger(id)).resolves.toHaveLength(1);
  });

  it('is looked at as soon as someone asks', async () => {
    await work();
    await vi.waitUntil(async () => prod && (await listAll(fixture.ctx, prod)).length > 0, UNTIL);
    const id = await begin('dev/payments/db', seededScopes[4]);
    const boss = createBoss(fixture.database.appUrl, 'send', silentLog);
    await boss.start();
    const asked = performance.now();
    await askForJob(boss, 'run-watch', id);
    await vi.waitUntil(async () => (await findRun(id))?.state !== 'started', UNTIL);
    expect(performance.now() - asked).toBeLessThan(5_000);
    await boss.stop({ graceful: false });
  });
});

it('a run that failed and that a later try or a person finished is corrected, once, beside what was told of it', async () => {
  if (!prod) throw new Error('no scope');
  const { ctx } = fixture;
  const id = await begin('prod/payments/db', prod, false);
  const run = await findRun(id);
  if (!run) throw new Error('no run');
  const failed = { state: 'failed', step: 'finishSecret', message: 'The rotation failed in finishSecret.' } as const;
  await endRun(ctx, run, failed, null);
  const never = AbortSignal.abort();
  await createHousekeeper(ctx)(toJobData('all'), never);
  expect(await findRun(id)).toMatchObject({ state: 'failed' });

  const described = await ctx.aws.describeSecret(prod, 'prod/payments/db');
  const versionStages = { [run.previousVersionId ?? '']: ['AWSPREVIOUS'], [id]: ['AWSCURRENT'] };
  const [decided] = await decidePage(ctx, prod, [{ ...described, versionStages }], ctx.now());
  if (!decided) throw new Error('not decided');
  await ctx.store.inventory.applyDescribed(decided);
  const dies = { ...ctx, store: { ...ctx.store, runs: { ...ctx.store.runs, correct: async () => Promise.reject(new Error('killed')) } } }; // prettier-ignore
  await expect(createHousekeeper(dies)(toJobData('all'), never)).rejects.toThrow('killed');
  for (let turns = 0; turns < 2; turns += 1) await createHousekeeper(ctx)(toJobData('all'), never);
  expect(await findRun(id)).toMatchObject({
    state: 'succeeded',
    message: expect.stringContaining('had ended as failed at finishSecret: The rotation failed in finishSecret.'),
  });
  // What was told first stays.
  const ends = (await endsInLedger(id)).map(({ phase, detail }) => [phase, detail['runState'], detail['toldBefore']]);
  expect(ends).toEqual([
    ['done', 'succeeded', 'failed'],
    ['failed', 'failed', undefined],
  ]);
});

it('a run that the ledger ended before its worker died ends so, whatever is still to be seen of it', async () => {
  const { ctx } = fixture;
  const id = await begin('prod/payments/db', prod, false);
  const run = await findRun(id);
  if (!run) throw new Error('no run');
  const failed = { state: 'failed', step: 'setSecret', message: 'The rotation failed in setSecret.' } as const;
  const dies = { ...ctx, store: { ...ctx.store, runs: { ...ctx.store.runs, update: async () => Promise.reject(new Error('killed')) } } }; // prettier-ignore
  await expect(endRun(dies, run, failed, null)).rejects.toThrow('killed');
  await endRun(ctx, run, { state: 'unknown', step: null, message: 'Nothing is seen of it.' }, null);
  expect(await findRun(id)).toMatchObject({ state: 'failed', step: 'setSecret' });
  expect((await endsInLedger(id)).map(({ detail }) => detail['runState'])).toEqual(['failed']);
});
