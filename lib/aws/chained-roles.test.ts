import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CreateSecretCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeRole } from '@/lib/domain/roles/judge-role';
import { toSessionName } from '@/lib/domain/session-name';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { toClientSettings } from './client-settings';
import { createAws } from './create-aws';
import { discoverCaller } from './discover-caller';
import { putPrintedRoles } from './testing/printed-roles';
import { toScope } from './testing/test-options';

const accountId = '222233334444';
const ada = { id: 'https://issuer|ada', name: 'ada@example.com', sessionName: 'ada@example.com' };

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws({ secrets: 0, historyDays: 0, traffic: false, quotas: false });
});
afterAll(() => local.close());

/** Keyledger as the session of a role, which may carry a source identity from whoever began it. */
async function onARole(partition: string, region: string, sourceIdentity?: string) {
  const printed = putPrintedRoles(local.world, {
    url: local.url,
    change: { partition, regions: [region] },
    asRole: true,
  });
  const settings = { endpoint: local.url, region, maxAttempts: 1 };
  const machine = new STSClient({ ...settings, ...credentialsOf(printed.options.credentials) });
  const { Credentials } = await machine.send(
    new AssumeRoleCommand({
      RoleArn: `arn:${partition}:iam::111122223333:role/machines/keyledger`,
      RoleSessionName: 'i-0abc',
      SourceIdentity: sourceIdentity,
    }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const arn = `arn:${partition}:iam::${accountId}:user/admin`;
  const admin = makeUser(local.world, [{ Effect: 'Allow', Action: '*', Resource: '*' }], { account: accountId, arn });
  const secrets = new SecretsManagerClient({ ...settings, credentials: admin.keys });
  const made = await secrets.send(
    new CreateSecretCommand({
      Name: `prod/${randomUUID()}`,
      SecretString: 'CANARY-chained',
      ClientRequestToken: randomUUID(),
    }),
  );
  const options = { ...printed.options, credentials };
  const scope = { ...toScope(accountId, region), partition };
  return { aws: createAws(options), account: printed.account, options, scope, arn: made.ARN ?? '' };
}

const credentialsOf = <T>(credentials: T | undefined) => (credentials ? { credentials } : {});

/** Records of the account, as told to whoever looks them up with the read role. */
async function recordsOf({ aws, scope }: Awaited<ReturnType<typeof onARole>>): Promise<Record<string, unknown>[]> {
  const records: Record<string, unknown>[] = [];
  const range = { from: new Date(Date.now() - 60_000), to: new Date() };
  for await (const page of aws.lookupEvents(scope, range))
    for (const record of page.records) records.push({ ...Object(record) });
  return records;
}

describe.each([
  ['aws', 'eu-west-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
])('Keyledger on a role in %s', (partition, region) => {
  it('reads, and acts as the person in sessions that a chained role may have', async () => {
    const world = await onARole(partition, region);
    const { aws, options, scope, arn } = world;
    await expect(discoverCaller({ ...options, region })).resolves.toMatchObject({ arn: options.ownArn });
    const { value, trace } = await aws.reveal(scope, ada, { arn, versionId: null });
    expect(value.reveal()).toBe('CANARY-chained');
    const record = (await recordsOf(world)).find(({ eventName }) => eventName === 'GetSecretValue');
    expect(record).toMatchObject({
      userIdentity: {
        arn: `arn:${partition}:sts::${accountId}:assumed-role/printed-reveal/ada@example.com`,
        accessKeyId: trace.accessKeyId,
        sessionContext: { sourceIdentity: 'ada@example.com' },
      },
    });
  });

  it('is told by the test of its roles that they are good', async () => {
    const { aws, account, scope } = await onARole(partition, region);
    const checks = (await aws.probeRoles(scope, ada)).flatMap((probe) => judgeRole(probe, account).checks);
    expect(checks.length).toBeGreaterThan(20);
    expect(checks.filter(({ verdict, name }) => verdict !== 'good' && !/kms|lambda/.test(name))).toEqual([]);
  });
});

it('a session that carries somebody’s source identity reads, and acts as nobody else, in words that say why', async () => {
  const { aws, account, scope, arn } = await onARole('aws', 'eu-west-1', 'boss@example.com');
  await expect(aws.describeSecret(scope, arn)).resolves.toMatchObject({ arn });
  const own = { remedy: expect.stringContaining('carries a source identity of its own') };
  await expect(aws.reveal(scope, ada, { arn, versionId: null })).rejects.toMatchObject({ ...own, code: 'upstream' });
  const roles = (await aws.probeRoles(scope, ada)).map((probe) => judgeRole(probe, account));
  const trust = roles
    .flatMap(({ use, checks }) => (use === 'reveal' ? checks : []))
    .filter(({ name }) => name === 'trust');
  expect(trust).toMatchObject([own]);
});

it.each([
  ['of 64 characters', 'a'.repeat(52).concat('@example.com')],
  ['of 65', 'a'.repeat(53).concat('@example.com')],
  ['of 254', 'a'.repeat(242).concat('@example.com')],
  ['in another alphabet', 'анна@пример.рф'],
  ['of one letter', 'a'],
  ['of what no name may hold', 'ada: /"<*>\u202E'],
])('a person with a name %s is let in under one that nobody else has', async (_, name) => {
  const { aws, scope, arn } = await onARole('aws', 'eu-west-1');
  const people = ['one', 'two'].map((id) => {
    const sessionName = toSessionName({ id, name, isVouchedFor: false });
    return { id, name: sessionName, sessionName };
  });
  expect(new Set(people.map(({ sessionName }) => sessionName)).size).toBe(2);
  for (const person of people)
    await expect(aws.reveal(scope, person, { arn, versionId: null })).resolves.toMatchObject({
      trace: { personKnownToAws: true, sessionName: person.sessionName },
    });
});

it.each([
  ['eu-west-1', 'eu-west-1.amazonaws.com'],
  ['cn-north-1', 'cn-north-1.amazonaws.com.cn'],
  ['us-gov-west-1', 'us-gov-west-1.amazonaws.com'],
  ['us-iso-east-1', 'us-iso-east-1.c2s.ic.gov'],
])('in %s every client asks the region’s own hosts', async (region, suffix) => {
  const asked: string[] = [];
  const requestHandler = {
    handle: async ({ hostname }: { hostname: string }) => {
      asked.push(hostname);
      throw new Error('nobody is asked');
    },
  };
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
  const settings = { ...toClientSettings({ endpointUrl: undefined }, region, 1), credentials, requestHandler };
  await expect(new STSClient(settings).send(new GetCallerIdentityCommand({}))).rejects.toThrow('nobody');
  await expect(new SecretsManagerClient(settings).send(new ListSecretsCommand({}))).rejects.toThrow('nobody');
  await expect(new CloudTrailClient(settings).send(new LookupEventsCommand({}))).rejects.toThrow('nobody');
  expect(asked).toEqual(['sts', 'secretsmanager', 'cloudtrail'].map((service) => `${service}.${suffix}`));
});
