import { DescribeSecretCommand, GetSecretValueCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  type AssumeRoleCommandInput,
  type Credentials,
} from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import { account, adminKeys, useLocalWorld, type Keys } from '@/lib/local-aws/testing/local-world';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import type { JsonObject } from '@/lib/local-aws/wire/json';

const world = useLocalWorld({ secrets: 40 });
const SecretId = 'prod/payments/db';

function makeRole(name: string, actions: string[], policies: JsonObject[]): string {
  const arn = `arn:aws:iam::${account}:role/${name}`;
  const trust = [{ Effect: 'Allow', Principal: { AWS: account }, Action: actions }];
  world.aws.world.roles.set(arn, {
    account,
    arn,
    roleName: name,
    roleId: `AROA${name.toUpperCase().padEnd(17, 'X')}`,
    trust: readPolicy({ Version: '2012-10-17', Statement: trust }),
    policies: [readPolicy({ Version: '2012-10-17', Statement: policies })],
    maxSessionSeconds: 43_200,
  });
  return arn;
}

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };
const toKeys = (given: Credentials | undefined): Keys => ({
  accessKeyId: given?.AccessKeyId ?? '',
  secretAccessKey: given?.SecretAccessKey ?? '',
  sessionToken: given?.SessionToken,
});

function assume(input: Omit<AssumeRoleCommandInput, 'RoleSessionName'>, keys: Keys = adminKeys) {
  return world.sts({ keys }).send(new AssumeRoleCommand({ RoleSessionName: 'jana', ...input }));
}

test('session tags open what asks for them, and stand in the record of the assuming alone', async () => {
  const Condition = { StringEquals: { 'secretsmanager:ResourceTag/team': '${aws:PrincipalTag/team}' } };
  const RoleArn = makeRole(
    'Tagged',
    ['sts:AssumeRole', 'sts:TagSession'],
    [{ Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: '*', Condition }],
  );
  const payments = await assume({ RoleArn, Tags: [{ Key: 'team', Value: 'payments' }], TransitiveTagKeys: ['team'] });
  expect(payments.PackedPolicySize).toBeGreaterThan(0);
  const keys = toKeys(payments.Credentials);
  await world.secrets({ keys }).send(new DescribeSecretCommand({ SecretId }));
  const others = toKeys((await assume({ RoleArn, Tags: [{ Key: 'team', Value: 'web' }] })).Credentials);
  const denied = await refusal(world.secrets({ keys: others }).send(new DescribeSecretCommand({ SecretId })));
  expect(denied.code).toBe('AccessDeniedException');
  const [, record] = await readTrail(world, 'EventName', 'AssumeRole');
  expect(record?.requestParameters).toMatchObject({ principalTags: { team: 'payments' }, transitiveTagKeys: ['team'] });
  const [use] = await readTrail(world, 'AccessKeyId', keys.accessKeyId);
  expect(JSON.stringify(use)).not.toContain('principalTags');
});

test('tags ask for sts:TagSession, and a transitive one goes on through the chain', async () => {
  const without = makeRole('Untagged', ['sts:AssumeRole'], [allowAll]);
  const Tags = [{ Key: 'team', Value: 'payments' }];
  expect((await refusal(assume({ RoleArn: without, Tags }))).message).toMatch(/perform: sts:TagSession on resource/);
  const first = makeRole('First', ['sts:AssumeRole', 'sts:TagSession'], [allowAll]);
  const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'payments' }, Null: { 'aws:PrincipalTag/own': 'true' } };
  const last = makeRole('Last', ['sts:AssumeRole', 'sts:TagSession'], [{ ...allowAll, Condition }]);
  const begin = await assume({
    RoleArn: first,
    Tags: [...Tags, { Key: 'own', Value: 'x' }],
    TransitiveTagKeys: ['team'],
  });
  const chained = await assume({ RoleArn: last }, toKeys(begin.Credentials));
  await world.secrets({ keys: toKeys(chained.Credentials) }).send(new DescribeSecretCommand({ SecretId }));
});

test('managed policies narrow like an inline one, together they are one', async () => {
  const RoleArn = makeRole('Narrowed', ['sts:AssumeRole'], [allowAll]);
  const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/AWSSecretsManagerClientReadOnlyAccess' }];
  const keys = toKeys((await assume({ RoleArn, PolicyArns })).Credentials);
  await world.secrets({ keys }).send(new GetSecretValueCommand({ SecretId }));
  const refused = await refusal(
    world.sts({ keys }).send(new GetAccessKeyInfoCommand({ AccessKeyId: keys.accessKeyId })),
  );
  expect(refused.message).toMatch(/because no session policy allows the sts:GetAccessKeyInfo action$/);
  const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sts:GetAccessKeyInfo', Resource: '*' } });
  const wider = toKeys((await assume({ RoleArn, PolicyArns, Policy })).Credentials);
  const info = await world.sts({ keys: wider }).send(new GetAccessKeyInfoCommand({ AccessKeyId: wider.accessKeyId }));
  expect(info.Account).toBe(account);
});

test('a chain of roles lasts an hour at most, and keeps its source identity', async () => {
  const RoleArn = makeRole('Chained', ['sts:AssumeRole', 'sts:SetSourceIdentity'], [allowAll]);
  const keys = toKeys((await assume({ RoleArn, SourceIdentity: 'jana', DurationSeconds: 43_200 })).Credentials);
  expect(await refusal(assume({ RoleArn, DurationSeconds: 3601 }, keys))).toMatchObject({
    code: 'ValidationError',
    message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
  });
  expect((await assume({ RoleArn }, keys)).SourceIdentity).toBe('jana');
  expect((await refusal(assume({ RoleArn, SourceIdentity: 'omar' }, keys))).code).toBe('ValidationError');
});

const many = (count: number, size: number) =>
  Array.from({ length: count }, (_, index) => ({
    Key: `${String(index).padStart(3, '0')}${'k'.repeat(size)}`,
    Value: Buffer.from(Array.from({ length: 150 }, (_unused, at) => (index * 7919 + at * at * 31) % 256)).toString('hex').slice(0, 256),
  })); // prettier-ignore

test.each([
  ['51 tags', { Tags: many(51, 1) }, 'ValidationError'],
  ['an empty key', { Tags: [{ Key: '', Value: 'x' }] }, 'ValidationError'],
  ['a reserved key', { Tags: [{ Key: 'AWS:team', Value: 'x' }] }, 'InvalidParameterValue'],
  ['more than fits', { Tags: many(50, 120) }, 'PackedPolicyTooLargeException'],
  ['eleven managed policies', { PolicyArns: Array.from({ length: 11 }, () => ({ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' })) }, 'ValidationError'],
  ['a managed policy that is not there', { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/NotThereAtAll' }] }, 'ValidationError'],
  ['a policy of 2049 characters', { Policy: ' '.repeat(2049) }, 'ValidationError'],
  ['a second factor of somebody else', { SerialNumber: 'arn:aws:iam::111122223333:mfa/ana', TokenCode: '123456' }, 'AccessDenied'],
])('refused: %s', async (_what, input, code) => {
  const RoleArn = makeRole('Strict', ['sts:AssumeRole', 'sts:TagSession'], [allowAll]);
  expect((await refusal(assume({ RoleArn, ...input }))).code).toBe(code);
}); // prettier-ignore

test('a federated user has what its issuer and its session policy both allow, and no roles', async () => {
  const Policy = JSON.stringify({
    Statement: { Effect: 'Allow', Action: ['secretsmanager:ListSecrets', 'sts:*'], Resource: '*' },
  });
  const found = await world.sts().send(new GetFederationTokenCommand({ Name: 'partner', Policy }));
  expect(found.FederatedUser?.Arn).toBe(`arn:aws:sts::${account}:federated-user/partner`);
  const keys = toKeys(found.Credentials);
  expect((await world.sts({ keys }).send(new GetCallerIdentityCommand({}))).UserId).toBe(`${account}:partner`);
  await world.secrets({ keys }).send(new ListSecretsCommand({ MaxResults: 1 }));
  const describe = world.secrets({ keys }).send(new DescribeSecretCommand({ SecretId }));
  expect((await refusal(describe)).message).toMatch(
    /^User: arn:aws:sts::\d+:federated-user\/partner is not .*because no session policy/,
  );
  const [use] = await readTrail(world, 'AccessKeyId', keys.accessKeyId);
  expect(use?.userIdentity).toMatchObject({
    type: 'FederatedUser',
    sessionContext: { sessionIssuer: { userName: 'admin' } },
  });
  const again = world.sts({ keys }).send(new GetFederationTokenCommand({ Name: 'partner' }));
  expect((await refusal(again)).message).toBe('Cannot call GetFederationToken with session credentials');
  const bare = await world.sts().send(new GetFederationTokenCommand({ Name: 'bare' }));
  const listing = world.secrets({ keys: toKeys(bare.Credentials) }).send(new ListSecretsCommand({}));
  expect((await refusal(listing)).code).toBe('AccessDeniedException');
});

test('a user’s own temporary credentials have the user’s rights, and say since when', async () => {
  const { Credentials: given } = await world.sts().send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
  const keys = toKeys(given);
  await world.secrets({ keys }).send(new DescribeSecretCommand({ SecretId }));
  const [use] = await readTrail(world, 'AccessKeyId', keys.accessKeyId);
  expect(use?.userIdentity).toMatchObject({
    type: 'IAMUser',
    userName: 'admin',
    sessionContext: { attributes: { mfaAuthenticated: 'false' } },
  });
});
