import {
  CancelRotateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  TagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 40 });
const SecretId = 'rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042';
const client = () => world.secrets();
const RotationLambdaARN = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-generic';

test.each([
  ['its description', () => client().send(new UpdateSecretCommand({ SecretId, Description: 'mine' }))],
  ['its value', () => client().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-x' }))],
  ['its being there', () => client().send(new DeleteSecretCommand({ SecretId }))],
  ['its rotation', () => client().send(new CancelRotateSecretCommand({ SecretId }))],
  ['its function', () => client().send(new RotateSecretCommand({ SecretId, RotationLambdaARN }))],
])('%s is changed by the service that owns the secret', async (_what, call) => {
  const before = await client().send(new DescribeSecretCommand({ SecretId }));
  expect(await refusal(call())).toEqual({
    code: 'InvalidRequestException',
    message: 'The secret is managed by another service, and you must use that service to update it.',
    status: 400,
  });
  const after = await client().send(new DescribeSecretCommand({ SecretId }));
  expect({ ...after, $metadata: undefined }).toEqual({ ...before, $metadata: undefined });
});

test('it is read, tagged and given another schedule like any other', async () => {
  expect((await client().send(new GetSecretValueCommand({ SecretId }))).SecretString).toContain('CANARY-');
  await client().send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'team', Value: 'data' }] }));
  await client().send(new RotateSecretCommand({ SecretId, RotationRules: { AutomaticallyAfterDays: 3 } }));
  expect(await client().send(new DescribeSecretCommand({ SecretId }))).toMatchObject({
    OwningService: 'rds',
    RotationRules: { AutomaticallyAfterDays: 3 },
    Tags: expect.arrayContaining([{ Key: 'team', Value: 'data' }]),
  });
});
