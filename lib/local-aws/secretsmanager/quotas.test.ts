import { randomUUID } from 'node:crypto';
import {
  GetRandomPasswordCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { secretsManagerOperations } from './operations';

/** Calls a second that operations share, as AWS lists them (UG reference_limits; aws-facts §1.8). */
const table: [perSecond: number, ...operations: string[]][] = [
  [10_000, 'GetSecretValue'],
  [40_000, 'DescribeSecret'],
  [100, 'ListSecrets'],
  [100, 'BatchGetSecretValue'],
  [50, 'ListSecretVersionIds'],
  [50, 'GetResourcePolicy', 'PutResourcePolicy', 'DeleteResourcePolicy', 'ValidateResourcePolicy'],
  [50, 'RotateSecret', 'CancelRotateSecret'],
  [50, 'PutSecretValue', 'UpdateSecret', 'UpdateSecretVersionStage', 'ReplicateSecretToRegions', 'RemoveRegionsFromReplication', 'StopReplicationToReplica'],
  [50, 'CreateSecret'],
  [50, 'DeleteSecret'],
  [50, 'RestoreSecret'],
  [50, 'TagResource', 'UntagResource'],
  [50, 'GetRandomPassword'],
]; // prettier-ignore

test('every operation is in AWS’s table, with its rate and in its company', () => {
  const groups = Map.groupBy(secretsManagerOperations.values(), ({ quota }) => quota.group);
  const found = [...groups.values()].map((group) => [
    group[0]?.quota.perSecond,
    ...group.map(({ name }) => name).toSorted(),
  ]);
  const wanted = table.map(([perSecond, ...names]) => [perSecond, ...names.toSorted()]);
  const order = (a: unknown[], b: unknown[]) => String(a[1]).localeCompare(String(b[1]));
  expect(found.toSorted(order)).toEqual(wanted.toSorted(order));
});

const world = useLocalWorld({ quotas: true });

test('what is too much is throttled for its group alone', async () => {
  const client = world.secrets();
  const SecretId = `q-${randomUUID()}`;
  const tag = () => client.send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'a', Value: 'b' }] }));
  const untag = () => client.send(new UntagResourceCommand({ SecretId, TagKeys: ['a'] }));
  expect((await refusal(tag())).code).toBe('ResourceNotFoundException');
  // The group's second is used up, and none comes back during this test, however slow the machine is.
  const spent = [...world.aws.world.spent.values()];
  expect(spent).toHaveLength(1);
  for (const bucket of spent) Object.assign(bucket, { tokens: 0, at: performance.now() + 600_000 });
  for (const call of [tag(), untag()])
    expect(await refusal(call)).toEqual({ code: 'ThrottlingException', message: 'Rate exceeded', status: 400 });
  expect((await client.send(new GetRandomPasswordCommand({}))).RandomPassword).toHaveLength(32);
  expect((await refusal(client.send(new RestoreSecretCommand({ SecretId })))).code).toBe('ResourceNotFoundException');
});
