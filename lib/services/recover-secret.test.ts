import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recoverAnswer } from '@/lib/contract/acts';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { adminClient } from '@/lib/services/testing/admin-client';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { startCuttingProxy } from '@/lib/services/testing/cutting-proxy';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { clearPending } from './clear-pending';
import { findKnownVersions } from './find-known-versions';
import { rollBack } from './roll-back';

/** Its rotation got stuck: AWSPENDING stays on a version of its own. */
const STUCK = 'prod/search/opensearch';
const DEV = 'dev/payments/db';
const PROD = 'prod/payments/db';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

/** Labels as AWS has them now. */
async function stages(name: string) {
  const { arn } = await world.row(name);
  const { versionStages } = await world.ctx.aws.describeSecret(await world.scopeOf(name), arn);
  const on = (label: string): string => findVersionWithStage(versionStages, label) ?? '';
  return { current: on('AWSCURRENT'), previous: on('AWSPREVIOUS'), pending: on('AWSPENDING') };
}

async function clear(ctx: Context, name: string, versionId: string, reason?: string, idempotencyKey?: string) {
  const { id } = await world.row(name);
  return recoverAnswer.parse(await clearPending(ctx, { id, input: { versionId, reason }, idempotencyKey }));
}

async function back(
  ctx: Context,
  name: string,
  [fromVersionId, toVersionId]: [string, string],
  more: { reason?: string; key?: string } = {},
) {
  const { id } = await world.row(name);
  const input = { fromVersionId, toVersionId, reason: more.reason };
  return recoverAnswer.parse(await rollBack(ctx, { id, input, idempotencyKey: more.key }));
}

const phasesOf = async (actId: string) =>
  (await world.ledger()).filter((entry) => entry.actId === actId).map(({ phase }) => phase);
const moves = (): number => awsRecords(world.local, 'UpdateSecretVersionStage').length;

describe('clearing the pending label', () => {
  it('is not for an operator in prod, and needs a reason there', async () => {
    const { pending } = await stages(STUCK);
    expect(await refusalOf(clear(world.as('operator'), STUCK, pending, 'stuck'))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(clear(world.as('admin'), STUCK, pending))).toMatchObject({ code: 'invalid' });
    expect((await stages(STUCK)).pending).toBe(pending);
  });

  it('is refused where the label is on another version by now, or on the current one', async () => {
    const { current } = await stages(STUCK);
    for (const elsewhere of [randomUUID(), current])
      expect(await refusalOf(clear(world.as('admin'), STUCK, elsewhere, 'stuck'))).toMatchObject({ code: 'conflict' });
    expect(moves()).toBe(0);
  });

  it('is refused while a run of the secret is followed, and so is rolling back', async () => {
    const { pending, current, previous } = await stages(STUCK);
    const { id, arn, scopeId } = await world.row(STUCK);
    const [at, admin] = [world.ctx.now(), world.as('admin')];
    const run = { id: randomUUID(), secretId: id, arn, scopeId, step: null, message: 'asked', reason: null, startedBy: { id: 'x', name: 'Ana' } }; // prettier-ignore
    const times = { startedAt: at, updatedAt: at, endedAt: null, previousVersionId: current };
    await world.ctx.store.runs.create({ ...run, ...times, state: 'running' });
    const acts = [
      () => clear(admin, STUCK, pending, 'stuck'),
      () => back(admin, STUCK, [current, previous], { reason: 'stuck' }),
    ];
    for (const act of acts) {
      const refused = await refusalOf(act());
      expect(refused).toMatchObject({ code: 'conflict', errors: [{ pointer: 'preflight:run-in-progress' }] });
      expect(refused.message).toContain('started by Ana is still in progress');
    }
    expect(moves()).toBe(0);
    await world.ctx.store.runs.update(run.id, { state: 'unknown', updatedAt: at, endedAt: at });
  }); // prettier-ignore

  it('is refused on a version that a rotation left pending, where it is to be rolled back to', async () => {
    const { pending, current } = await stages(STUCK);
    const refused = await refusalOf(back(world.as('admin'), STUCK, [current, pending], { reason: 'stuck' }));
    expect(refused).toMatchObject({ code: 'conflict', errors: [{ pointer: 'preflight:never-current' }] });
    expect(moves()).toBe(0);
  });

  it('takes it off, as the person, at once on the page, and the same key does it once', async () => {
    const { pending, current } = await stages(STUCK);
    const [admin, key] = [world.as('admin'), randomUUID()];
    const { actId } = await clear(admin, STUCK, pending, 'stuck', key);
    expect(await stages(STUCK)).toMatchObject({ pending: '', current });
    expect(await phasesOf(actId)).toEqual(['asked', 'done']);
    expect(awsRecords(world.local, 'UpdateSecretVersionStage').at(-1)).toMatchObject({
      userIdentity: { sessionContext: { sourceIdentity: 'admin@example.com' } },
      requestParameters: { versionStage: 'AWSPENDING', removeFromVersionId: pending },
    });
    const row = await world.row(STUCK);
    expect(row.rotation.state).not.toBe('stuck');
    const known = await findKnownVersions(admin, { id: row.id });
    expect(known.versions.flatMap((version) => version.stages)).not.toContain('AWSPENDING');
    const before = moves();
    expect(await clear(admin, STUCK, pending, 'stuck', key)).toEqual({ actId });
    expect(moves()).toBe(before);
    expect(await refusalOf(clear(admin, STUCK, pending, 'stuck'))).toMatchObject({ code: 'conflict' });
  });
});

describe('rolling back', () => {
  it('moves AWSCURRENT to the earlier version', async () => {
    const { current, previous } = await stages(DEV);
    const { actId } = await back(world.as('owner'), DEV, [current, previous]);
    expect(await stages(DEV)).toMatchObject({ current: previous, previous: current });
    expect(await phasesOf(actId)).toEqual(['asked', 'done']);
    expect((await world.ledger()).at(-1)).toMatchObject({
      action: 'secret.recover',
      detail: {
        what: 'roll back',
        fromVersionId: current,
        toVersionId: previous,
        personKnownToAws: true,
        sessionName: expect.stringMatching(/^owner@example\.com-[0-9a-f]{12}$/),
      },
    });
  });

  it('is compare and set: refused where AWSCURRENT has moved on, or stands there already', async () => {
    const { current, previous } = await stages(DEV);
    const before = moves();
    for (const pair of [
      [previous, current],
      [randomUUID(), previous],
      [current, current],
    ] as [string, string][])
      expect(await refusalOf(back(world.as('owner'), DEV, pair))).toMatchObject({ code: 'conflict' });
    expect(moves()).toBe(before);
    expect(await stages(DEV)).toMatchObject({ current, previous });
  });

  it('is refused by AWS itself when the label moves between our look and our call', async () => {
    const { current, previous } = await stages(DEV);
    await world.fault({ kind: 'latency', operation: 'AssumeRole', latencyMs: 800, count: 1 });
    const answer = refusalOf(back(world.as('owner'), DEV, [current, previous], { reason: 'raced' }));
    await expect.poll(async () => (await world.ledger()).some(({ reason }) => reason === 'raced')).toBe(true);
    const token = randomUUID();
    await adminClient(world.local.url, await world.scopeOf(DEV)).send(
      new PutSecretValueCommand({ SecretId: DEV, SecretString: '{}', ClientRequestToken: token }),
    );
    expect(await answer).toMatchObject({ code: 'conflict' });
    expect((await stages(DEV)).current).toBe(token);
    const asked = (await world.ledger()).find(({ reason }) => reason === 'raced');
    expect(await phasesOf(asked?.actId ?? '')).toEqual(['asked', 'failed']);
  });

  it('is done, also where AWS cannot be read afterwards', async () => {
    const { current, previous } = await stages(DEV);
    await world.fault({ kind: 'denied', operation: 'ListSecretVersionIds', count: 1 });
    const { actId } = await back(world.as('owner'), DEV, [current, previous]);
    expect(await phasesOf(actId)).toEqual(['asked', 'done']);
    expect((await stages(DEV)).current).toBe(previous);
  });

  it('is refused in words to a version that has no label, and AWS is not asked', async () => {
    const { current } = await stages(DEV);
    const before = moves();
    const refused = await refusalOf(back(world.as('owner'), DEV, [current, randomUUID()]));
    expect(refused).toMatchObject({ code: 'conflict', errors: [{ pointer: 'preflight:no-label' }] });
    expect(moves()).toBe(before);
    expect((await stages(DEV)).current).toBe(current);
  });

  it('needs a reason in prod, and is not for an operator there', async () => {
    const { current, previous } = await stages(PROD);
    const pair: [string, string] = [current, previous];
    expect(await refusalOf(back(world.as('operator'), PROD, pair, { reason: 'why' }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusalOf(back(world.as('admin'), PROD, pair))).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/reason' }],
    });
  });

  it('whose answer was lost is unknown in the ledger, because the label may have moved', async () => {
    const { current, previous } = await stages(DEV);
    const proxy = await startCuttingProxy(world.local.url, 'UpdateSecretVersionStage');
    const cut = { ...world.as('owner'), aws: createAws(toLocalOptions(proxy.url)) };
    const refused = await refusalOf(back(cut, DEV, [current, previous], { reason: 'cut off' }));
    await proxy.close();
    expect(refused.code).toBe('unavailable');
    expect((await stages(DEV)).current).toBe(previous);
    const asked = (await world.ledger()).find(({ reason }) => reason === 'cut off');
    expect(await phasesOf(asked?.actId ?? '')).toEqual(['asked', 'unknown']);
  });
});
