import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { waitUntil } from '@/lib/local-aws/testing/wait-until';

const lagMs = 1500;
const world = useLocalWorld({ listingLagMs: lagMs });

test('a listing may be old, DescribeSecret is not, and what was changed comes in the end', async () => {
  const client = world.secrets();
  const list = async () => (await client.send(new ListSecretsCommand({ SortBy: 'name' }))).SecretList ?? [];
  const names = async () => (await list()).map(({ Name }) => Name);
  for (const Name of ['a', 'b']) await client.send(new CreateSecretCommand({ Name, SecretString: 'CANARY-1' }));
  const begun = Date.now();
  const before = await list();
  expect(before.map(({ Name }) => Name)).toEqual(['a', 'b']);

  await client.send(new CreateSecretCommand({ Name: 'c', SecretString: 'CANARY-1' }));
  await client.send(new UpdateSecretCommand({ SecretId: 'a', Description: 'new' }));
  await client.send(new PutSecretValueCommand({ SecretId: 'a', SecretString: 'CANARY-2' }));
  await client.send(new DeleteSecretCommand({ SecretId: 'b', ForceDeleteWithoutRecovery: true }));
  const described = await client.send(new DescribeSecretCommand({ SecretId: 'a' }));
  expect(described.Description).toBe('new');
  const stale = await list();
  // On a machine that stood still for so long the copy may be a new one: then there is nothing old to see.
  expect(Date.now() - begun < lagMs ? stale : before).toEqual(before);

  await waitUntil(names, (found) => found.join() === 'a,c');
  const [a] = await list();
  expect(a?.SecretVersionsToStages).toEqual(described.VersionIdsToStages);
});
