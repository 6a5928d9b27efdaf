import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('is not for those who only look', async () => {
  const before = (await world.ledger()).length;
  for (const persona of ['viewer', 'auditor'] as const)
    expect(await refusalOf(requestSync(world.as(persona), {}))).toMatchObject({ code: 'forbidden' });
  expect([await jobs(), (await world.ledger()).length]).toEqual([[], before]);
});
