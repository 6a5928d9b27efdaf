import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import * as sm from '@aws-sdk/client-secrets-manager';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toAthenaPolicy } from '@/lib/domain/athena/athena-policy';
import { USUAL_ATHENA, type AthenaSettings } from '@/lib/domain/athena/athena-settings';
import type { Aws } from '@/lib/domain/ports/aws';
import { toDashboardPolicy } from '@/lib/domain/roles/dashboard-policy';
import { toTrustPolicy } from '@/lib/domain/roles/role-documents';
import { findVersionWithStage } from '@/lib/domain/secret';
import type { RoleUse } from '@/lib/domain/roles/role-use';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { addRole, toPolicy } from '@/lib/local-aws/testing/add-role';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { assumeRole } from './assume-role';
import { createAws } from './create-aws';
import { putPrintedRoles, type PrintedRoles } from './testing/printed-roles';
import { ACCOUNT, toOptions, toScope } from './testing/test-options';

const scope = toScope('222233334444', 'eu-west-1');
const ada = { id: 'https://issuer|ada', name: 'ada@example.com', sessionName: 'ada@example.com' };

let local: LocalAws;
let printed: PrintedRoles;
let aws: Aws;
beforeAll(async () => {
  local = await startLocalAws({
    secrets: 27,
    historyDays: 0,
    traffic: false,
    quotas: false,
    rotationStepMs: 20,
    athena: async () => ({ columns: ['n'], rows: [['1']], bytesScanned: 42 }),
  });
  printed = putPrintedRoles(local.world, { url: local.url });
  aws = createAws(printed.options);
});
afterAll(() => local.close());

describe('the printed roles are enough', () => {
  it('to read', async () => {
    const names: string[] = [];
    for await (const page of aws.listSecrets(scope)) names.push(...page.map(({ name }) => name));
    expect(names).toContain('staging/payments/db');
    const { arn } = await aws.describeSecret(scope, 'staging/payments/db');
    expect(await aws.listVersions(scope, arn)).not.toHaveLength(0);
    await expect(aws.findResourcePolicy(scope, arn)).resolves.toBeNull();
    const to = new Date();
    for await (const page of aws.lookupEvents(scope, { from: new Date(to.getTime() - 1000), to }))
      expect(page.more).toBe(false);
  });

  it('to reveal, to rotate and to recover, as the person', async () => {
    const { arn, rotationLambdaArn } = await aws.describeSecret(scope, 'staging/payments/db');
    const { value, trace } = await aws.reveal(scope, ada, { arn, versionId: null });
    expect(String(value.reveal())).toContain('CANARY-');
    expect(trace).toMatchObject({ personKnownToAws: true });
    const clientRequestToken = randomUUID();
    const what = { arn, rotationLambdaArn, clientRequestToken };
    await expect(aws.rotate(scope, ada, what)).resolves.toMatchObject({ versionId: clientRequestToken });
    const { versionStages } = await aws.describeSecret(scope, arn);
    const pending = findVersionWithStage(versionStages, 'AWSPENDING');
    if (pending !== null)
      await aws.moveStage(scope, ada, { arn, stage: 'AWSPENDING', removeFrom: pending, moveTo: null });
    await expect(aws.cancelRotation(scope, ada, { arn })).resolves.toMatchObject({ trace: { personKnownToAws: true } });
  });
});

describe('the printed role to rotate is enough', () => {
  it('to look at a function and to read its log, as the person', async () => {
    const { arn: secretArn, rotationLambdaArn: functionArn } = await aws.describeSecret(scope, 'staging/payments/db');
    if (functionArn === null) throw new Error('no function');
    const { look, trace } = await aws.lookAtFunction(scope, ada, { functionArn, secretArn });
    expect(look).toMatchObject({
      configuration: { kind: 'seen', value: { timeoutSeconds: 30, logGroup: '/aws/lambda/rotate-postgres' } },
      admission: { kind: 'seen', value: 'open' },
    });
    expect(trace).toMatchObject({ personKnownToAws: true, sessionName: ada.sessionName });
    const to = new Date();
    const what = { logGroup: '/aws/lambda/rotate-postgres', from: new Date(to.getTime() - 60_000), to };
    const read = await aws.readFunctionLog(scope, ada, what);
    expect(read.log).toMatchObject({ kind: 'seen', value: { more: false } });
    const none = { functionArn: functionArn.replace('rotate-postgres', 'none'), secretArn };
    expect((await aws.lookAtFunction(scope, ada, none)).look).toEqual({
      configuration: { kind: 'missing' },
      admission: { kind: 'missing' },
    });
    expect((await aws.readFunctionLog(scope, ada, { ...what, logGroup: '/aws/lambda/none' })).log.kind).toBe('missing');
    expect((await aws.readFunctionLog(scope, ada, { ...what, logGroup: '/elsewhere' })).log).toEqual({
      kind: 'refused',
      action: 'logs:FilterLogEvents',
      remedy: 'Grant logs:FilterLogEvents to the role that rotates, as in its printed policy.',
    });
  });
});

const NAME = 'printed/no-such-secret';
const id = { SecretId: NAME };
const CALLS: Record<string, (secrets: sm.SecretsManagerClient, trail: CloudTrailClient) => Promise<unknown>> = {
  ListSecrets: (client) => client.send(new sm.ListSecretsCommand({ MaxResults: 1 })),
  LookupEvents: (_, trail) => trail.send(new LookupEventsCommand({ MaxResults: 1 })),
  DescribeSecret: (client) => client.send(new sm.DescribeSecretCommand(id)),
  ListSecretVersionIds: (client) => client.send(new sm.ListSecretVersionIdsCommand(id)),
  GetResourcePolicy: (client) => client.send(new sm.GetResourcePolicyCommand(id)),
  GetSecretValue: (client) => client.send(new sm.GetSecretValueCommand(id)),
  BatchGetSecretValue: (client) => client.send(new sm.BatchGetSecretValueCommand({ SecretIdList: [NAME] })),
  RotateSecret: (client) => client.send(new sm.RotateSecretCommand({ ...id, ClientRequestToken: randomUUID() })),
  'RotateSecret with rules': (client) =>
    client.send(
      new sm.RotateSecretCommand({
        ...id,
        ClientRequestToken: randomUUID(),
        RotationRules: { AutomaticallyAfterDays: 1 },
      }),
    ),
  CancelRotateSecret: (client) => client.send(new sm.CancelRotateSecretCommand(id)),
  'UpdateSecretVersionStage AWSCURRENT': (client) =>
    client.send(
      new sm.UpdateSecretVersionStageCommand({ ...id, VersionStage: 'AWSCURRENT', MoveToVersionId: randomUUID() }),
    ),
  'UpdateSecretVersionStage of another label': (client) =>
    client.send(new sm.UpdateSecretVersionStageCommand({ ...id, VersionStage: 'MINE', MoveToVersionId: randomUUID() })),
  PutSecretValue: (client) =>
    client.send(new sm.PutSecretValueCommand({ ...id, SecretString: 'x', ClientRequestToken: randomUUID() })),
  UpdateSecret: (client) => client.send(new sm.UpdateSecretCommand({ ...id, Description: 'x' })),
  DeleteSecret: (client) => client.send(new sm.DeleteSecretCommand(id)),
  PutResourcePolicy: (client) => client.send(new sm.PutResourcePolicyCommand({ ...id, ResourcePolicy: '{}' })),
  TagResource: (client) => client.send(new sm.TagResourceCommand({ ...id, Tags: [{ Key: 'a', Value: 'b' }] })),
  CreateSecret: (client) => client.send(new sm.CreateSecretCommand({ Name: NAME, SecretString: 'x' })),
};

const isDenied = (error: unknown): boolean => error instanceof Error && /AccessDenied/.test(error.name);

const FunctionName = 'printed-no-such-function';
const logs = (logGroupName: string) => (_: LambdaClient, client: CloudWatchLogsClient) =>
  client.send(new FilterLogEventsCommand({ logGroupName, limit: 1 }));
/** Of functions and logs. */
const LOOKS: Record<string, (lambda: LambdaClient, logs: CloudWatchLogsClient) => Promise<unknown>> = {
  GetFunctionConfiguration: (lambda) => lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
  GetPolicy: (lambda) => lambda.send(new GetPolicyCommand({ FunctionName })),
  GetFunction: (lambda) => lambda.send(new GetFunctionCommand({ FunctionName })),
  'FilterLogEvents of a function': logs(`/aws/lambda/${FunctionName}`),
  'FilterLogEvents of something else': logs('/aws/rds/cluster/orders/audit'),
};
const LOOKS_OF_ROTATE = ['GetFunctionConfiguration', 'GetPolicy', 'FilterLogEvents of a function'];

const EXPECTED: Record<RoleUse, string[]> = {
  read: ['ListSecrets', 'LookupEvents', 'DescribeSecret', 'ListSecretVersionIds', 'GetResourcePolicy'],
  reveal: ['GetSecretValue'],
  rotate: ['DescribeSecret', 'RotateSecret', ...LOOKS_OF_ROTATE],
  recover: ['DescribeSecret', 'CancelRotateSecret', 'UpdateSecretVersionStage AWSCURRENT'],
};

/** What a session of the role that nothing narrows is let do in a region, by AWS's word. */
async function allowedTo(use: RoleUse, region: string): Promise<string[]> {
  const { account, options } = printed;
  const credentials = await assumeRole(options, {
    region,
    accountId: account.accountId,
    roleArn: account.roles[use] ?? '',
    externalId: account.externalId,
    sessionName: 'ada@example.com',
    sourceIdentity: use === 'read' ? null : 'ada@example.com',
    policy: null,
    durationSeconds: 900,
  });
  const settings = { endpoint: local.url, region, credentials, maxAttempts: 1 };
  const [secrets, trail] = [new sm.SecretsManagerClient(settings), new CloudTrailClient(settings)];
  const allowed: string[] = [];
  for (const [name, call] of Object.entries(CALLS)) {
    const denied = await call(secrets, trail).then(() => false, isDenied);
    if (!denied) allowed.push(name);
  }
  const [lambda, cloudWatch] = [new LambdaClient(settings), new CloudWatchLogsClient(settings)];
  for (const [name, call] of Object.entries(LOOKS)) {
    const denied = await call(lambda, cloudWatch).then(() => false, isDenied);
    if (!denied) allowed.push(name);
  }
  return allowed;
}

describe('the printed roles are not too much', () => {
  it.each(['read', 'reveal', 'rotate', 'recover'] as const)(
    '%s may do what it is for and nothing else',
    async (use) => {
      expect(await allowedTo(use, 'eu-west-1')).toEqual(EXPECTED[use]);
      expect(await allowedTo(use, 'us-east-1')).toEqual([]);
    },
  );

  it('keep their secrets’ values from a dashboard that would read them itself', async () => {
    const { credentials } = printed.options;
    const own = new sm.SecretsManagerClient({
      endpoint: local.url,
      region: 'eu-west-1',
      ...(credentials ? { credentials } : {}),
      maxAttempts: 1,
    });
    await expect(own.send(new sm.GetSecretValueCommand(id))).rejects.toThrow(
      /explicit deny in an identity-based policy/,
    );
  });
});

describe('the printed trust', () => {
  const attempt = (use: RoleUse, change: Partial<Parameters<typeof assumeRole>[1]>, options = printed.options) =>
    assumeRole(options, {
      region: 'eu-west-1',
      accountId: printed.account.accountId,
      roleArn: printed.account.roles[use] ?? '',
      externalId: printed.account.externalId,
      sessionName: 'ada',
      sourceIdentity: use === 'read' ? null : 'ada',
      policy: null,
      durationSeconds: 900,
      ...change,
    });

  it.each(['read', 'reveal', 'rotate', 'recover'] as const)('of %s asks for the external id', async (use) => {
    await expect(attempt(use, {})).resolves.toHaveProperty('accessKeyId');
    await expect(attempt(use, { externalId: 'another' })).rejects.toMatchObject({ problem: { code: 'denied' } });
    await expect(attempt(use, { externalId: null })).rejects.toMatchObject({ problem: { code: 'denied' } });
  });

  it.each(['reveal', 'rotate', 'recover'] as const)('of %s asks for a person', async (use) => {
    await expect(attempt(use, { sourceIdentity: null })).rejects.toMatchObject({ problem: { code: 'denied' } });
  });

  it('lets in nobody else of the dashboard’s account', async () => {
    const admin = { accessKeyId: 'AKIALOCALADMIN000001', secretAccessKey: 'local-only-key-of-an-administrator-00001' };
    await expect(attempt('reveal', {}, { ...printed.options, credentials: admin })).rejects.toMatchObject({
      problem: { code: 'denied' },
    });
  });
});

describe('the printed role for Athena', () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/keyledger-athena`;
  /** The documents stay as they are printed for the example; `change` is what keyledger.yaml says. */
  function put(change: Partial<AthenaSettings> = {}) {
    const { user, keys } = makeUser(local.world, []);
    user.policies = [toPolicy(toDashboardPolicy([], null, [role]))];
    const { externalId } = USUAL_ATHENA;
    const dashboard = { accountId: ACCOUNT, arn: user.arn };
    addRole(local.world, {
      arn: role,
      trust: toTrustPolicy('read', { partition: 'aws', accountId: ACCOUNT, dashboard, externalId }),
      policy: toAthenaPolicy(USUAL_ATHENA, ACCOUNT),
    });
    return toOptions(local.url, { athena: { ...USUAL_ATHENA, role, ...change }, credentials: keys });
  }
  async function ask(options: ReturnType<typeof put>): Promise<unknown[]> {
    const question = {
      sql: 'select 1',
      token: randomUUID(),
      signal: new AbortController().signal,
      note: async () => 1,
    };
    const rows: unknown[] = [];
    for await (const page of createAws(options).athena.ask(question)) rows.push(...page);
    return rows;
  }
  const denied = { problem: { code: 'denied' } };

  it('is enough to ask, in its workgroup, by who is trusted', async () => {
    expect(await ask(put())).toEqual([{ n: '1' }]);
    await expect(ask(put({ workgroup: 'another' }))).rejects.toMatchObject(denied);
    await expect(ask(put({ region: 'us-east-1' }))).rejects.toMatchObject(denied);
    await expect(ask(put({ externalId: 'another' }))).rejects.toMatchObject(denied);
  });

  it('lets nothing else be done, and no value be read', async () => {
    const credentials = await assumeRole(put(), {
      region: 'eu-west-1',
      accountId: ACCOUNT,
      roleArn: role,
      externalId: USUAL_ATHENA.externalId,
      sessionName: 'keyledger-athena',
      sourceIdentity: null,
      policy: null,
      durationSeconds: 900,
    });
    const settings = { endpoint: local.url, region: 'eu-west-1', credentials, maxAttempts: 1 };
    const [secrets, trail] = [new sm.SecretsManagerClient(settings), new CloudTrailClient(settings)];
    for (const call of Object.values(CALLS)) await expect(call(secrets, trail)).rejects.toSatisfy(isDenied);
  });
});
