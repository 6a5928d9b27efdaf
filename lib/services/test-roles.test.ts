import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import { PERSONAS } from '@/lib/domain/grant';
import type { AccessEvent } from '@/lib/domain/event-record';
import { roleArn } from '@/lib/local-aws/seed/identities';
import { ownRoles } from '@/lib/sync/history/own-roles';
import { getAccount } from './get-account';
import { getSettings } from './get-settings';
import { testRoles } from './test-roles';
import { refusalOf } from './testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from './testing/services-world';

const SCOPE = '222233334444:eu-west-1';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

describe('a test of the roles', () => {
  it('is for those who may both refresh a scope and read the settings', async () => {
    for (const persona of ['viewer', 'auditor', 'operator', 'owner'] as const)
      expect(await refusalOf(testRoles(world.as(persona), SCOPE))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(testRoles(world.as('admin'), '999999999999:eu-west-1'))).toMatchObject({
      code: 'not_found',
    });
    expect((await world.ledger()).filter(({ detail }) => detail['test'] === 'roles')).toEqual([]);
  });

  it('is for scopes that one may refresh, and Settings offers it there alone', async () => {
    const elsewhere = world.as('auditor', {
      grants: [
        ...PERSONAS.auditor,
        { permission: 'scope.sync', effect: 'allow', where: { accounts: ['333344445555'] } },
      ],
    });
    expect(await refusalOf(testRoles(elsewhere, SCOPE))).toMatchObject({ code: 'forbidden', refused: 'scope.sync' });
    expect((await world.ledger()).filter(({ detail }) => detail['test'] === 'roles')).toEqual([]);
    const offered = async (...[account, ctx]: [string, typeof elsewhere]) =>
      (await getAccount(ctx, account)).tests.map(({ mayTest }) => mayTest);
    expect(await offered('222233334444', elsewhere)).toEqual([false, false]);
    expect(await offered('333344445555', elsewhere)).toEqual([true, true]);
    expect(await offered('222233334444', world.as('auditor'))).toEqual([false, false]);
    expect(await offered('222233334444', world.as('admin'))).toEqual([true, true]);
  });

  it('is in the ledger before AWS is asked and after, kept, and shown in Settings', async () => {
    const never = (await getSettings(world.as('auditor'))).accounts.find(({ id }) => id === '222233334444');
    expect(never?.test).toBeNull();
    const seen = await testRoles(world.as('admin'), SCOPE);
    expect(seen).toMatchObject({ scope: SCOPE, by: world.as('admin').actor.name });
    expect(seen.roles.map(({ use }) => use)).toEqual(['read', 'reveal', 'rotate', 'recover']);
    expect(seen.roles.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict === 'bad')).toEqual([]);
    const entries = (await world.ledger()).filter(({ detail }) => detail['test'] === 'roles');
    expect(entries.map(({ action, phase }) => [action, phase])).toEqual([
      ['scope.sync', 'asked'],
      ['scope.sync', 'done'],
    ]);
    expect(entries[1]?.detail).toMatchObject({ scope: SCOPE, bad: 0 });
    const account = await getAccount(world.as('auditor'), '222233334444');
    expect(account.tests).toMatchObject([
      { scope: SCOPE, region: 'eu-west-1', last: seen },
      { region: 'us-east-1', last: null },
    ]);
    const settings = (await getSettings(world.as('auditor'))).accounts.find(({ id }) => id === '222233334444');
    expect(settings?.test).toMatchObject({ at: seen.at, bad: 0 });
  });

  it('is not done again at once', async () => {
    expect(await refusalOf(testRoles(world.as('admin'), SCOPE))).toMatchObject({ code: 'rate_limited' });
  });

  it('leaves records that are this dashboard’s, also where AWS refused, so that they are nobody’s burst of denials', async () => {
    const scope = world.scopes.find(({ id }) => id === SCOPE);
    if (!scope) throw new Error('no scope');
    const context = {
      accountId: scope.accountId,
      region: scope.region,
      ownRoleArns: ownRoles(world.ctx, scope, [roleArn(scope.accountId, 'read')]),
    };
    const probed = await vi.waitUntil(
      async () => {
        const found: AccessEvent[] = [];
        const to = new Date();
        for await (const { records } of world.ctx.aws.lookupEvents(scope, {
          from: new Date(to.getTime() - 60_000),
          to,
        }))
          for (const record of records) {
            if (!JSON.stringify(record).includes('keyledger/probe/')) continue;
            const normalised = normaliseRecord(record, context);
            if (normalised.ok) found.push(normalised.event);
          }
        return found.some(({ eventName }) => eventName === 'UpdateSecretVersionStage') ? found : null;
      },
      { timeout: 20_000, interval: 500 },
    );
    expect(probed.filter(({ outcome }) => outcome === 'denied').length).toBeGreaterThan(2);
    expect(new Set(probed.map(({ actorKind }) => actorKind))).toEqual(new Set(['this-dashboard']));
  });
});
