import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recoverAnswer, type CancelRotationInput } from '@/lib/contract/acts';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { startCuttingProxy } from '@/lib/services/testing/cutting-proxy';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { cancelRotation } from './cancel-rotation';

/** Its rotation got stuck: AWSPENDING stays on a version of its own. */
const STUCK = 'prod/search/opensearch';
const DEV = 'dev/payments/db';
const STAGING = 'staging/payments/db';
const reason = 'it must not go on';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

const described = async (name: string) =>
  world.ctx.aws.describeSecret(await world.scopeOf(name), (await world.row(name)).arn);
const turnOff = async (ctx: Context, name: string, input: CancelRotationInput = {}, idempotencyKey?: string) =>
  recoverAnswer.parse(await cancelRotation(ctx, { id: (await world.row(name)).id, input, idempotencyKey }));
const calls = (): number => awsRecords(world.local, 'CancelRotateSecret').length;
const entriesOf = async (actId: string) => (await world.ledger()).filter((entry) => entry.actId === actId);

describe('turning automatic rotation off', () => {
  it('in prod is not for an operator, and needs a reason and the whole typed name', async () => {
    const pointer = async (input: CancelRotationInput) =>
      (await refusalOf(turnOff(world.as('admin'), STUCK, input))).errors[0]?.pointer;
    const all = { reason, confirmName: STUCK };
    expect(await refusalOf(turnOff(world.as('operator'), STUCK, all))).toMatchObject({ code: 'forbidden' });
    expect(await pointer({ confirmName: STUCK })).toBe('/reason');
    expect(await pointer({ reason })).toBe('/confirmName');
    expect(await pointer({ reason, confirmName: 'prod/search/Opensearch' })).toBe('/confirmName');
    expect(calls()).toBe(0);
    expect(await described(STUCK)).toMatchObject({ rotationEnabled: true });
  });

  it('is refused to those who may not see it, or not act', async () => {
    expect(await refusalOf(turnOff(world.as('viewer'), DEV))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(turnOff(world.as('owner'), STUCK))).toMatchObject({ code: 'not_found' });
    expect(calls()).toBe(0);
  });

  it('is done as the person, in the ledger before and after, shown at once, and once for a key', async () => {
    const before = await described(STUCK);
    const pendingVersionId = findVersionWithStage(before.versionStages, 'AWSPENDING');
    expect(pendingVersionId).not.toBeNull();
    const [admin, key, input] = [world.as('admin'), randomUUID(), { reason, confirmName: STUCK }];
    const { actId } = await turnOff(admin, STUCK, input, key);

    // What is pending stays so, and the value in use stays in use.
    expect(await described(STUCK)).toMatchObject({ rotationEnabled: false, versionStages: before.versionStages });
    const entries = await entriesOf(actId);
    expect(entries.map(({ phase }) => phase)).toEqual(['asked', 'done']);
    expect(entries[1]).toMatchObject({
      action: 'secret.recover',
      reason,
      detail: {
        what: 'turn automatic rotation off',
        guardedAs: 'prod',
        pendingVersionId,
        personKnownToAws: true,
        sessionName: expect.stringMatching(/^admin@example\.com-[0-9a-f]{12}$/),
      },
    });
    expect(awsRecords(world.local, 'CancelRotateSecret')).toMatchObject([
      {
        userIdentity: {
          arn: expect.stringContaining(':assumed-role/KeyledgerRecover/'),
          sessionContext: { sourceIdentity: 'admin@example.com' },
        },
        requestParameters: { secretId: before.arn },
      },
    ]);
    expect((await world.row(STUCK)).rotation).toMatchObject({
      state: 'off',
      reason: expect.stringContaining('a version is still pending, which blocks the next rotation'),
    });
    expect(await turnOff(admin, STUCK, input, key)).toEqual({ actId });
    expect(calls()).toBe(1);
  });

  it.each([
    [STUCK, 'rotation-off'],
    ['dev/payments/stripe-api-key', 'not-configured'],
    ['prod/legacy/crm-password', 'pending-deletion'],
    ['rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042', 'managed-by-service'],
  ])('of %s is blocked before AWS is asked for it (%s)', async (name, check) => {
    const before = calls();
    const key = randomUUID();
    const refused = await refusalOf(turnOff(world.as('admin'), name, { reason, confirmName: name }, key));
    expect(refused.code).toBe('conflict');
    expect(refused.errors.map(({ pointer }) => pointer)).toContain(`preflight:${check}`);
    expect(calls()).toBe(before);
    const last = (await world.ledger()).at(-1);
    expect(last).toMatchObject({ action: 'secret.recover', phase: 'refused', code: 'conflict', secret: { name } });
  });

  it('whose answer was lost is unknown in the ledger, because rotation may be off', async () => {
    const proxy = await startCuttingProxy(world.local.url, 'CancelRotateSecret');
    const cut = { ...world.as('owner'), aws: createAws(toLocalOptions(proxy.url)) };
    const refused = await refusalOf(turnOff(cut, DEV, { reason: 'cut off' }));
    await proxy.close();
    expect(refused.code).toBe('unavailable');
    expect(proxy.cut).toBe(1);
    expect(await described(DEV)).toMatchObject({ rotationEnabled: false });
    const asked = (await world.ledger()).find((entry) => entry.reason === 'cut off');
    expect((await entriesOf(asked?.actId ?? '')).map(({ phase }) => phase)).toEqual(['asked', 'unknown']);
  });

  it('that AWS refuses has failed, in AWS’s words and with what to grant', async () => {
    await world.fault({ kind: 'denied', operation: 'CancelRotateSecret', count: 1 });
    const refused = await refusalOf(turnOff(world.as('owner'), STAGING, { reason: 'denied' }));
    expect(refused).toMatchObject({ code: 'upstream', message: expect.stringContaining('CancelRotateSecret') });
    expect(refused.remedy).toContain('secretsmanager:CancelRotateSecret');
    expect(await described(STAGING)).toMatchObject({ rotationEnabled: true });
    const asked = (await world.ledger()).find((entry) => entry.reason === 'denied');
    expect((await entriesOf(asked?.actId ?? '')).map(({ phase }) => phase)).toEqual(['asked', 'failed']);
  });
});
