import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { EVERYTHING } from '@/lib/domain/grant';
import { MOST_TRIES } from '@/lib/domain/wave/ask-again';
import { annotateSecret } from '@/lib/services/annotate-secret';
import { rotateInWave } from '@/lib/services/rotate-in-wave';
import { steerWave } from '@/lib/services/steer-wave';
import { awsRecords } from '@/lib/services/testing/aws-records';
import type { ServicesWorld } from '@/lib/services/testing/services-world';
import { startWavingFixture, type WavingFixture } from '@/lib/sync/testing/waving-fixture';
import { withClient } from '@/lib/store/migrate/with-client';
import { toJobData } from '@/lib/sync/queues';
import { asAdmin } from '@/lib/sync/testing/as-admin';
import { pauseWave } from './pause-wave';
import { createWaveHandler } from './work-wave';

const DEV = 'dev/payments/db';
const PROD = 'prod/payments/db';
const KEY = 'prod/web/session-key';
const BINARY = 'prod/payments/sepa-signing-key';
const UNSET = 'dev/payments/stripe-api-key';
const UNTIL = { timeout: 60_000, interval: 20 };
const FAILS = 'staging/search/elastic-admin';

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
    await waves.giveBack(id, stale.item, { why: 'stopped', isRefused: false, isTry: false });
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
    const others = { step: null, message: '', startedBy: null, reason: null, startedAt: new Date(), updatedAt: new Date(), endedAt: null, previousVersionId: null }; // prettier-ignore
    expect(await waves.createRun(id, stale.item, { ...run, ...others })).toBe('stopped');
    expect(await runs.find(EVERYTHING, stale.item.runId)).toBeNull();
    expect(await rotateInWave(ctx, fresh)).toEqual({ outcome: 'begun' });
    await waves.giveBack(id, fresh.item, { why: 'too late', isRefused: false, isTry: false });
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

  it('are passed over where what they depend on was not rotated, for whatever cause', async () => {
    const ctx = world.as('admin');
    const text = { owner: null, runbook: null, revision: null };
    await annotateSecret(ctx, { id: (await world.row(DEV)).id, input: { ...text, note: `depends on:${UNSET}` } });
    const id = await wave.start(ctx, [DEV, UNSET, KEY]);
    await work();
    await wave.until(ctx, id, 'finished', 'paused');
    expect(await outcomes(id)).toEqual({ [UNSET]: 'skipped', [DEV]: 'skipped', [KEY]: 'succeeded' });
    // That its starter tried, and why it was not done, is in the ledger.
    const refused = (await world.ledger()).filter(({ phase, detail }) => phase === 'refused' && detail['wave'] === id);
    expect(refused).toMatchObject([
      { action: 'secret.rotate', code: 'conflict', secret: { name: UNSET }, actor: { persona: 'admin' } },
    ]);
  });

  it('all wait where AWS does not hear Keyledger itself, and the wave says so without naming what it met', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [PROD, KEY], { stopAfter: null });
    await world.fault({ kind: 'expired', operation: 'RotateSecret' });
    await work();
    const paused = await wave.until(ctx, id, 'paused', 'finished');
    expect(paused).toMatchObject({ state: 'paused', counts: { waiting: 2, failed: 0 } });
    expect(paused.why).toContain('credentials');
    const [tried] = await wave.items(ctx, id);
    expect(tried?.why).toContain('111122223333');
    const told = (await world.ledger()).filter(
      ({ action, detail }) => action === 'wave.pause' && detail['wave'] === id,
    );
    expect(JSON.stringify([paused.why, told.map(({ detail }) => detail['why'])])).not.toMatch(/\d{12}|eu-|us-/);
    await world.clearFaults();
    await steerWave(ctx, { id, input: { to: 'running' } });
    expect((await wave.until(ctx, id, 'finished')).counts).toMatchObject({ succeeded: 2 });
  });

  it('come again where AWS is not there, and not for ever', async () => {
    const ctx = world.as('admin');
    const { waves } = world.ctx.store;
    const id = await wave.start(ctx, [KEY], { stopAfter: null });
    for (let tries = 0; tries < MOST_TRIES - 1; tries += 1) {
      const step = await waves.advance(id, new Date(), () => ({ do: 'begin', count: 1 }));
      expect(step?.begun[0]?.tries).toBe(tries);
      if (step?.begun[0]) await waves.giveBack(id, step.begun[0], { why: 'away', isRefused: false, isTry: true });
    }
    await world.fault({ kind: 'error', operation: 'DescribeSecret' });
    await work();
    const finished = await wave.until(ctx, id, 'finished', 'paused');
    await world.clearFaults();
    expect(finished).toMatchObject({ state: 'finished', counts: { failed: 1 } });
    expect((await wave.items(ctx, id))[0]).toMatchObject({ run: null, why: expect.stringContaining('DescribeSecret') });
  });

  it('of a wave that somebody stopped meanwhile leave no entry of a pause', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [DEV]);
    const worked = await world.ctx.store.waves.findWorked(id);
    await steerWave(ctx, { id, input: { to: 'aborted' } });
    if (worked) await pauseWave(world.ctx, worked, 'too late');
    const entries = (await world.ledger()).filter(({ detail }) => detail['wave'] === id);
    expect(entries.map(({ action, phase }) => `${action} ${phase}`)).toEqual([
      'wave.start asked',
      'wave.start done',
      'wave.abort asked',
      'wave.abort done',
    ]);
    expect(entries[0]?.detail).toMatchObject({
      secrets: 1,
      digest: createHash('sha256')
        .update((await world.row(DEV)).id)
        .digest('hex'),
      concurrency: 1,
      pauseSeconds: 0,
      stopAfter: 1,
      typedName: true,
    });
  });

  it('do not go on for ever: after a week whoever started it is asked', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [KEY]);
    await withClient(world.database.ownerUrl, async (client) =>
      client.query(`update keyledger.wave set counts_from = counts_from - interval '7 days 1 minute' where id = $1`, [
        id,
      ]),
    );
    await work();
    expect((await wave.until(ctx, id, 'paused', 'finished')).why).toContain('It has gone on for 7 days');
    await steerWave(ctx, { id, input: { to: 'running' } });
    expect((await wave.until(ctx, id, 'finished', 'paused')).counts).toMatchObject({ succeeded: 1 });
  });

  it('have all ended when one of them breaks: none goes on behind the next step', async () => {
    const ctx = world.as('admin');
    const id = await wave.start(ctx, [BINARY, KEY], { concurrency: 2 });
    const change = async (sql: string) => withClient(world.database.ownerUrl, async (client) => client.query(sql));
    await change(`create function keyledger.refuse() returns trigger language plpgsql as $$ begin
        raise exception 'refused'; end $$;
      create trigger refuse before update on keyledger.wave_item for each row when (new.state = 'skipped')
        execute function keyledger.refuse()`);
    await world.fault({ kind: 'latency', operation: 'RotateSecret', latencyMs: 1_500, count: 1 });
    const step = createWaveHandler(world.ctx, asAdmin)(toJobData(id), new AbortController().signal);
    await expect(step).rejects.toMatchObject({ message: expect.stringMatching(/./) });
    expect((await wave.items(ctx, id)).find(({ secret }) => secret.name === KEY)?.run?.state).toBe('running');
    await change('drop trigger refuse on keyledger.wave_item; drop function keyledger.refuse');
    await world.clearFaults();
    await work();
    await vi.waitUntil(async () => (await wave.look(ctx, id)).counts.succeeded === 1, UNTIL);
    await steerWave(ctx, { id, input: { to: 'aborted' } });
  });
});
