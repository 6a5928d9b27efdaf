import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RotateInput } from '@/lib/contract/acts';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { isEnded } from '@/lib/domain/run';
import { APP_ROLE } from '@/lib/store/bootstrap-roles';
import { createStore } from '@/lib/store/create-store';
import { withClient } from '@/lib/store/migrate/with-client';
import { createJobs } from '@/lib/sync/create-jobs';
import { createHousekeeper } from '@/lib/sync/housekeeping/keep-house';
import { toJobData } from '@/lib/sync/queues';
import { startWorker } from '@/lib/sync/start-worker';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { startCuttingProxy } from '@/lib/services/testing/cutting-proxy';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { rotateSecret } from './rotate-secret';

const DEV = 'dev/payments/db';
const UNTIL = { timeout: 30_000, interval: 20 };

let world: ServicesWorld;
let worker: { stop(): Promise<void> } | undefined;
beforeAll(async () => {
  world = await startServicesWorld({ config: { historyPollSeconds: 3_600, inventoryPollSeconds: 3_600 } });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => world.stop());

async function rotate(ctx: Context, input: RotateInput = {}, idempotencyKey?: string): Promise<string> {
  const { id } = await world.row(DEV);
  return (await rotateSecret(ctx, { id, input, idempotencyKey })).runId;
}

const find = (id: string) => world.ctx.store.runs.find(EVERYTHING, id);
const entriesOf = async (actId: string) => (await world.ledger()).filter((entry) => entry.actId === actId);
const rotations = (): number => awsRecords(world.local, 'RotateSecret').length;

/** The worker's sweep alone: nobody asks it to look. */
async function untilEnded(id: string) {
  worker ??= await startWorker(world.ctx, { databaseUrl: world.database.appUrl, pollSeconds: 0.5 });
  return vi.waitUntil(async () => {
    const seen = await find(id);
    return seen && isEnded(seen.state) ? seen : null;
  }, UNTIL);
}

async function untilAsked(reason: string): Promise<string> {
  const asked = async () => (await world.ledger()).find((entry) => entry.reason === reason);
  return (await vi.waitUntil(asked, UNTIL)).actId;
}

describe('one rotation, however often it is asked for:', () => {
  it('several people at once start one, and the others are told', async () => {
    const before = rotations();
    const people = ['operator', 'owner', 'admin', 'operator'] as const;
    const settled = await Promise.allSettled(people.map((persona) => rotate(world.as(persona))));
    const started = settled.filter(({ status }) => status === 'fulfilled');
    expect(started).toHaveLength(1);
    const told = settled.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    expect(told).toEqual(people.slice(1).map(() => expect.objectContaining({ code: 'conflict' })));
    expect(rotations()).toBe(before + 1);
    await untilEnded(started[0]?.status === 'fulfilled' ? started[0].value : '');
  });

  it('the same Idempotency-Key leads to the same run, during and after it', async () => {
    const [key, before, owner] = [randomUUID(), rotations(), world.as('owner')];
    const id = await rotate(owner, { reason: 'once' }, key);
    expect(await rotate(owner, { reason: 'once' }, key)).toBe(id);
    await untilEnded(id);
    expect(await rotate(owner, { reason: 'once' }, key)).toBe(id);
    expect(rotations()).toBe(before + 1);
    expect(await refusalOf(rotate(owner, { reason: 'another' }, key))).toMatchObject({ code: 'conflict' });
  });
});

describe('when something breaks', () => {
  it('between AWS and us, the run is watched and not called failed, and the key still leads to it', async () => {
    const proxy = await startCuttingProxy(world.local.url, 'RotateSecret');
    const key = randomUUID();
    const input = { reason: `cut ${key}` };
    const cut = { ...world.as('operator'), aws: createAws(toLocalOptions(proxy.url)) };
    expect(await refusalOf(rotate(cut, input, key))).toMatchObject({ code: 'unavailable' });
    expect(proxy.cut).toBeGreaterThan(0);
    await proxy.close();
    const id = await untilAsked(input.reason);
    expect(await find(id)).toMatchObject({ state: 'started', endedAt: null });
    expect(await rotate(world.as('operator'), input, key)).toBe(id);
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect((await entriesOf(id)).map(({ phase }) => phase)).toEqual(['asked', 'unknown', 'done']);
  });

  it('between AWS and us, and AWS puts off the next try, the run is watched and not called failed', async () => {
    const putOff = async () => world.fault({ kind: 'throttle', operation: 'RotateSecret' });
    const proxy = await startCuttingProxy(world.local.url, 'RotateSecret', false, putOff);
    const input = { reason: `cut ${randomUUID()}` };
    const before = rotations();
    const cut = { ...world.as('operator'), aws: createAws(toLocalOptions(proxy.url)) };
    expect(await refusalOf(rotate(cut, input))).toMatchObject({ code: 'unavailable' });
    await world.clearFaults();
    await proxy.close();
    expect(proxy.cut).toBe(1);
    const id = await untilAsked(input.reason);
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect((await entriesOf(id)).map(({ phase }) => phase)).toEqual(['asked', 'unknown', 'done']);
    expect(rotations()).toBe(before + 1);
  });

  it('in the process after it asked, the ledger says unknown and the run is followed all the same', async () => {
    const reason = `killed ${randomUUID()}`;
    const store = createStore({ databaseUrl: world.database.appUrl });
    await world.fault({ kind: 'latency', operation: 'RotateSecret', latencyMs: 1_000, count: 1 });
    const answer = refusalOf(rotate({ ...world.as('operator'), store }, { reason }));
    const id = await untilAsked(reason);
    await vi.waitUntil(() => find(id), UNTIL);
    // As far as the database can tell, the process is gone.
    await store.close();
    expect((await answer).code).toBe('unavailable');
    expect((await entriesOf(id)).map(({ phase }) => phase)).toEqual(['asked']);
    const later = () => new Date(Date.now() + 3 * 60_000);
    await createHousekeeper({ ...world.ctx, now: later })(toJobData('all'), new AbortController().signal);
    expect((await entriesOf(id)).map(({ phase }) => phase)).toEqual(['asked', 'unknown']);
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
  });

  it('in AWS, which says no: the same key may try again', async () => {
    const key = randomUUID();
    await world.fault({ kind: 'throttle', operation: 'RotateSecret' });
    expect(await refusalOf(rotate(world.as('operator'), {}, key))).toMatchObject({ code: 'throttled' });
    await world.clearFaults();
    const id = await rotate(world.as('operator'), {}, key);
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
  });

  it('before anything was asked of AWS, the key leads to no run', async () => {
    const [key, before] = [randomUUID(), rotations()];
    const change = (sql: string) => withClient(world.database.ownerUrl, (client) => client.query(sql));
    await change(`revoke insert on keyledger.ledger from ${APP_ROLE}`);
    expect(await refusalOf(rotate(world.as('operator'), {}, key))).toMatchObject({ code: 'unavailable' });
    await change(`grant insert on keyledger.ledger to ${APP_ROLE}`);
    expect(await refusalOf(rotate(world.as('operator'), {}, key))).toMatchObject({ code: 'conflict' });
    expect(rotations()).toBe(before);
  });

  it('in the queue, the rotation is answered for, logged, and found by the sweep', async () => {
    const jobs = createJobs(world.database.appUrl);
    await expect(jobs.watchRun('a run')).rejects.toThrow(/./);
    const id = await rotate({ ...world.as('operator'), jobs });
    expect(world.logged.at(-1)).toContain(id);
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
  });
});
