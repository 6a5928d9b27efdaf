import { RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { rotateAnswer, type RotateInput } from '@/lib/contract/acts';
import { runView, type RunView } from '@/lib/contract/rotation';
import type { Context } from '@/lib/domain/ports/context';
import { isEnded } from '@/lib/domain/run';
import { startWorker } from '@/lib/sync/start-worker';
import { adminClient } from '@/lib/services/testing/admin-client';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { getRun } from './get-run';
import { getSecret } from './get-secret';
import { rotateSecret } from './rotate-secret';

const DEV = 'dev/payments/db';
const PROD = 'prod/payments/db';
const UNTIL = { timeout: 30_000, interval: 50 };

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

async function rotate(ctx: Context, name: string, input: RotateInput = {}, idempotencyKey?: string): Promise<string> {
  const { id } = await world.row(name);
  return rotateAnswer.parse(await rotateSecret(ctx, { id, input, idempotencyKey })).runId;
}

const run = async (id: string): Promise<RunView> => runView.parse(await getRun(world.as('admin'), { id }));

async function untilEnded(id: string): Promise<RunView> {
  worker ??= await startWorker(world.ctx, { databaseUrl: world.database.appUrl, pollSeconds: 0.5 });
  return vi.waitUntil(async () => {
    const seen = await run(id);
    return isEnded(seen.state) ? seen : null;
  }, UNTIL);
}

const entriesOf = async (actId: string) => (await world.ledger()).filter((entry) => entry.actId === actId);
const rotations = (): number => awsRecords(world.local, 'RotateSecret').length;

describe('a rotation', () => {
  it('is asked of AWS with the id and our token alone, as the person, and followed to its end', async () => {
    const id = await rotate(world.as('owner', { email: 'olga@example.com' }), DEV, { reason: 'a test of it' });
    expect((await getSecret(world.as('viewer'), { id: (await world.row(DEV)).id })).activeRunId).toBe(id);
    const { arn } = await world.row(DEV);
    expect(awsRecords(world.local, 'RotateSecret').at(-1)).toMatchObject({
      requestParameters: { secretId: arn, clientRequestToken: id },
      userIdentity: {
        arn: expect.stringMatching(/:assumed-role\/KeyledgerRotate\/olga@example\.com-[0-9a-f]{12}$/),
        sessionContext: { sourceIdentity: 'olga@example.com' },
      },
    });
    expect(await run(id)).toMatchObject({
      state: 'running',
      secret: { name: DEV },
      startedBy: 'owner@example.com',
      reason: 'a test of it',
    });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect((await entriesOf(id)).map(({ phase, actor }) => [phase, actor.persona])).toEqual([
      ['asked', 'owner'],
      ['done', 'owner'],
      ['done', null],
    ]);
  });

  it('by an API token is a session of the token’s name, under its owner’s source identity', async () => {
    const token = { id: 'aB3dE6gH9jK', name: 'nightly' };
    const id = await rotate(world.as('owner', { token }), DEV, { reason: 'by a token' });
    expect(awsRecords(world.local, 'RotateSecret').at(-1)).toMatchObject({
      userIdentity: {
        arn: expect.stringMatching(/:assumed-role\/KeyledgerRotate\/token-aB3dE6gH9jK$/),
        sessionContext: { sourceIdentity: 'owner@example.com' },
      },
    });
    const done = (await world.ledger()).findLast(({ actId }) => actId === id);
    expect(done).toMatchObject({ phase: 'done', actor: { token }, detail: { sessionName: 'token-aB3dE6gH9jK' } });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
  });

  it('in prod needs a reason and the whole typed name', async () => {
    const admin = world.as('admin');
    const before = rotations();
    const pointer = async (input: RotateInput) => (await refusalOf(rotate(admin, PROD, input))).errors[0]?.pointer;
    expect(await pointer({ confirmName: PROD })).toBe('/reason');
    expect(await pointer({ reason: 'due' })).toBe('/confirmName');
    expect(await pointer({ reason: 'due', confirmName: 'prod/payments/DB' })).toBe('/confirmName');
    expect(rotations()).toBe(before);
    const id = await rotate(admin, PROD, { reason: 'due', confirmName: PROD });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
  });

  it('of a secret that another service manages is for AWS to allow', async () => {
    const managed = 'rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042';
    const id = await rotate(world.as('admin'), managed, { reason: 'due', confirmName: managed });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
  });

  it.each([
    ['dev/payments/stripe-api-key', 'not-configured'],
    ['prod/search/opensearch', 'pending-elsewhere'],
    ['prod/legacy/crm-password', 'pending-deletion'],
  ])('of %s is blocked before anything is asked (%s)', async (name, check) => {
    const calls = rotations();
    const refused = await refusalOf(rotate(world.as('admin'), name, { reason: 'due', confirmName: name }));
    expect(refused.code).toBe('conflict');
    expect(refused.errors.map(({ pointer }) => pointer)).toContain(`preflight:${check}`);
    expect(rotations()).toBe(calls);
    const last = (await world.ledger()).at(-1);
    expect(last).toMatchObject({ action: 'secret.rotate', phase: 'refused', code: 'conflict', secret: { name } });
  });

  it('is refused to those who may not', async () => {
    expect(await refusalOf(rotate(world.as('viewer'), DEV))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(rotate(world.as('owner'), 'staging/identity/jwt-signing'))).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('what AWS refuses', () => {
  it('ends the run at once, and the ledger says failed', async () => {
    await world.fault({ kind: 'denied', operation: 'RotateSecret' });
    const refused = await refusalOf(rotate(world.as('operator'), DEV, { reason: 'denied' }));
    await world.clearFaults();
    expect(refused).toMatchObject({ code: 'upstream', problem: { code: 'denied' } });
    const asked = (await world.ledger()).findLast(({ reason }) => reason === 'denied');
    expect(await run(asked?.actId ?? '')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('not authorized'),
      endedAt: expect.any(String),
    });
    expect((await entriesOf(asked?.actId ?? '')).map(({ phase }) => phase)).toEqual(['asked', 'failed']);
  });

  it('because of a rotation that began meanwhile is a conflict', async () => {
    const scope = await world.scopeOf(DEV);
    const place = { account: scope.accountId, region: scope.region };
    const hang = { secretId: DEV, ...place, hang: true, step: 'setSecret' };
    await fetch(`${world.local.url}/_local/rotation`, { method: 'POST', body: JSON.stringify(hang) });
    await world.fault({ kind: 'latency', operation: 'AssumeRole', latencyMs: 1_000, count: 1 });
    const answer = refusalOf(rotate(world.as('operator'), DEV, { reason: 'raced' }));
    await vi.waitUntil(async () => (await world.ledger()).some(({ reason }) => reason === 'raced'), UNTIL);
    await adminClient(world.local.url, scope).send(
      new RotateSecretCommand({ SecretId: DEV, ClientRequestToken: randomUUID() }),
    );
    expect(await answer).toMatchObject({ code: 'conflict', message: expect.stringContaining("isn't complete") });
    const asked = (await world.ledger()).findLast(({ reason }) => reason === 'raced');
    expect(await run(asked?.actId ?? '')).toMatchObject({ state: 'failed' });
  });
});
