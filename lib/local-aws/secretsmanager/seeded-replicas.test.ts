import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  StopReplicationToReplicaCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 40 });
const SecretId = 'prod/identity/jwt-signing';
const there = () => world.secrets({ region: 'us-east-1' });

test('the seed’s replica follows its primary, and is read where it is', async () => {
  await world.secrets().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-new' }));
  expect((await there().send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('CANARY-new');
  const primary = await world.secrets().send(new DescribeSecretCommand({ SecretId }));
  expect(primary.ReplicationStatus).toMatchObject([{ Region: 'us-east-1', LastAccessedDate: expect.any(Date) }]);
});

test('and goes its own way once it is promoted', async () => {
  await there().send(new StopReplicationToReplicaCommand({ SecretId }));
  await there().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-there' }));
  expect((await world.secrets().send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('CANARY-new');
  expect(await world.secrets().send(new DescribeSecretCommand({ SecretId }))).not.toHaveProperty('ReplicationStatus');
});
