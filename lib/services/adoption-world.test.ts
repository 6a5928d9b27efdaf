import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adoptionView } from '@/lib/contract/adoption';
import { adminClient } from '@/lib/services/testing/admin-client';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { getAdoption } from './get-adoption';

const NAME = 'prod/payments/sepa-signing-key';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

/** Records keep whole seconds: what is to be told apart is done in different ones. */
const nextSecond = () => setTimeout(1000 - (Date.now() % 1000) + 50);

async function told() {
  await world.readHistory();
  const { id } = await world.row(NAME);
  const view = adoptionView.parse(await getAdoption(world.as('auditor'), { id }));
  return { ...view, state: view.adoption?.readers.map(({ who, state }) => `${who} ${state}`) };
}

it('one reader is followed from the old value to the new one', { timeout: 60_000 }, async () => {
  const client = adminClient(world.local.url, await world.scopeOf(NAME));
  const { arn: SecretId } = await world.row(NAME);
  const read = (version: { VersionStage?: string; VersionId?: string } = {}) =>
    client.send(new GetSecretValueCommand({ SecretId, ...version }));
  const before = await read();
  await nextSecond();
  const put = await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'another' }));
  await nextSecond();
  await world.sync();

  const silent = await told();
  expect(silent.current).toMatchObject({ versionId: put.VersionId, previousVersionId: before.VersionId });
  const { after, by } = silent.current?.since ?? {};
  expect(Date.parse(by ?? '') - Date.parse(after ?? '')).toBe(1000);
  expect(silent.state).toEqual(['admin unknown']);

  await read({ VersionId: before.VersionId });
  await nextSecond();
  const pinned = await told();
  expect(pinned.state).toEqual(['admin old']);
  expect(pinned.adoption).toMatchObject({ verdict: 'behind', adopted: 0, of: 1, previousUnusedSince: null });

  await read();
  const adopted = await told();
  const [reader] = adopted.adoption?.readers ?? [];
  expect(adopted.state).toEqual(['admin adopted']);
  expect(adopted.adoption).toMatchObject({ verdict: 'adopted', previousUnusedSince: reader?.adoptedAt });
  expect(JSON.stringify(adopted)).not.toContain('another');
});
