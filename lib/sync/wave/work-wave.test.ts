import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { EVERYTHING, PERSONAS, type Grant } from '@/lib/domain/grant';
import { annotateSecret } from '@/lib/services/annotate-secret';
import { steerWave } from '@/lib/services/steer-wave';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { startCuttingProxy } from '@/lib/services/testing/cutting-proxy';
import type { ServicesWorld } from '@/lib/services/testing/services-world';
import { startWavingFixture, type WavingFixture } from '@/lib/sync/testing/waving-fixture';
import { asAdmin } from '@/lib/sync/testing/as-admin';
import { spawnWorker } from '@/lib/sync/testing/spawn-worker';

const DEV = 'dev/payments/db';
const STAGING = 'staging/payments/db';
const PROD = 'prod/payments/db';
const KEY = 'prod/web/session-key';
const FAILS = 'staging/search/elastic-admin';
const UNTIL = { timeout: 60_000, interval: 20 };

let world: ServicesWorld;
let wave: WavingFixture['wave'];
let work: WavingFixture['work'];
let rest: WavingFixture['rest'];
beforeAll(async () => {
  ({ world, wave, work, rest } = await startWavingFixture());
});
afterEach(() => rest());
afterAll(() => world.stop());
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
const outcomes = async (id: string) =>
  Object.fromEntries((await wave.items(world.as('admin'), id)).map(({ secret, state }) => [secret.name, state]));

const untilEnded = async (id: string, count: number) =>
  vi.waitUntil(async () => (await wave.look(world.as('admin'), id)).counts.succeeded === count, UNTIL);

describe('a wave', { timeout: 90_000 }, () => {
  it('rotates the lowest environment first, each after the one before has ended, as its starter and in the ledger', async () => {
    const id = await wave.start(world.as('admin'), [PROD, STAGING, KEY, DEV]);
    await work();
    expect(await wave.until(world.as('admin'), id, 'finished', 'paused')).toMatchObject({
      state: 'finished',
      counts: { succeeded: 4, failed: 0, waiting: 0 },
    });
    expect(await asked(id)).toEqual([DEV, STAGING, PROD, KEY]);
    const items = await wave.items(world.as('admin'), id);
    for (const [at, { startedAt }] of items.entries())
      expect(startedAt && startedAt >= (items[at - 1]?.endedAt ?? '')).toBe(true);
    const entries = (await world.ledger()).filter(({ detail }) => detail['wave'] === id);
    expect(entries.map(({ action, phase, reason }) => `${action} ${phase} ${reason}`)).toEqual([
      'wave.start asked the keys leaked',
      'wave.start done the keys leaked',
      ...Array.from({ length: 4 }, () => [
        'secret.rotate asked the keys leaked',
        'secret.rotate done the keys leaked',
      ]).flat(),
    ]);
    expect(entries.every(({ actor }) => actor.persona === 'admin')).toBe(true);
  });

  it('rotates what a note says that it depends on first', async () => {
    const ctx = world.as('admin');
    const text = { owner: null, runbook: null, revision: null };
    await annotateSecret(ctx, { id: (await world.row(PROD)).id, input: { ...text, note: `depends on: ${KEY}` } });
    const id = await wave.start(ctx, [PROD, KEY], { concurrency: 5 });
    await work();
    await wave.until(ctx, id, 'finished');
    expect(await asked(id)).toEqual([KEY, PROD]);
    expect((await wave.items(ctx, id)).at(-1)).toMatchObject({
      stage: { depth: 1 },
      dependsOn: [{ name: KEY, ignored: null }],
    });
  });

  it('stops with the failure that its rule allows, goes on where somebody resumes it, and skips what is blocked', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [PROD, FAILS, DEV, 'dev/payments/stripe-api-key']);
    await work();
    const paused = await wave.until(ctx, id, 'paused', 'finished');
    expect(paused).toMatchObject({ state: 'paused', counts: { succeeded: 1, failed: 1, skipped: 1, waiting: 1 } });
    expect(paused.why).toContain('failed');
    expect(await outcomes(id)).toEqual({
      [DEV]: 'succeeded',
      'dev/payments/stripe-api-key': 'skipped',
      [FAILS]: 'failed',
      [PROD]: 'waiting',
    });
    const [blocked] = (await wave.items(ctx, id)).filter(({ state }) => state === 'skipped');
    expect(blocked).toMatchObject({ run: null, why: expect.stringContaining('never configured') });
    const pauses = (await world.ledger()).filter(
      ({ action, detail }) => action === 'wave.pause' && detail['wave'] === id,
    );
    expect(pauses).toMatchObject([{ phase: 'noted', actor: { id: 'keyledger' } }]);
    await steerWave(ctx, { id, input: { to: 'running' } });
    expect((await wave.until(ctx, id, 'finished')).counts).toMatchObject({ succeeded: 2, failed: 1 });
    expect(await asked(id)).toEqual([DEV, FAILS, PROD]);
  });

  it('begins nothing while it is paused, and skips the rest where it is aborted', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [PROD, DEV, STAGING], { pauseSeconds: 3 });
    await work();
    await vi.waitUntil(async () => (await asked(id)).length > 0, UNTIL);
    await steerWave(ctx, { id, input: { to: 'paused', reason: 'a deploy' } });
    await untilEnded(id, 1);
    await sleep(4_500);
    expect(await asked(id)).toEqual([DEV]);
    expect(await wave.look(ctx, id)).toMatchObject({
      state: 'paused',
      why: 'Paused by admin@example.com: a deploy',
      counts: { succeeded: 1, waiting: 2 },
    });
    await steerWave(ctx, { id, input: { to: 'aborted' } });
    expect(await wave.look(ctx, id)).toMatchObject({ state: 'aborted', counts: { succeeded: 1, skipped: 2 } });
    expect(await asked(id)).toEqual([DEV]);
  });

  it('stops in words where its starter loses the permission, and rotates nothing after that', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [STAGING, DEV]);
    const readOnly = PERSONAS.admin.filter(({ permission }) => permission !== 'secret.rotate');
    let grants = [...PERSONAS.admin];
    await work(async (starter) => {
      const actor = await asAdmin(starter);
      return typeof actor === 'string' ? actor : { ...actor, grants };
    });
    await vi.waitUntil(async () => (await asked(id)).length > 0, UNTIL);
    grants = readOnly;
    const paused = await wave.until(ctx, id, 'paused');
    expect(paused.why).toBe('admin@example.com does not have secret.rotate any more.');
    await untilEnded(id, 1);
    expect(await outcomes(id)).toEqual({ [DEV]: 'succeeded', [STAGING]: 'waiting' });
    expect(await asked(id)).toEqual([DEV]);
  });

  it('passes over a secret that its starter may not rotate any more, and goes on', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [STAGING, DEV, PROD], { stopAfter: 1 });
    const notStaging: Grant = { permission: 'secret.rotate', effect: 'deny', where: { environments: ['staging'] } };
    await work(async (starter) => {
      const actor = await asAdmin(starter);
      return typeof actor === 'string' ? actor : { ...actor, grants: [...actor.grants, notStaging] };
    });
    expect(await wave.until(ctx, id, 'finished', 'paused')).toMatchObject({ state: 'finished', why: null });
    expect(await outcomes(id)).toEqual({ [DEV]: 'succeeded', [STAGING]: 'skipped', [PROD]: 'succeeded' });
    expect((await wave.items(ctx, id)).find(({ state }) => state === 'skipped')).toMatchObject({
      run: null,
      why: 'Whoever started the wave does not have secret.rotate on it.',
    });
  });

  it('begins each turn once, also where two go about it at the same moment', async () => {
    const ctx = world.as('admin');
    const names = [PROD, KEY, STAGING, DEV];
    const id = await wave.start(ctx, names, { concurrency: 2 });
    const { waves } = world.ctx.store;
    // So long ago that whoever began it counts as gone at once.
    const at = new Date(Date.now() - 60_000);
    const turns = await Promise.all(
      Array.from({ length: 8 }, () => waves.advance(id, at, ({ running }) => ({ do: 'begin', count: 2 - running }))),
    );
    expect(turns.flatMap((turn) => turn?.begun ?? [])).toHaveLength(2);
    await steerWave(ctx, { id, input: { to: 'aborted' } });
    const item = turns.flatMap((turn) => turn?.begun ?? [])[0];
    if (!item) throw new Error('nothing was begun');
    await waves.giveBack(id, item, { why: 'not asked', isRefused: false, isTry: false });
    expect((await wave.look(ctx, id)).counts).toMatchObject({ skipped: 3, running: 1 });
    await work();
    await vi.waitUntil(async () => (await wave.look(ctx, id)).counts.running === 0, UNTIL);
    expect(await asked(id)).toEqual([]);
  });

  it('of two workers is worked on by one at a time, and never goes beyond its concurrency', async () => {
    const id = await wave.start(world.as('admin'), [PROD, KEY, STAGING, DEV], { concurrency: 2 });
    await Promise.all([work(), work(), work()]);
    await wave.until(world.as('admin'), id, 'finished');
    expect((await asked(id)).toSorted()).toEqual([DEV, PROD, KEY, STAGING].toSorted());
    const runs = await world.ctx.store.runs.list(EVERYTHING, { limit: 200, before: null });
    const [first] = await wave.items(world.as('admin'), id);
    const since = runs.filter(({ startedAt }) => first?.startedAt && startedAt.toISOString() >= first.startedAt);
    expect(since).toHaveLength(4);
  });

  it('goes on when its worker is killed between asking AWS and hearing of it: one rotation, and its true end', async () => {
    const id = await wave.start(world.as('admin'), [DEV, STAGING]);
    const silent = await startCuttingProxy(world.local.url, 'RotateSecret', true);
    const victim = await spawnWorker(world.database.appUrl, silent.url);
    await vi.waitUntil(() => silent.cut > 0, UNTIL);
    await victim.killHard();
    await silent.close();
    const [first] = await wave.items(world.as('admin'), id);
    expect(first).toMatchObject({ state: 'running', run: { state: 'started' } });
    await work();
    expect(await wave.until(world.as('admin'), id, 'finished', 'paused')).toMatchObject({
      state: 'finished',
      counts: { succeeded: 2 },
    });
    expect(await asked(id)).toEqual([DEV, STAGING]);
  });

  it('takes over what a worker took and never asked for, with the same token', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [DEV]);
    const at = new Date(Date.now() - 60_000);
    const step = await world.ctx.store.waves.advance(id, at, () => ({ do: 'begin', count: 1 }));
    expect(step?.begun).toHaveLength(1);
    await work();
    await wave.until(ctx, id, 'finished');
    const [item] = await wave.items(ctx, id);
    expect(item).toMatchObject({ state: 'succeeded', run: { id: step?.begun[0]?.runId } });
    expect(await asked(id)).toEqual([DEV]);
  });
});
