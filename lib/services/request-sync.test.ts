import { afterAll, beforeAll, expect, it } from 'vitest';
import { PERSONAS, type GrantRule } from '@/lib/domain/grant';
import { syncAnswer } from '@/lib/contract/acts';
import { withClient } from '@/lib/store/migrate/with-client';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { requestSync } from './request-sync';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

/** What waits to be read: kind and scope. */
async function jobs(): Promise<string[]> {
  const { rows } = await withClient(world.database.superuserUrl, (client) =>
    client.query<{ job: string }>(
      `delete from pgboss.job where name in ('inventory', 'history') returning name || ' ' || singleton_key as job`,
    ),
  );
  return rows.map(({ job }) => job).toSorted();
}

it('asks for every scope within sight, inventory and history, and leaves a note', async () => {
  const { scopes } = syncAnswer.parse(await requestSync(world.as('admin'), {}));
  expect(scopes).toEqual(world.scopes.map(({ id }) => id));
  expect(await jobs()).toEqual(scopes.flatMap((id) => [`history ${id}`, `inventory ${id}`]).toSorted());
  expect((await world.ledger()).at(-1)).toMatchObject({ action: 'scope.sync', phase: 'noted', secret: null });
});

it('asks once however often it is pressed', async () => {
  const scope = '333344445555:eu-west-1';
  await requestSync(world.as('operator'), { scope });
  await requestSync(world.as('operator'), { scope });
  expect(await jobs()).toEqual([`history ${scope}`, `inventory ${scope}`]);
});

it('an owner asks for the scopes that hold something of theirs', async () => {
  const { scopes } = await requestSync(world.as('owner'), {});
  expect(scopes.toSorted()).toEqual(['111122223333:eu-west-1', '222233334444:eu-west-1', '333344445555:eu-west-1']);
  await jobs();
  const elsewhere = await refusalOf(requestSync(world.as('owner'), { scope: '111122223333:us-east-1' }));
  const nowhere = await refusalOf(requestSync(world.as('owner'), { scope: '999999999999:us-east-1' }));
  expect([elsewhere.code, elsewhere.message]).toEqual(['not_found', nowhere.message]);
  expect(await jobs()).toEqual([]);
});

const SANDBOX = ['333344445555:eu-west-1', '333344445555:us-east-1'];
const EVERY_ACCOUNT_BUT_SANDBOX = ['111122223333', '222233334444'];

/** Sees everything, and may refresh where the rule holds. */
const refreshing = (where: GrantRule, deny?: GrantRule) =>
  world.as('viewer', {
    grants: [
      ...PERSONAS.viewer,
      { permission: 'scope.sync', effect: 'allow', where },
      ...(deny ? [{ permission: 'scope.sync', effect: 'deny', where: deny } as const] : []),
    ],
  });

it('refreshes only where that is granted, although more is seen', async () => {
  const ask = async (...rule: Parameters<typeof refreshing>) => {
    const { scopes } = await requestSync(refreshing(...rule), {});
    expect((await jobs()).length).toBe(scopes.length * 2);
    return scopes.toSorted();
  };
  expect(await ask({ accounts: ['333344445555'] })).toEqual(SANDBOX);
  expect(await ask({}, { accounts: EVERY_ACCOUNT_BUT_SANDBOX })).toEqual(SANDBOX);
  expect(await ask({ accounts: ['999999999999'] })).toEqual([]);
  // What is said of secrets holds where such a secret is: of the sandbox's scopes one holds nothing at all.
  const inDev = await ask({ environments: ['dev'] }, { accounts: EVERY_ACCOUNT_BUT_SANDBOX });
  expect(inDev).toEqual(['333344445555:eu-west-1']);
  expect(await ask({ environments: ['nowhere'] })).toEqual([]);
  expect(await ask({ tag: { key: 'team', value: 'payments' } })).toEqual([
    '111122223333:eu-west-1',
    '222233334444:eu-west-1',
    '333344445555:eu-west-1',
  ]);
});

it('is refused for a scope that is seen and not granted, and asks nothing of the worker', async () => {
  const inSandbox = refreshing({ accounts: ['333344445555'] });
  const before = (await world.ledger()).length;
  const refusal = await refusalOf(requestSync(inSandbox, { scope: '111122223333:eu-west-1' }));
  expect(refusal).toMatchObject({ code: 'forbidden', refused: 'scope.sync' });
  const nowhere = await refusalOf(requestSync(inSandbox, { scope: '999999999999:us-east-1' }));
  expect(nowhere).toMatchObject({ code: 'not_found' });
  expect([await jobs(), (await world.ledger()).length]).toEqual([[], before]);
});

it('an act counts a secret of which the environment is disputed or unknown as prod', async () => {
  const { scopeId, environment } = await world.row('staging/payments/partner-sftp');
  expect(environment.disagrees).not.toEqual([]);
  const only = { environments: [environment.value], namePrefix: 'staging/payments/partner-sftp' };
  expect((await requestSync(refreshing(only), {})).scopes).toEqual([]);
  expect((await requestSync(refreshing({ ...only, environments: ['prod'] }), {})).scopes).toEqual([scopeId]);
  await jobs();
});

it('is not for those who only look', async () => {
  const before = (await world.ledger()).length;
  for (const persona of ['viewer', 'auditor'] as const)
    expect(await refusalOf(requestSync(world.as(persona), {}))).toMatchObject({ code: 'forbidden' });
  expect([await jobs(), (await world.ledger()).length]).toEqual([[], before]);
});
