import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopesList, settingsView } from '@/lib/contract/system';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import type { Context } from '@/lib/domain/ports/context';
import { dashboardUser, roleArn, roles } from '@/lib/local-aws/seed/identities';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { getSettings } from './get-settings';
import { listScopes } from './list-scopes';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

const scopes = async (ctx: Context) => scopesList.parse(await listScopes(ctx)).items;
const counts = async (ctx: Context) => (await scopes(ctx)).map(({ id, inventory }) => [id, inventory.secrets]);

describe('scopes', () => {
  it('are all there for those who see everything, those without secrets too', async () => {
    const all = await counts(world.as('viewer'));
    expect(all.map(([id]) => id)).toEqual(world.scopes.map(({ id }) => id));
    expect(all).toContainEqual(['333344445555:us-east-1', 0]);
  });

  it('are for an owner those with something of theirs, counting that alone', async () => {
    expect(await counts(world.as('owner'))).toEqual([
      ['111122223333:eu-west-1', 5],
      ['222233334444:eu-west-1', 2],
      ['333344445555:eu-west-1', 2],
    ]);
  });

  it('name roles to those who may read settings, and to nobody else', async () => {
    const [auditors] = await scopes(world.as('auditor'));
    expect(auditors?.roles).toEqual({
      reveal: roleArn('111122223333', 'reveal'),
      rotate: roleArn('111122223333', 'rotate'),
      recover: roleArn('111122223333', 'recover'),
    });
    const [viewers] = await scopes(world.as('viewer'));
    expect(viewers?.roles).toEqual({ reveal: null, rotate: null, recover: null });
    expect(viewers?.personKnownToAws).toBe(true);
  });

  it('say so where AWS does not know the person', async () => {
    const options = toLocalOptions(world.local.url, { demoOverForeignEndpoint: true });
    const accounts = options.accounts.map((account) => ({
      ...account,
      roles: { read: null, reveal: null, rotate: null, recover: null },
    }));
    const ctx = { ...world.as('viewer'), aws: createAws({ ...options, accounts }) };
    expect((await scopes(ctx)).every(({ personKnownToAws }) => !personKnownToAws)).toBe(true);
  });

  it('that fail keep their age, and say in words what to do', async () => {
    const before = (await scopes(world.as('viewer')))[0]?.inventory;
    await world.fault({ kind: 'denied', operation: 'ListSecrets', scope: '111122223333/eu-west-1' });
    await expect(world.sync()).rejects.toMatchObject({ code: 'upstream' });
    await world.clearFaults();
    const [failing, ...others] = await scopes(world.as('auditor'));
    expect(failing?.inventory).toMatchObject({
      state: 'failing',
      asOf: before?.asOf,
      secrets: before?.secrets,
      problem: { code: 'denied', remedy: expect.stringContaining('secretsmanager:ListSecrets') },
    });
    expect(others.some(({ inventory }) => inventory.state === 'failing')).toBe(false);
    const [told] = await scopes(world.as('viewer'));
    expect(told?.inventory.problem, 'a role is named to those who may read the settings').toMatchObject({
      code: 'denied',
      message: 'AWS denies a permission that Keyledger needs.',
      since: failing?.inventory.problem?.since,
    });
    expect(JSON.stringify(told)).not.toContain('arn:aws');
  });
});

describe('settings', () => {
  const settings = async () => settingsView.parse(await getSettings(world.as('auditor')));

  it('explain rules and permissions, and hold no credential', async () => {
    const view = await settings();
    expect(view.ledgerGuard).toBe('append-only');
    expect(view.environmentRules).toEqual([
      'the tag environment, or env, or stage',
      'the first part of the name',
      'the account',
    ]);
    expect(view.actRules).toEqual([
      {
        environment: 'prod',
        asks: ['a reason to reveal', 'a reason to rotate or recover', 'the typed name to rotate'],
      },
      { environment: '*', asks: [] },
    ]);
    const reveal = view.permissions.find(({ permission }) => permission === 'secret.reveal');
    expect(reveal).toMatchObject({ act: true, personas: ['operator', 'owner', 'admin'] });
    const text = JSON.stringify(view);
    expect(text).not.toContain(dashboardUser.secretAccessKey);
    expect(text).not.toContain(dashboardUser.accessKeyId);
    expect(text).not.toContain(new URL(world.database.appUrl).password);
  });

  /** Every action that the roles of the seeded world are allowed, which those tests above get by with. */
  const actionsOf = (name: string): string[] =>
    roles
      .filter(({ account, roleName }) => account === '111122223333' && roleName === name)
      .flatMap(({ policy }) => policy)
      .flatMap((statement) => {
        const { Action, Effect }: { Action?: string | string[]; Effect?: string } = statement;
        return Effect === 'Allow' ? [Action ?? []].flat() : [];
      });

  it.each([
    ['read', 'KeyledgerRead'],
    ['reveal', 'KeyledgerReveal'],
    ['rotate', 'KeyledgerRotate'],
    ['recover', 'KeyledgerRecover'],
  ] as const)('give the policy to paste for %s: exactly what it needs', async (act, roleName) => {
    const policy = (await settings()).policies.find((candidate) => candidate.act === act)?.policy ?? '';
    const [, first = '{}'] = /:\n\n(\{[^]*?\n\})\n\n2\./.exec(policy) ?? [];
    const parsed: { Statement: { Effect: string; Action: string | string[] }[] } = JSON.parse(first);
    const allowed = parsed.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
    expect(allowed.toSorted()).toEqual(actionsOf(roleName).toSorted());
    expect(policy).toContain(`roles.${act}: <ARN of the role>`);
  });

  it('forbid values to the role that reads, and ask it for no person', async () => {
    const policy = (await settings()).policies.find(({ act }) => act === 'read')?.policy ?? '';
    expect(policy).toMatch(/"Effect": "Deny",\s+"Action": \[\s+"secretsmanager:GetSecretValue"/);
    expect(policy).not.toContain('SourceIdentity');
  });

  it('are for those who may read them', async () => {
    for (const persona of ['viewer', 'operator', 'owner'] as const)
      expect(await refusalOf(getSettings(world.as(persona)))).toMatchObject({ code: 'forbidden' });
  });
});
