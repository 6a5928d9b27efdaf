import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts';
import { DescribeSecretCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { adminUsers, dashboardUser, roleArn } from '@/lib/local-aws/seed/identities';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { LocalWorld, useLocalWorld, type Keys } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 40 });
const staging = '222233334444';
const partner = `arn:aws:iam::${staging}:role/PartnerAudit`;

async function assume(from: LocalWorld, keys: Keys, input: Partial<AssumeRoleCommandInput>): Promise<Keys> {
  const command = new AssumeRoleCommand({ RoleArn: roleArn(staging, 'read'), RoleSessionName: 'keyledger', ...input });
  const { Credentials } = await from.sts({ keys }).send(command);
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
}

test('who am I, as a user and as a session', async () => {
  const asUser = await world.sts({ keys: dashboardUser }).send(new GetCallerIdentityCommand({}));
  expect(asUser).toMatchObject({ Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/keyledger-dashboard' });
  const keys = await assume(world, dashboardUser, { RoleSessionName: 'jana@example.com' });
  const asSession = await world.sts({ keys }).send(new GetCallerIdentityCommand({}));
  expect(asSession).toMatchObject({
    Account: staging,
    Arn: `arn:aws:sts::${staging}:assumed-role/KeyledgerRead/jana@example.com`,
    UserId: expect.stringMatching(/^AROA[A-Z2-7]{16}:jana@example\.com$/),
  });
});

test('a session of another account lists that account', async () => {
  const keys = await assume(world, dashboardUser, {});
  expect(keys.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  const { SecretList = [] } = await world.secrets({ keys }).send(new ListSecretsCommand({}));
  expect(SecretList.every(({ ARN }) => ARN?.includes(`:${staging}:`))).toBe(true);
  expect(SecretList.length).toBeGreaterThan(3);
});

test('both accounts keep the record, under one shared id', async () => {
  const keys = await assume(world, dashboardUser, {
    RoleArn: roleArn(staging, 'reveal'),
    RoleSessionName: 'jana',
    SourceIdentity: 'jana@example.com',
  });
  const [mine] = await readTrail(world, 'EventName', 'AssumeRole');
  expect(mine).toMatchObject({
    eventSource: 'sts.amazonaws.com',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', userName: 'keyledger-dashboard' },
    requestParameters: { roleSessionName: 'jana', sourceIdentity: 'jana@example.com' },
    responseElements: { sourceIdentity: 'jana@example.com', credentials: { accessKeyId: keys.accessKeyId } },
    sharedEventID: expect.any(String),
  });
  const theirs = await world
    .trail({ keys: adminUsers[1] })
    .send(new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRole' }] }));
  const other: unknown = JSON.parse(theirs.Events?.[0]?.CloudTrailEvent ?? '');
  expect(other).toMatchObject({ recipientAccountId: staging, sharedEventID: mine?.sharedEventID });
  expect(other).not.toMatchObject({ eventID: mine?.eventID });
  expect(JSON.stringify(mine)).not.toContain(keys.secretAccessKey);
  expect(JSON.stringify(mine)).not.toContain(keys.sessionToken);
});

test('the source identity stands in every later record', async () => {
  const keys = await assume(world, dashboardUser, {
    RoleArn: roleArn('111122223333', 'recover'),
    RoleSessionName: 'jana',
    SourceIdentity: 'jana@example.com',
  });
  await world.secrets({ keys }).send(new DescribeSecretCommand({ SecretId: 'prod/payments/db' }));
  const [record] = await readTrail(world, 'AccessKeyId', keys.accessKeyId);
  expect(record).toMatchObject({
    eventName: 'DescribeSecret',
    userIdentity: {
      type: 'AssumedRole',
      sessionContext: { sourceIdentity: 'jana@example.com', sessionIssuer: { userName: 'KeyledgerRecover' } },
    },
  });
});

test('credentials outlive a restart', async () => {
  const keys = await assume(world, dashboardUser, {});
  const other = new LocalWorld();
  await other.open({ secrets: 40 });
  try {
    expect((await other.sts({ keys }).send(new GetCallerIdentityCommand({}))).Account).toBe(staging);
  } finally {
    await other.close();
  }
});

const pattern = '[\\w+=,.@-]*';

test.each([
  [
    'a role that trusts others',
    { RoleArn: partner, ExternalId: 'wrong-id' },
    'AccessDenied',
    expect.stringMatching(
      /is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222233334444:role\/PartnerAudit$/,
    ),
  ],
  [
    'a role that is not there',
    { RoleArn: `arn:aws:iam::${staging}:role/KeyledgerNothing` },
    'AccessDenied',
    expect.stringMatching(/sts:AssumeRole on resource/),
  ],
  [
    'an act without a source identity',
    { RoleArn: roleArn(staging, 'reveal') },
    'AccessDenied',
    expect.stringMatching(/sts:AssumeRole on resource/),
  ],
  [
    'a colon in the session name',
    { RoleSessionName: 'Session1:2' },
    'ValidationError',
    `1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  ],
  [
    'a session name of one letter',
    { RoleSessionName: 'a' },
    'ValidationError',
    expect.stringMatching(/Member must have length greater than or equal to 2/),
  ],
  [
    'a source identity of aws',
    { SourceIdentity: 'aws:me' },
    'ValidationError',
    expect.stringMatching(/sourceIdentity/),
  ],
  [
    'half an hour too long',
    { DurationSeconds: 5400 },
    'ValidationError',
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  ],
  [
    'ten minutes',
    { DurationSeconds: 600 },
    'ValidationError',
    expect.stringMatching(
      /Value '600' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900/,
    ),
  ],
  [
    'a policy that is no JSON',
    { Policy: '{' },
    'MalformedPolicyDocumentException',
    expect.stringMatching(/invalid Json/),
  ],
  [
    'a policy without an effect',
    { Policy: '{"Statement":[{"Action":"*","Resource":"*"}]}' },
    'MalformedPolicyDocumentException',
    expect.stringMatching(/Effect/),
  ],
  ['no ARN', { RoleArn: 'nothing-valid-in-here' }, 'ValidationError', 'nothing-valid-in-here is invalid'],
])('refused: %s', async (_what, input, code, message) => {
  const found = await refusal(assume(world, dashboardUser, input));
  expect(found).toEqual({
    code,
    message,
    status: code === 'AccessDenied' ? 403 : 400,
  });
});

test('an external id opens what asks for it', async () => {
  const admin = adminUsers[0];
  if (admin === undefined) throw new Error('no administrator');
  const keys = await assume(world, admin, { RoleArn: partner, ExternalId: 'partner-4711' });
  expect((await world.sts({ keys }).send(new GetCallerIdentityCommand({}))).Arn).toContain('PartnerAudit');
  expect((await refusal(assume(world, keys, {}))).code).toBe('AccessDenied');
});

test('an action that is not spoken here', async () => {
  expect(await refusal(world.sts().send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' })))).toMatchObject(
    {
      code: 'InvalidAction',
      status: 400,
    },
  );
});
