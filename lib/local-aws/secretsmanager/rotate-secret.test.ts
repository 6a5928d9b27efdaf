import { randomUUID } from 'node:crypto';
import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { waitUntil } from '@/lib/local-aws/testing/wait-until';

const world = useLocalWorld({ secrets: 40 });
const client = () => world.secrets();
const describe = (SecretId: string) => client().send(new DescribeSecretCommand({ SecretId }));
const rotate = (SecretId: string, ClientRequestToken?: string) =>
  client().send(new RotateSecretCommand({ SecretId, ClientRequestToken }));
const place = { account: '111122223333', region: 'eu-west-1' };

/** Service events of one rotation, oldest first. */
async function told(token: string): Promise<string[]> {
  const records = await readTrail(world, 'EventSource', 'secretsmanager.amazonaws.com');
  return records
    .filter(({ requestID }) => String(requestID).endsWith(token))
    .map(({ eventName }) => eventName)
    .toReversed();
}

const ended = (token: string) =>
  waitUntil(
    () => told(token),
    (names) => names.length > 1,
  );

test('four steps lead to a new current version, and every step is in the trail', async () => {
  const before = await client().send(new GetSecretValueCommand({ SecretId: 'prod/web/session-key' }));
  const { VersionId = '' } = await rotate('prod/web/session-key');
  expect((await describe('prod/web/session-key')).VersionIdsToStages).toMatchObject({ [VersionId]: ['AWSPENDING'] });
  expect(await ended(VersionId)).toEqual(['RotationStarted', 'RotationSucceeded']);
  const after = await describe('prod/web/session-key');
  expect(after.VersionIdsToStages).toEqual({ [before.VersionId ?? '']: ['AWSPREVIOUS'], [VersionId]: ['AWSCURRENT'] });
  expect(Date.now() - (after.LastRotatedDate?.getTime() ?? 0)).toBeLessThan(10_000);
  expect(after.NextRotationDate?.getTime()).toBeGreaterThan(Date.now() + 28 * 86_400_000);
  const value = await client().send(new GetSecretValueCommand({ SecretId: 'prod/web/session-key' }));
  expect(value.VersionId).toBe(VersionId);
  expect(value.SecretString).toMatch(/^CANARY-/);
  expect(value.SecretString).not.toBe(before.SecretString);
  const steps = (await readTrail(world, 'Username', 'rotate-generic')).map(({ eventName }) => eventName).toReversed();
  expect(steps.filter((name) => name !== 'Decrypt' && name !== 'GenerateDataKey')).toEqual([
    'PutSecretValue',
    'GetSecretValue',
    'GetSecretValue',
    'UpdateSecretVersionStage',
  ]);
});

test.each(['createSecret', 'setSecret', 'testSecret', 'finishSecret'])(
  'a failure at %s leaves the label, and blocks the next rotation until it is cleared',
  async (step) => {
    const SecretId = 'prod/payments/paypal-webhook';
    await world.control('POST', 'rotation', { secretId: SecretId, ...place, outcome: 'fail', step });
    const { VersionId = '', ARN = '' } = await rotate(SecretId);
    expect(await ended(VersionId)).toEqual(['RotationStarted', 'RotationFailed']);
    const [failure] = await readTrail(world, 'EventName', 'RotationFailed');
    expect(failure).toMatchObject({
      errorMessage: `Error when executing lambda arn:aws:lambda:eu-west-1:111122223333:function:rotate-generic during ${step} step`,
      userIdentity: { accountId: '111122223333', invokedBy: 'secretsmanager.amazonaws.com' },
      requestID: `Rotation-${ARN}-${VersionId}`,
      additionalEventData: { SecretId: ARN },
      requestParameters: null,
      eventType: 'AwsServiceEvent',
    });
    expect(failure).not.toHaveProperty('errorCode');
    expect((await describe(SecretId)).VersionIdsToStages?.[VersionId]).toEqual(['AWSPENDING']);
    expect(await refusal(rotate(SecretId))).toEqual({
      code: 'InvalidRequestException',
      message: "A previous rotation isn't complete. That rotation will be reattempted.",
      status: 400,
    });
    await client().send(
      new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSPENDING', RemoveFromVersionId: VersionId }),
    );
    expect((await describe(SecretId)).VersionIdsToStages).not.toHaveProperty(VersionId);
  },
);

test('a rotation that hangs says nothing more, and refuses others', async () => {
  const SecretId = 'staging/payments/partner-sftp';
  const RotationLambdaARN = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-sftp-by-test';
  await world.control('POST', 'functions', { functionArn: RotationLambdaARN });
  await world.control('POST', 'rotation', { secretId: SecretId, ...place, hang: true, step: 'setSecret' });
  const { VersionId = '' } = await client().send(
    new RotateSecretCommand({ SecretId, RotationLambdaARN, RotationRules: { AutomaticallyAfterDays: 5 } }),
  );
  await waitUntil(
    () => readTrail(world, 'Username', 'rotate-sftp-by-test'),
    (records) => records.length > 0,
  );
  expect(await told(VersionId)).toEqual(['RotationStarted']);
  expect((await refusal(rotate(SecretId))).code).toBe('InvalidRequestException');
  await client().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-by-hand' }));
  expect(await told(VersionId)).toEqual(['RotationStarted', 'RotationAbandoned']);
});

test('the same token again is the same rotation', async () => {
  const token = randomUUID();
  const SecretId = 'prod/payments/db';
  const first = await rotate(SecretId, token);
  const again = await rotate(SecretId, token);
  expect([first.VersionId, again.VersionId]).toEqual([token, token]);
  expect(await ended(token)).toEqual(['RotationStarted', 'RotationSucceeded']);
  expect((await rotate(SecretId, token)).VersionId).toBe(token);
  expect(await told(token)).toEqual(['RotationStarted', 'RotationSucceeded']);
});

test('RotateImmediately=false only tests, and keeps the schedule', async () => {
  const SecretId = 'prod/payments/db';
  const before = await describe(SecretId);
  const { VersionId = '' } = await client().send(
    new RotateSecretCommand({
      SecretId,
      RotateImmediately: false,
      RotationRules: { ScheduleExpression: 'cron(0 4 ? * SUN *)', Duration: '3h' },
    }),
  );
  expect(await ended(VersionId)).toEqual(['TestRotationStarted', 'TestRotationSucceeded']);
  const after = await describe(SecretId);
  expect(after.VersionIdsToStages).toEqual(before.VersionIdsToStages);
  expect(after.RotationRules).toMatchObject({ ScheduleExpression: 'cron(0 4 ? * SUN *)', Duration: '3h' });
  expect(after.NextRotationDate?.getUTCDay()).toBe(0);
  expect(after.NextRotationDate?.getUTCHours()).toBe(7);
});

test('a managed secret rotates without a function', async () => {
  const { VersionId = '' } = await rotate('rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042');
  expect(await ended(VersionId)).toEqual(['RotationStarted', 'RotationSucceeded']);
});

test('turning rotation off leaves the configuration and the pending label', async () => {
  const SecretId = 'prod/payments/stripe-api-key';
  const pending = await client().send(new CancelRotateSecretCommand({ SecretId }));
  expect(await describe(SecretId)).toMatchObject({
    RotationEnabled: false,
    RotationLambdaARN: expect.stringContaining('rotate-stripe'),
    VersionIdsToStages: { [pending.VersionId ?? '']: ['AWSPENDING'] },
  });
  expect((await describe(SecretId)).NextRotationDate).toBeUndefined();
});

const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-generic';

test.each([
  [
    'without a function',
    {},
    'InvalidRequestException',
    'No Lambda rotation function ARN is associated with this secret.',
  ],
  [
    'with a function that is not there',
    { RotationLambdaARN: `${lambda}-gone` },
    'AccessDeniedException',
    'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
  ],
  [
    'with days and an expression at once',
    { RotationLambdaARN: lambda, RotationRules: { AutomaticallyAfterDays: 3, ScheduleExpression: 'rate(3 days)' } },
    'InvalidParameterException',
    expect.stringContaining('not both'),
  ],
  [
    'more often than every four hours',
    { RotationLambdaARN: lambda, RotationRules: { ScheduleExpression: 'rate(3 hours)' } },
    'InvalidParameterException',
    expect.stringContaining('rate(3 hours)'),
  ],
  [
    'by an expression that is none',
    { RotationLambdaARN: lambda, RotationRules: { ScheduleExpression: 'cron(5 4 * * ? *)' } },
    'InvalidParameterException',
    expect.stringContaining('cron(5 4'),
  ],
  [
    'every 1001 days',
    { RotationLambdaARN: lambda, RotationRules: { AutomaticallyAfterDays: 1001 } },
    'ValidationException',
    expect.stringContaining("at 'rotationRules.automaticallyAfterDays'"),
  ],
])('refused and untouched: %s', async (_what, input, code, message) => {
  const Name = `rotation-${randomUUID()}`;
  await client().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-x' }));
  expect(await refusal(client().send(new RotateSecretCommand({ SecretId: Name, ...input })))).toEqual({
    code,
    message,
    status: 400,
  });
  expect(await describe(Name)).not.toHaveProperty('RotationEnabled');
});

test('a replica is rotated where its primary is', async () => {
  const call = world
    .secrets({ region: 'us-east-1' })
    .send(new RotateSecretCommand({ SecretId: 'prod/identity/jwt-signing' }));
  expect(await refusal(call)).toMatchObject({
    code: 'InvalidParameterException',
    message: "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
  });
});
