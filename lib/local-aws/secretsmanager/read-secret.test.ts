import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 40 });
const describe = (SecretId: string, region?: string) =>
  world.secrets({ region }).send(new DescribeSecretCommand({ SecretId }));
const missing = {
  code: 'ResourceNotFoundException',
  message: "Secrets Manager can't find the specified secret.",
  status: 400,
};

test('a secret is found by name, by ARN, and by ARN without its suffix', async () => {
  const { ARN = '' } = await describe('prod/payments/db');
  expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod\/payments\/db-[A-Za-z0-9]{6}$/);
  expect((await describe(ARN)).ARN).toBe(ARN);
  expect((await describe(ARN.slice(0, -7))).ARN).toBe(ARN);
});

test('what has no value is left out', async () => {
  const plain = await describe('prod/payments/sepa-signing-key');
  expect(Object.keys(plain).toSorted()).toEqual([
    '$metadata',
    'ARN',
    'CreatedDate',
    'KmsKeyId',
    'LastAccessedDate',
    'LastChangedDate',
    'Name',
    'Tags',
    'VersionIdsToStages',
  ]);
  expect(plain.LastAccessedDate?.toISOString()).toMatch(/T00:00:00\.000Z$/);
});

test('a replica stands in its region, under its primary', async () => {
  const primary = await describe('prod/identity/jwt-signing');
  const replica = await describe('prod/identity/jwt-signing', 'us-east-1');
  expect(primary.ReplicationStatus).toMatchObject([{ Region: 'us-east-1', Status: 'InSync' }]);
  expect(replica).toMatchObject({ ARN: primary.ARN?.replace('eu-west-1', 'us-east-1'), PrimaryRegion: 'eu-west-1' });
});

test('reading a value marks the secret and the version with the day', async () => {
  const client = world.secrets();
  const SecretId = 'dev/search/elastic-admin';
  const sandbox = world.secrets({
    keys: { accessKeyId: 'AKIALOCALADMIN000003', secretAccessKey: 'local-only-key-of-an-administrator-00003' },
  });
  expect((await sandbox.send(new DescribeSecretCommand({ SecretId }))).LastAccessedDate).toBeUndefined();
  const value = await sandbox.send(new GetSecretValueCommand({ SecretId }));
  const today = new Date(new Date().setUTCHours(0, 0, 0, 0));
  expect((await sandbox.send(new DescribeSecretCommand({ SecretId }))).LastAccessedDate).toEqual(today);
  const { Versions } = await sandbox.send(new ListSecretVersionIdsCommand({ SecretId }));
  expect(Versions?.find(({ VersionId }) => VersionId === value.VersionId)).toMatchObject({
    LastAccessedDate: today,
    KmsKeyIds: ['DefaultEncryptionKey'],
  });
  expect(await refusal(client.send(new GetSecretValueCommand({ SecretId })))).toEqual(missing);
});

test('binary comes as bytes, JSON and text as strings', async () => {
  const client = world.secrets();
  const binary = await client.send(new GetSecretValueCommand({ SecretId: 'prod/payments/sepa-signing-key' }));
  expect(Buffer.from(binary.SecretBinary ?? []).toString('latin1')).toMatch(/CANARY-/);
  expect(binary.SecretString).toBeUndefined();
  const document = await client.send(
    new GetSecretValueCommand({ SecretId: 'prod/payments/db', VersionStage: 'AWSPREVIOUS' }),
  );
  expect(
    Object.values(JSON.parse(document.SecretString ?? '') as Record<string, string>).every((field) =>
      field.includes('CANARY-'),
    ),
  ).toBe(true);
});

test('the version a rotation left behind empty cannot be read', async () => {
  const { VersionIdsToStages = {} } = await describe('prod/web/smtp');
  const [VersionId = ''] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSPENDING')) ?? [];
  const found = await refusal(
    world.secrets().send(new GetSecretValueCommand({ SecretId: 'prod/web/smtp', VersionId })),
  );
  expect(found).toMatchObject({
    code: 'ResourceNotFoundException',
    message: `Secrets Manager can't find the specified secret value for VersionId: ${VersionId}`,
  });
});

test('versions come page by page', async () => {
  const client = world.secrets();
  const SecretId = 'prod/payments/db';
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-a', VersionStages: ['one'] }));
  const first = await client.send(new ListSecretVersionIdsCommand({ SecretId, MaxResults: 2 }));
  const second = await client.send(
    new ListSecretVersionIdsCommand({ SecretId, MaxResults: 2, NextToken: first.NextToken }),
  );
  expect([...(first.Versions ?? []), ...(second.Versions ?? [])].map(({ VersionStages }) => VersionStages)).toEqual([
    ['AWSPREVIOUS'],
    ['AWSCURRENT'],
    ['one'],
  ]);
  expect(second.NextToken).toBeUndefined();
  expect(await refusal(client.send(new ListSecretVersionIdsCommand({ SecretId, NextToken: 'x' })))).toMatchObject({
    code: 'InvalidNextTokenException',
  });
});

test('what is marked for deletion is described, never read, and comes back whole', async () => {
  const client = world.secrets();
  const SecretId = 'prod/legacy/crm-password';
  expect((await describe(SecretId)).DeletedDate).toBeInstanceOf(Date);
  expect(await refusal(client.send(new GetSecretValueCommand({ SecretId })))).toEqual({
    code: 'InvalidRequestException',
    message: "You can't perform this operation on the secret because it was marked for deletion.",
    status: 400,
  });
  await client.send(new RestoreSecretCommand({ SecretId }));
  expect((await describe(SecretId)).DeletedDate).toBeUndefined();
  expect((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString).toMatch(/^CANARY-/);
});

test('a policy comes as the text it was put with, and is left out where there is none', async () => {
  const policy = await world
    .secrets({ region: 'us-east-1' })
    .send(new GetResourcePolicyCommand({ SecretId: 'prod/identity/github-oauth' }));
  expect(JSON.parse(policy.ResourcePolicy ?? '')).toMatchObject({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny' }],
  });
  const none = await world.secrets().send(new GetResourcePolicyCommand({ SecretId: 'prod/payments/db' }));
  expect(none.ResourcePolicy).toBeUndefined();
});

test.each([
  ['a name that is not there', 'prod/payments/nothing', missing],
  ['an ARN of another region', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/payments/db-AAAAAA', missing],
  [
    'an ARN with a wrong suffix',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/payments/db-AAAAAA',
    missing,
  ],
  [
    'an empty id',
    '',
    {
      code: 'ValidationException',
      message:
        "1 validation error detected: Value '' at 'secretId' failed to satisfy constraint: Member must have length greater than or equal to 1",
      status: 400,
    },
  ],
  ['an endless id', 'a'.repeat(2049), expect.objectContaining({ code: 'ValidationException' })],
  [
    'a name with a space',
    'prod payments',
    {
      code: 'ValidationException',
      message:
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      status: 400,
    },
  ],
  ['a name with a star', '*', expect.objectContaining({ code: 'ValidationException' })],
  ['half an ARN', 'arn:aws:secretsmanager:eu-west-1', expect.objectContaining({ code: 'ValidationException' })],
])('refused: %s', async (_what, id, expected) => {
  expect(await refusal(describe(id))).toEqual(expected);
});
