import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVERYTHING } from '@/lib/domain/grant';
import { rotateInWave } from '@/lib/services/rotate-in-wave';
import { steerWave } from '@/lib/services/steer-wave';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { waving } from '@/lib/services/testing/waving';
import { startWorker } from '@/lib/sync/start-worker';
import { asAdmin } from '@/lib/sync/testing/as-admin';
import type { FindStarter } from './work-wave';

const DEV = 'dev/payments/db';
const PROD = 'prod/payments/db';
const FAILS = 'staging/search/elastic-admin';

let world: ServicesWorld;
let wave: ReturnType<typeof waving>;
const workers: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  world = await startServicesWorld({
    local: { latencyMs: 40 },
    config: { historyPollSeconds: 3_600, inventoryPollSeconds: 3_600 },
  });
  wave = waving(world);
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(() => world.stop());

const work = async (findStarter: FindStarter = asAdmin): Promise<void> => {
  workers.push(await startWorker(world.ctx, { databaseUrl: world.database.appUrl, pollSeconds: 0.5, findStarter }));
};
const tokenOf = (said: unknown): string => z.object({ clientRequestToken: z.string() }).parse(said).clientRequestToken;
/** Names, in the order in which AWS was asked to rotate them, by these runs. */
async function asked(id: string): Promise<string[]> {
  const items = await wave.items(world.as('admin'), id);
  const nameOf = new Map(items.flatMap(({ run, secret }) => (run ? [[run.id, secret.name]] : [])));
  return awsRecords(world.local, 'RotateSecret').flatMap(({ requestParameters }) => {
    const name = nameOf.get(tokenOf(requestParameters));
    return name === undefined ? [] : [name];
  });
}

describe('the turns of a wave', { timeout: 90_000 }, () => {
  it('never ask AWS once they were stopped, or given back, before', async () => {
    const ctx = world.as('admin');
    const { waves, runs } = world.ctx.store;
    const id = await wave.start(ctx, [DEV]);
    const turn = async (step: Awaited<ReturnType<typeof waves.advance>>) => {
      const [[item], worked] = [step?.begun ?? [], await waves.findWorked(id)];
      if (!item || !worked) throw new Error('nothing was begun');
      return { wave: worked, item, signal: new AbortController().signal };
    };
    const stale = await turn(await waves.advance(id, new Date(), () => ({ do: 'begin', count: 1 })));
    await steerWave(ctx, { id, input: { to: 'paused' } });
    const later = { outcome: 'later', why: 'The wave was stopped before AWS was asked.' };
    expect(await rotateInWave(ctx, stale)).toMatchObject(later);
    await waves.giveBack(id, stale.item, { why: 'stopped', isRefused: false });
    await steerWave(ctx, { id, input: { to: 'running' } });
    const fresh = await turn(await waves.advance(id, new Date(), () => ({ do: 'begin', count: 1 })));
    expect(await rotateInWave(ctx, stale)).toMatchObject(later);
    const run = {
      id: stale.item.runId,
      secretId: stale.item.secretId,
      arn: 'a',
      scopeId: 's',
      state: 'started',
    } as const;
    const rest = { step: null, message: '', startedBy: null, reason: null, startedAt: new Date(), updatedAt: new Date(), endedAt: null, previousVersionId: null }; // prettier-ignore
    expect(await waves.createRun(id, stale.item, { ...run, ...rest })).toBe('stopped');
    expect(await runs.find(EVERYTHING, stale.item.runId)).toBeNull();
    expect(await rotateInWave(ctx, fresh)).toEqual({ outcome: 'begun' });
    await waves.giveBack(id, fresh.item, { why: 'too late', isRefused: false });
    await work();
    expect((await wave.until(ctx, id, 'finished')).counts).toMatchObject({ succeeded: 1 });
    expect(await asked(id)).toEqual([DEV]);
  });

  it('ask again for what AWS put off with the same token, in one act and one run', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [DEV]);
    // Two times all tries of the SDK.
    await world.fault({ kind: 'throttle', operation: 'RotateSecret', count: 6 });
    await work();
    expect((await wave.until(ctx, id, 'finished', 'paused')).counts).toMatchObject({ succeeded: 1, failed: 0 });
    await world.clearFaults();
    const [item] = await wave.items(ctx, id);
    const entries = (await world.ledger()).filter(
      ({ action, detail }) => action === 'secret.rotate' && detail['wave'] === id,
    );
    expect(entries.map(({ actId, phase }) => [actId, phase])).toEqual([
      [item?.run?.id, 'asked'],
      [item?.run?.id, 'done'],
    ]);
    const runs = await world.ctx.store.runs.list(EVERYTHING, {
      secretId: item?.secret.id ?? '',
      limit: 200,
      before: null,
    });
    expect(runs.filter(({ startedAt }) => startedAt.toISOString() >= (item?.startedAt ?? ''))).toHaveLength(1);
  });

  it('that failed are counted by no clock: they stop it also where a web server is ahead of the worker', async () => {
    const ctx = world.as('admin');
    const ahead = { ...ctx, now: () => new Date(Date.now() + 600_000) };
    const id = await wave.start(ahead, [PROD, FAILS]);
    await work();
    expect(await wave.until(ctx, id, 'paused', 'finished')).toMatchObject({ state: 'paused', counts: { failed: 1 } });
    await steerWave(ahead, { id, input: { to: 'running' } });
    expect((await wave.until(ctx, id, 'finished', 'paused')).counts).toMatchObject({ succeeded: 1, failed: 1 });
  });
});
