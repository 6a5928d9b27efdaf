import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  RotateSecretCommand,
  UpdateSecretCommand,
  type RotateSecretCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { waitUntil } from '@/lib/local-aws/testing/wait-until';

const world = useLocalWorld();
const client = () => world.secrets();
const role = 'arn:aws:iam::111122223333:role/partner-rotation';
const metadata = [{ Key: 'apiVersion', Value: 'v65.0' }];
const describe = (SecretId: string) => client().send(new DescribeSecretCommand({ SecretId }));

async function make(Type?: string): Promise<string> {
  const Name = `e-${randomUUID()}`;
  await client().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-1', Type }));
  return Name;
}

const rotate = (SecretId: string, input: Partial<RotateSecretCommandInput>) =>
  client().send(new RotateSecretCommand({ SecretId, RotationRules: { AutomaticallyAfterDays: 30 }, ...input }));

test('rotated without a function, by a role and what the partner asks for, which both are shown', async () => {
  const Name = await make('SalesforceClientSecret');
  expect(await describe(Name)).toMatchObject({ Type: 'SalesforceClientSecret' });
  const begun = await rotate(Name, {
    ExternalSecretRotationMetadata: metadata,
    ExternalSecretRotationRoleArn: role,
  });
  await waitUntil(
    () => describe(Name),
    ({ VersionIdsToStages = {} }) => VersionIdsToStages[begun.VersionId ?? '']?.join() === 'AWSCURRENT',
  );
  const shown = {
    Type: 'SalesforceClientSecret',
    ExternalSecretRotationMetadata: metadata,
    ExternalSecretRotationRoleArn: role,
  };
  const after = await describe(Name);
  expect(after).toMatchObject({ ...shown, RotationEnabled: true, LastRotatedDate: expect.any(Date) });
  expect(after).not.toHaveProperty('RotationLambdaARN');
  const listed = await client().send(new ListSecretsCommand({ Filters: [{ Key: 'name', Values: [Name] }] }));
  expect(listed.SecretList).toMatchObject([shown]);
  const value = await client().send(new GetSecretValueCommand({ SecretId: Name }));
  expect(value.SecretString).not.toBe('CANARY-1');
  // Once told, the role is known.
  expect((await rotate(Name, {})).VersionId).not.toBe(begun.VersionId);
});

test('a secret becomes one by UpdateSecret, and is none by an empty type', async () => {
  const Name = await make();
  await client().send(new UpdateSecretCommand({ SecretId: Name, Type: 'SnowflakePat' }));
  expect((await describe(Name)).Type).toBe('SnowflakePat');
  await client().send(new UpdateSecretCommand({ SecretId: Name, Type: '' }));
  expect(await describe(Name)).not.toHaveProperty('Type');
});

test.each([
  ['without a role', 'BigIDClientSecret', {}, 'InvalidRequestException'],
  [
    'with a function',
    'BigIDClientSecret',
    { ExternalSecretRotationRoleArn: role, RotationLambdaARN: 'arn:aws:lambda:eu-west-1:111122223333:function:f' },
    'InvalidParameterException',
  ],
  ['that is no external secret', undefined, { ExternalSecretRotationRoleArn: role }, 'InvalidParameterException'],
  ['by a role that is none', 'BigIDClientSecret', { ExternalSecretRotationRoleArn: 'role' }, 'ValidationException'],
])('no rotation %s', async (_what, type, input, code) => {
  const Name = await make(type);
  expect(await refusal(rotate(Name, input))).toMatchObject({ code, status: 400 });
  expect(await describe(Name)).not.toHaveProperty('RotationEnabled');
});
