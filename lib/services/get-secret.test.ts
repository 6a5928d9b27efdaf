import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretDetail, versionsView, type SecretDetail } from '@/lib/contract/secret-detail';
import { preflightView } from '@/lib/contract/rotation';
import { PERSONAS } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { findKnownVersions } from './find-known-versions';
import { getPreflight } from './get-preflight';
import { getSecret } from './get-secret';
import { listVersions } from './list-versions';

const PROD = 'prod/payments/db';
const DEV = 'dev/payments/db';
const KEY = 'prod/web/session-key';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

const idOf = async (name: string) => ({ id: (await world.row(name)).id });
const detail = async (ctx: Context, name: string): Promise<SecretDetail> =>
  secretDetail.parse(await getSecret(ctx, await idOf(name)));
const preflight = async (ctx: Context, name: string) => preflightView.parse(await getPreflight(ctx, await idOf(name)));

describe('a secret', () => {
  it('tells its page all, and asks AWS nothing', async () => {
    const before = awsRecords(world.local, 'DescribeSecret').length;
    const secret = await detail(world.as('viewer'), PROD);
    expect(secret).toMatchObject({
      name: PROD,
      leaf: 'db',
      service: 'payments',
      environment: { value: 'prod', source: 'tag Environment=production', disagrees: [] },
      guardedAs: 'prod',
      description: 'Main database of payments',
      activeRunId: null,
    });
    expect(secret.schedule).toMatch(/30 days/);
    expect(Object.values(secret.versionStages ?? {}).flat()).toContain('AWSCURRENT');
    expect(awsRecords(world.local, 'DescribeSecret')).toHaveLength(before);
  });

  it.each([
    ['viewer', PROD, [false, false, false, false]],
    ['auditor', PROD, [false, false, false, true]],
    ['operator', PROD, [false, true, false, true]],
    ['operator', DEV, [true, true, true, true]],
    ['operator', 'staging/payments/partner-sftp', [false, true, false, true]],
    ['operator', 'playground', [false, true, false, true]],
    ['owner', DEV, [true, true, true, true]],
    ['admin', PROD, [true, true, true, true]],
  ] as const)('says what %s may do with %s', async (persona, name, may) => {
    const { reveal, rotate, recover, readHistory } = (await detail(world.as(persona), name)).may;
    expect([reveal, rotate, recover, readHistory]).toEqual(may);
  });

  it.each([
    [PROD, 'prod', true],
    ['playground', 'prod', true],
    ['staging/payments/partner-sftp', 'prod', true],
    [DEV, 'dev', false],
  ])('%s is guarded as %s and asks accordingly', async (name, guardedAs, asked) => {
    expect(await detail(world.as('admin'), name)).toMatchObject({
      guardedAs,
      asks: { revealReason: asked, rotateReason: asked, rotateName: asked },
    });
  });

  it('names its siblings in other environments, within sight only', async () => {
    const names = async (ctx: Context) => (await detail(ctx, PROD)).siblings.map(({ name }) => name).toSorted();
    expect(await names(world.as('owner'))).toEqual([DEV, 'staging/payments/db']);
    const where = { environments: ['prod', 'dev'] };
    const grants = [{ permission: 'inventory.read', effect: 'allow', where } as const];
    expect(await names(world.as('viewer', { grants }))).toEqual([DEV]);
  });

  it('out of sight is the same as one that does not exist', async () => {
    const theirs = await refusalOf(getSecret(world.as('owner'), await idOf('prod/web/smtp')));
    const none = await refusalOf(getSecret(world.as('owner'), { id: 'AAAAAAAAAAAAAAAAAAAAAA' }));
    expect([theirs.code, theirs.message]).toEqual(['not_found', none.message]);
    const denied = { permission: 'inventory.read', effect: 'deny', where: { namePrefix: 'prod/' } } as const;
    const ctx = world.as('admin', { grants: [...PERSONAS.admin, denied] });
    for (const verb of [getSecret, listVersions, getPreflight, findKnownVersions])
      expect((await refusalOf(verb(ctx, await idOf(PROD)))).code).toBe('not_found');
  });
});

describe('versions', () => {
  it('are the labels of the listing until AWS is asked', async () => {
    const known = versionsView.parse(await findKnownVersions(world.as('viewer'), await idOf(DEV)));
    expect(known.asOf).toBeNull();
    expect(known.versions.flatMap(({ stages }) => stages)).toContain('AWSCURRENT');
  });

  it('are asked of AWS, newest first, and kept for when AWS cannot be asked', async () => {
    const viewer = world.as('viewer');
    const id = await idOf(DEV);
    const fresh = versionsView.parse(await listVersions(viewer, id));
    expect(Date.now() - Date.parse(fresh.asOf ?? '')).toBeLessThan(10_000);
    const current = findVersionWithStage((await world.row(DEV)).versionStages, 'AWSCURRENT');
    expect(fresh.versions[0]).toMatchObject({ versionId: current, stages: ['AWSCURRENT'] });
    expect(fresh.versions.length).toBeGreaterThan(1);
    const calls = () => awsRecords(world.local, 'ListSecretVersionIds').length;
    const asked = calls();
    expect(await listVersions(viewer, id)).toEqual(fresh);
    expect(calls(), 'what is seconds old is not asked again').toBe(asked);
    const later = { ...viewer, now: () => new Date(Date.now() + 11_000) };
    for (const kind of ['throttle', 'denied', 'reset', 'html']) {
      await world.fault({ kind, operation: 'ListSecretVersionIds' });
      expect(versionsView.parse(await listVersions(later, id))).toEqual(fresh);
      await world.clearFaults();
    }
    expect(world.logged.filter((line) => line.includes('last known'))).toHaveLength(4);
    expect(await findKnownVersions(viewer, id)).toEqual(fresh);
  });
});

describe('the preflight', () => {
  it.each([
    ['dev/payments/stripe-api-key', 'not-configured'],
    ['prod/search/opensearch', 'pending-elsewhere'],
    ['prod/legacy/crm-password', 'pending-deletion'],
  ])('of %s says what blocks it: %s', async (name, check) => {
    const plan = await preflight(world.as('admin'), name);
    expect(plan.ready).toBe(false);
    expect(plan.checks[0]?.level).toBe('blocking');
    expect(plan.checks.map(({ id }) => id)).toContain(check);
  });

  it('of one that can go says so, who it will be recorded as and what will be asked', async () => {
    const plan = await preflight(world.as('owner'), PROD);
    expect(plan).toMatchObject({
      ready: true,
      recordedAs: 'owner@example.com',
      asks: { reason: true, typedName: true },
    });
    expect(plan.checks.map(({ id }) => id)).toEqual(expect.arrayContaining(['configured', 'no-pending']));
  });

  it('of one whose function was deleted is blocked by that, as the person was let look, once in the ledger', async () => {
    const { rotationLambdaArn, accountId, region } = await world.row(KEY);
    const functions = world.local.world.scopes.get(`${accountId}/${region}`)?.functions;
    const settings = functions?.get(rotationLambdaArn ?? '');
    if (!functions || !settings || rotationLambdaArn === null) throw new Error('no function');
    functions.delete(rotationLambdaArn);
    const admin = world.as('admin');
    const blocking = async (ctx: Context) => (await preflight(ctx, KEY)).checks.filter(({ level }) => level === 'blocking').map(({ id }) => id);
    // On a busy machine the answer may come later than it is waited for, and then stands when it is asked again.
    await expect.poll(() => blocking(admin), { timeout: 10_000 }).toEqual(['function-missing']);
    const looks = async () => (await world.ledger()).filter(({ action, secret }) => action === 'secret.diagnose' && secret?.name === KEY);
    await expect.poll(async () => (await looks()).map(({ phase }) => phase)).toEqual(['asked', 'done']);
    expect((await looks()).at(-1)).toMatchObject({ detail: { configuration: 'missing' } });
    // Who may not look is told so, and nothing is in the way for them; who may not rotate is told nothing of it.
    const grants = PERSONAS.admin.filter(({ permission }) => permission !== 'secret.diagnose');
    const without = world.as('admin', { grants });
    expect(await blocking(without)).toEqual([]);
    const told = async (ctx: Context) => (await preflight(ctx, KEY)).checks.find(({ id }) => id === 'configured')?.message;
    expect(await told(without)).toContain('You do not have secret.diagnose on this secret.');
    expect(await told(world.as('viewer'))).not.toContain('looked at');
    functions.set(rotationLambdaArn, settings);
    const later = { ...admin, now: () => new Date(Date.now() + 60_000) };
    await expect.poll(() => blocking(later), { timeout: 10_000 }).toEqual([]);
    await expect.poll(async () => (await looks()).length).toBe(4);
  }); // prettier-ignore

  it('never says that nobody reads it where no history was read', async () => {
    const ids = (await preflight(world.as('admin'), PROD)).checks.map(({ id }) => id);
    expect(ids).toContain('history-not-covered');
    expect(ids).not.toContain('no-readers');
  });

  it('of one that another service manages warns', async () => {
    const plan = await preflight(world.as('admin'), 'rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042');
    expect(plan.checks).toContainEqual(expect.objectContaining({ id: 'managed-by-service', level: 'warning' }));
  });
});
