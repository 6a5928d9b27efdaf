import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  RotateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { adminUsers, dashboardUser, roleArn, viewerUser, type RoleUse } from '@/lib/local-aws/seed/identities';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 40 });

/** A session of one of the dashboard's roles, narrowed to the statements given. */
async function session(use: RoleUse, statements?: object[]) {
  const Policy = statements && JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const command = new AssumeRoleCommand({
    RoleArn: roleArn(account, use),
    RoleSessionName: 'jana',
    SourceIdentity: 'jana@example.com',
    Policy,
  });
  const { Credentials } = await world.sts({ keys: dashboardUser }).send(command);
  const keys = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
  return { keys, client: world.secrets({ keys }) };
}

const arnOf = async (SecretId: string) =>
  (await world.secrets().send(new DescribeSecretCommand({ SecretId }))).ARN ?? '';
const allow = (Action: string, Resource: string, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const who = `arn:aws:sts::${account}:assumed-role/KeyledgerReveal/jana`;

test('a reveal is held to its one secret', async () => {
  const arn = await arnOf('prod/payments/db');
  const { client } = await session('reveal', [allow('secretsmanager:GetSecretValue', arn)]);
  expect((await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString).toContain('CANARY-');
  const other = await refusal(client.send(new GetSecretValueCommand({ SecretId: 'prod/web/session-key' })));
  expect(other).toEqual({
    code: 'AccessDeniedException',
    message: `User: ${who} is not authorized to perform: secretsmanager:GetSecretValue on resource: prod/web/session-key because no session policy allows the secretsmanager:GetSecretValue action`,
    status: 400,
  });
});

test('under a customer managed key the session needs kms:Decrypt for just this secret', async () => {
  const arn = await arnOf('prod/payments/stripe-api-key');
  const read = allow('secretsmanager:GetSecretValue', arn);
  const decrypt = (secret: string, service = 'secretsmanager.eu-west-1.amazonaws.com') =>
    allow('kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/*', {
      StringEquals: { 'kms:ViaService': service, 'kms:EncryptionContext:SecretARN': secret },
    });
  const reveal = async (statements: object[]) =>
    (await session('reveal', statements)).client.send(new GetSecretValueCommand({ SecretId: arn }));
  const refused = { code: 'AccessDeniedException', message: 'Access to KMS is not allowed', status: 400 };
  expect(await refusal(reveal([read]))).toEqual(refused);
  expect(await refusal(reveal([read, decrypt(`${arn}x`)]))).toEqual(refused);
  expect(await refusal(reveal([read, decrypt(arn, 's3.eu-west-1.amazonaws.com')]))).toEqual(refused);
  expect((await reveal([read, decrypt(arn)])).SecretString).toContain('CANARY-');
  const [, denied] = await readTrail(world, 'EventName', 'Decrypt');
  expect(denied).toMatchObject({
    errorCode: 'AccessDenied',
    userIdentity: { invokedBy: 'secretsmanager.amazonaws.com' },
  });
});

test('a rotation needs the function in the session too', async () => {
  const arn = await arnOf('prod/web/session-key');
  const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-generic';
  const rotate = allow('secretsmanager:RotateSecret', arn);
  const without = await session('rotate', [rotate]);
  const found = await refusal(without.client.send(new RotateSecretCommand({ SecretId: arn })));
  expect(found.message).toMatch(
    /is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:.* because no session policy/,
  );
  const withIt = await session('rotate', [rotate, allow('lambda:InvokeFunction', lambda)]);
  expect((await withIt.client.send(new RotateSecretCommand({ SecretId: arn }))).VersionId).toBeDefined();
});

test('a role that may rotate may not touch the schedule', async () => {
  const { client } = await session('rotate');
  const call = client.send(
    new RotateSecretCommand({ SecretId: 'prod/web/session-key', RotationRules: { AutomaticallyAfterDays: 1 } }),
  );
  expect((await refusal(call)).message).toMatch(/with an explicit deny in an identity-based policy$/);
});

test('a role that may recover moves AWS’s two labels alone', async () => {
  const { client } = await session('recover');
  const SecretId = 'prod/payments/db';
  const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
  const [current = ''] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT')) ?? [];
  const [previous = ''] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSPREVIOUS')) ?? [];
  await client.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: current,
      MoveToVersionId: previous,
    }),
  );
  const own = client.send(
    new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'golden', MoveToVersionId: previous }),
  );
  expect((await refusal(own)).code).toBe('AccessDeniedException');
});

test('reading roles never see a value, and the refusal is in the trail', async () => {
  const { client, keys } = await session('read');
  const found = await refusal(client.send(new GetSecretValueCommand({ SecretId: 'prod/payments/db' })));
  expect(found.message).toMatch(
    /secretsmanager:GetSecretValue on resource: prod\/payments\/db with an explicit deny in an identity-based policy$/,
  );
  const [record] = await readTrail(world, 'AccessKeyId', keys.accessKeyId);
  expect(record).toMatchObject({
    eventName: 'GetSecretValue',
    errorCode: 'AccessDenied',
    errorMessage: found.message,
    responseElements: null,
    readOnly: true,
  });
});

test('rights come before existence', async () => {
  const client = world.secrets({ keys: viewerUser });
  expect((await refusal(client.send(new GetSecretValueCommand({ SecretId: 'nothing/here' })))).code).toBe(
    'AccessDeniedException',
  );
  expect((await refusal(client.send(new DescribeSecretCommand({ SecretId: 'nothing/here' })))).code).toBe(
    'ResourceNotFoundException',
  );
});

test('an action without a resource is refused without naming one', async () => {
  const found = await refusal(world.secrets({ keys: dashboardUser }).send(new ListSecretsCommand({})));
  expect(found.message).toBe(
    'User: arn:aws:iam::111122223333:user/keyledger-dashboard is not authorized to perform: secretsmanager:ListSecrets because no identity-based policy allows the secretsmanager:ListSecrets action',
  );
});

test('tags decide where a policy asks for them', async () => {
  const { client } = await session('reveal', [
    allow('secretsmanager:GetSecretValue', '*', { StringEquals: { 'secretsmanager:ResourceTag/team': ['payments'] } }),
  ]);
  expect((await client.send(new GetSecretValueCommand({ SecretId: 'prod/payments/db' }))).VersionId).toBeDefined();
  expect((await refusal(client.send(new GetSecretValueCommand({ SecretId: 'prod/web/session-key' })))).code).toBe(
    'AccessDeniedException',
  );
});

test('another account gets in by ARN, by both policies, and past the default key never', async () => {
  const client = world.secrets({ keys: adminUsers[1] });
  const [open, shut] = [await arnOf('prod/shared/datadog-api-key'), await arnOf('prod/payments/db')];
  const underDefaultKey = {
    code: 'InvalidRequestException',
    message:
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
    status: 400,
  };
  expect(await refusal(client.send(new GetSecretValueCommand({ SecretId: open })))).toEqual(underDefaultKey);
  expect((await refusal(client.send(new GetSecretValueCommand({ SecretId: shut })))).message).toMatch(
    /because no resource-based policy allows/,
  );
  expect((await refusal(client.send(new GetSecretValueCommand({ SecretId: 'prod/payments/db' })))).code).toBe(
    'ResourceNotFoundException',
  );
});

test('a resource policy refuses whom it names, the administrator too', async () => {
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/admin' },
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
      },
    ],
  });
  await world
    .secrets()
    .send(new PutResourcePolicyCommand({ SecretId: 'prod/payments/paypal-webhook', ResourcePolicy }));
  const found = await refusal(
    world.secrets().send(new GetSecretValueCommand({ SecretId: 'prod/payments/paypal-webhook' })),
  );
  expect(found.message).toMatch(/with an explicit deny in a resource-based policy$/);
});
