import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';

/** What two accounts do with one secret, as tests that were run against AWS have it. */
const world = useLocalWorld();
const owner = () => world.secrets();
const other = () => world.secrets({ keys: adminUsers[1] });
const key = `arn:aws:kms:eu-west-1:${account}:key/11111111-2222-3333-4444-555555555555`;

function policyFor(Sid: string): string {
  const Principal = { AWS: adminUsers.slice(1, 2).map((user) => `arn:aws:iam::${user.account}:user/${user.userName}`) };
  const Statement = [{ Sid, Effect: 'Allow', Principal, Action: ['secretsmanager:*'], Resource: '*' }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function makeShared(KmsKeyId?: string) {
  const Name = `shared-${randomUUID()}`;
  const { ARN = '' } = await owner().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-1', KmsKeyId }));
  await owner().send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: policyFor('first') }));
  return { Name, SecretId: ARN };
}

test('everything but the value, by ARN alone', async () => {
  const { Name, SecretId } = await makeShared();
  expect((await other().send(new DescribeSecretCommand({ SecretId }))).ARN).toBe(SecretId);
  expect((await refusal(other().send(new DescribeSecretCommand({ SecretId: Name })))).code).toBe(
    'ResourceNotFoundException',
  );
  expect((await other().send(new ListSecretVersionIdsCommand({ SecretId }))).Versions).toHaveLength(1);
  expect((await other().send(new ListSecretsCommand({}))).SecretList).toEqual([]);
  await other().send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'by', Value: 'other' }] }));
  expect((await owner().send(new DescribeSecretCommand({ SecretId: Name }))).Tags).toEqual([
    { Key: 'by', Value: 'other' },
  ]);
  await other().send(new UntagResourceCommand({ SecretId, TagKeys: ['by'] }));
  expect((await owner().send(new DescribeSecretCommand({ SecretId: Name }))).Tags).toEqual([]);
  await other().send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: policyFor('second') }));
  const { ResourcePolicy } = await other().send(new GetResourcePolicyCommand({ SecretId }));
  expect(ResourcePolicy).toContain('"second"');
});

test('under the default key no value is read or written from outside', async () => {
  const { SecretId } = await makeShared();
  const calls = [
    other().send(new GetSecretValueCommand({ SecretId })),
    other().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-2' })),
    other().send(new UpdateSecretCommand({ SecretId, SecretString: 'CANARY-2' })),
  ];
  for (const call of calls)
    expect(await refusal(call)).toEqual({
      code: 'InvalidRequestException',
      message:
        "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
      status: 400,
    });
  expect((await owner().send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('CANARY-1');
});

test('under a key of one’s own it is read, written, deleted and restored from outside', async () => {
  const all = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
  const accounts = adminUsers.slice(0, 2).map((user) => `arn:aws:iam::${user.account}:root`);
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...all, Principal: { AWS: accounts } }] });
  await world.control('POST', 'keys', { keyArn: key, policy });
  const { Name, SecretId } = await makeShared(key);
  expect((await other().send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('CANARY-1');
  await other().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-2' }));
  expect((await owner().send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('CANARY-2');
  await other().send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
  expect((await owner().send(new DescribeSecretCommand({ SecretId: Name }))).DeletedDate).toBeInstanceOf(Date);
  await other().send(new RestoreSecretCommand({ SecretId }));
  expect(await owner().send(new DescribeSecretCommand({ SecretId: Name }))).not.toHaveProperty('DeletedDate');
});
