import { RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosisAnswer, type DiagnosisView } from '@/lib/contract/diagnosis';
import type { Cause } from '@/lib/domain/diagnosis/cause';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import type { Context } from '@/lib/domain/ports/context';
import type { RotationStep } from '@/lib/domain/rotation-state';
import { findVersionWithStage } from '@/lib/domain/secret';
import { breakages, type Breakage } from '@/lib/local-aws/world/function-settings';
import { adminClient } from '@/lib/services/testing/admin-client';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { clearPending } from './clear-pending';
import { refreshSecret } from './parts/refresh-secret';
import { diagnoseSecret } from './diagnose-secret';
import { getDiagnosis } from './get-diagnosis';

const DEV = 'dev/payments/db';
/** Its rotation got stuck, and no failure is known. */
const STUCK = 'prod/search/opensearch';
const HEALTHY = 'prod/web/session-key';
const RULE = 'rotated by the test of the diagnosis';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
  const now = world.ctx.now().getTime();
  await world.ctx.store.history.preparePartitions(new Date(now - 3 * 86_400_000), new Date(now + 3 * 86_400_000));
});
afterAll(() => world.stop());

async function look(ctx: Context, name: string, logs = false): Promise<DiagnosisView> {
  const { id } = await world.row(name);
  const { diagnosis } = diagnosisAnswer.parse(await diagnoseSecret(ctx, { id, input: { logs } }));
  if (diagnosis === null) throw new Error('no diagnosis');
  return diagnosis;
}

async function known(ctx: Context, name: string) {
  const { id } = await world.row(name);
  return diagnosisAnswer.parse(await getDiagnosis(ctx, { id })).diagnosis;
}

async function functionOf(name: string) {
  const { rotationLambdaArn, accountId, region } = await world.row(name);
  const scope = world.local.world.scopes.get(`${accountId}/${region}`);
  if (!scope || rotationLambdaArn === null) throw new Error('no function');
  return { functions: scope.functions, arn: rotationLambdaArn, secret: scope.byArn.get((await world.row(name)).arn) };
}

/** CloudTrail's records of rotations, as the worker applies them. */
async function tellRotations(): Promise<void> {
  const { history } = world.ctx.store;
  const scope = await world.scopeOf(DEV);
  const context = { accountId: scope.accountId, region: scope.region, ownRoleArns: [] };
  const names = ['RotationStarted', 'RotationFailed', 'RotationSucceeded'];
  const records = names
    .flatMap((name) => awsRecords(world.local, name))
    .map((record) => normaliseRecord(record, context));
  await history.applyEvents({ scopeId: scope.id, records, covered: null, at: world.ctx.now() });
}

/** AWS's own end of a rotation, as the worker learns of it. */
async function rotate(name: string, failAt: RotationStep | null): Promise<void> {
  const { secret } = await functionOf(name);
  if (!secret) throw new Error('no secret');
  secret.nextOutcome = failAt ? { failAt } : {};
  const ends = () =>
    awsRecords(world.local, failAt ? 'RotationFailed' : 'RotationSucceeded').filter((record) =>
      JSON.stringify(record).includes(secret.arn),
    ).length;
  const before = ends();
  // CloudTrail's times have whole seconds: a failure in the second of a success is not told apart from one before it.
  const last = Math.floor((secret.rotation?.lastRotated ?? 0) / 1000);
  await expect.poll(() => Math.floor(Date.now() / 1000), { timeout: 5_000 }).toBeGreaterThan(last);
  await adminClient(world.local.url, await world.scopeOf(name)).send(new RotateSecretCommand({ SecretId: secret.arn }));
  await expect.poll(ends, { timeout: 5_000 }).toBeGreaterThan(before);
  await tellRotations();
  const { id, arn } = await world.row(name);
  await refreshSecret(world.as('admin'), await world.scopeOf(name), { id, arn });
}

const calls = (): number =>
  ['GetFunctionConfiguration20150331v2', 'GetPolicy20150331v2', 'FilterLogEvents']
    .map((name) => awsRecords(world.local, name).length)
    .reduce((sum, count) => sum + count, 0);

/** Each failure of AWS's table, at a step where it happens. */
const NAMED: Record<Breakage, [step: RotationStep, cause: Cause]> = {
  kms: ['createSecret', 'kms-denied'],
  json: ['setSecret', 'secret-json'],
  network: ['setSecret', 'database-unreachable'],
  credentials: ['testSecret', 'database-refuses'],
  denied: ['finishSecret', 'function-denied'],
  import: ['createSecret', 'code-not-loaded'],
  endpoint: ['createSecret', 'endpoint-unreachable'],
  timeout: ['setSecret', 'stops-after-create'],
  throttled: ['createSecret', 'not-begun'],
  token: ['createSecret', 'rotation-token'],
};

describe('a rotation that fails', () => {
  it.each(breakages)('of %s is named rightly, and healthy after the step that is offered', async (breaks) => {
    const [step, cause] = NAMED[breaks];
    const { functions, arn } = await functionOf(DEV);
    functions.set(arn, { breaks, vpcId: 'vpc-1' });
    await rotate(DEV, step);
    const operator = world.as('operator');
    expect((await known(operator, DEV))?.state).toBe('failing');
    const found = await look(operator, DEV, true);
    expect(found).toMatchObject({ state: 'failing', cause: { id: cause }, functionName: arn.split(':')[6] });
    expect(found.evidence.join(' ')).toContain('It runs in a VPC');
    expect(JSON.stringify(found)).not.toMatch(/CANARY/i);
    expect(found.next.slice(-2).map(({ act }) => act)).toEqual(['clear', 'rotate']);
    expect(found.unseen).toEqual([]);
    // What the function prints that it should not is there, by its shape.
    const spilt = found.log?.lines.filter(({ clear }) => !clear).length ?? 0;
    expect(spilt > 0).toBe(!['import', 'endpoint', 'throttled'].includes(breaks));

    functions.set(arn, {});
    const { id } = await world.row(DEV);
    const { versionStages } = await world.ctx.aws.describeSecret(await world.scopeOf(DEV), (await world.row(DEV)).arn);
    const versionId = findVersionWithStage(versionStages, 'AWSPENDING') ?? '';
    await clearPending(operator, { id, input: { versionId, reason: RULE }, idempotencyKey: undefined });
    await rotate(DEV, null);
    expect((await world.row(DEV)).rotation.state).toMatch(/^(healthy|due)$/);
    expect(await known(operator, DEV)).toBeNull();
  });
});

describe('what may not be looked at', () => {
  it('is refused by the person’s grants, and AWS is not asked', async () => {
    const before = calls();
    for (const persona of ['viewer', 'auditor'] as const)
      expect(await refusalOf(look(world.as(persona), STUCK))).toMatchObject({ code: 'forbidden' });
    // In prod an operator may have the function looked at, and not its log.
    expect(await refusalOf(look(world.as('operator'), STUCK, true))).toMatchObject({ code: 'forbidden' });
    expect(calls()).toBe(before);
    const refused = (await world.ledger()).at(-1);
    expect(refused).toMatchObject({ action: 'logs.read', phase: 'refused', secret: { name: STUCK } });
    const found = await look(world.as('operator'), STUCK);
    expect(found).toMatchObject({ state: 'stuck', cause: { id: 'left-pending' } });
    expect(found.unseen).toEqual([
      { what: 'The function’s log', why: 'You do not have logs.read on this secret.', grant: 'logs.read' },
    ]);
    expect(await known(world.as('viewer'), STUCK)).toMatchObject({
      unseen: [{ grant: 'secret.diagnose' }, { grant: 'logs.read' }],
    });
  });

  it('is said where AWS refuses the role, with the action to grant', async () => {
    const account = (await world.row(STUCK)).accountId;
    const role = [...world.local.world.roles.values()].find(
      (one) => one.account === account && /rotate/i.test(one.roleName),
    );
    if (!role) throw new Error('no role');
    const policies = role.policies;
    role.policies = policies.map(({ statements }) => ({
      statements: statements.filter((one) => !/logs:|GetPolicy/.test(JSON.stringify(one))),
    }));
    const found = await look(world.as('admin'), STUCK, true);
    role.policies = policies;
    expect(found.unseen.map(({ what, grant }) => [what, grant])).toEqual([
      ['The function’s configuration', 'lambda:GetFunctionConfiguration'],
      ['The function’s policy', 'lambda:GetPolicy'],
      ['The function’s log', null],
    ]);
    expect(JSON.stringify(found)).not.toContain(':role/');
  });

  it('is nothing where nothing fails', async () => {
    const before = calls();
    expect(await refusalOf(look(world.as('admin'), HEALTHY))).toMatchObject({ code: 'conflict' });
    expect(await known(world.as('admin'), HEALTHY)).toBeNull();
    expect(calls()).toBe(before);
  });
});

describe('what was looked at', () => {
  it('is in the ledger before AWS is asked, each as an act of its own, and AWS knows the person', async () => {
    const { functions, arn } = await functionOf(STUCK);
    const admin = world.as('admin');
    const before = (await world.ledger()).length;
    const found = await look(admin, STUCK, true);
    const entries = (await world.ledger()).slice(before);
    expect(entries.map(({ action, phase }) => [action, phase])).toEqual([
      ['secret.diagnose', 'asked'],
      ['secret.diagnose', 'done'],
      ['logs.read', 'asked'],
      ['logs.read', 'done'],
    ]);
    expect(entries[1]?.detail).toMatchObject({ configuration: 'seen', policy: 'seen', personKnownToAws: true });
    expect(entries[3]?.detail).toMatchObject({ what: expect.stringMatching(/^log \/aws\/lambda\//), log: 'seen' });
    for (const call of ['GetFunctionConfiguration20150331v2', 'GetPolicy20150331v2', 'FilterLogEvents'])
      expect(awsRecords(world.local, call).at(-1), call).toMatchObject({
        userIdentity: { sessionContext: { sourceIdentity: 'admin@example.com' } },
      });
    expect(found.log?.group).toBe(`/aws/lambda/${arn.split(':')[6]}`);

    functions.delete(arn);
    expect(await look(admin, STUCK, true)).toMatchObject({ cause: { id: 'function-missing' }, log: null, unseen: [] });
    functions.set(arn, { invocable: false, logGroup: '/rotation/all' });
    const closed = await look(admin, STUCK, true);
    expect(closed).toMatchObject({ cause: { id: 'not-invocable' } });
    // The printed policy is for Lambda's own groups.
    expect(closed.unseen).toEqual([
      { what: 'The function’s log', why: expect.stringContaining('Grant logs:FilterLogEvents'), grant: 'logs:FilterLogEvents' },
    ]); // prettier-ignore
    functions.set(arn, {});
  });

  it('leaves nothing of a log in what is logged or stored', async () => {
    expect(world.logged.join('\n')).not.toContain('CANARY-');
    expect(JSON.stringify(await world.ledger())).not.toContain('CANARY-');
  });
});
