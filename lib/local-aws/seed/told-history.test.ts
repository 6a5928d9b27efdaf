import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { beforeAll, expect, test } from 'vitest';
import { isJsonObject } from '@/lib/local-aws/wire/json';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { adminUsers } from './identities';
import { dev, prod, prodUs, staging, stagingUs } from './stories/places';
import { alsoTold, firstTold } from './stories/told';

const world = useLocalWorld({ secrets: firstTold.length + alsoTold.length, historyDays: 90 });
type Place = { account: string; region: string };
type Fields = { [name: string]: unknown };
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const fieldsOf = (value: unknown): Fields => (isJsonObject(value) ? value : {});

/** A record with the parts that stories are recognised by. */
type Told = { text: string; name: string; time: number; error: string; arn: string; address: string; asked: Fields; answered: Fields; shared: unknown }; // prettier-ignore

function toTold(text = ''): Told {
  const record = fieldsOf(JSON.parse(text));
  return {
    text,
    name: textOf(record['eventName']),
    time: Date.parse(textOf(record['eventTime'])),
    error: textOf(record['errorMessage']),
    arn: textOf(fieldsOf(record['userIdentity'])['arn']),
    address: textOf(record['sourceIPAddress']),
    asked: fieldsOf(record['requestParameters']),
    answered: fieldsOf(record['responseElements']),
    shared: record['sharedEventID'],
  };
}

const keysOf = ({ account }: Place) => adminUsers.find((user) => user.account === account);

async function lookUp(place: Place): Promise<Told[]> {
  const keys = keysOf(place);
  const client = world.trail({ region: place.region, ...(keys && { keys }) });
  const told: Told[] = [];
  let NextToken: string | undefined;
  do {
    const LookupAttributes = [{ AttributeKey: 'EventSource' as const, AttributeValue: 'secretsmanager.amazonaws.com' }];
    const page = await client.send(new LookupEventsCommand({ LookupAttributes, NextToken }));
    told.push(...(page.Events ?? []).map(({ CloudTrailEvent }) => toTold(CloudTrailEvent)));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return told;
}

const places = { prod, prodUs, staging, stagingUs, dev };
const history: Record<keyof typeof places, Told[]> = { prod: [], prodUs: [], staging: [], stagingUs: [], dev: [] };
const everything = () => Object.values(history).flat();
const describe = (place: Place, SecretId: string) => {
  const keys = keysOf(place);
  return world.secrets({ region: place.region, ...(keys && { keys }) }).send(new DescribeSecretCommand({ SecretId }));
};
const about = (told: Told[], name: string, secret: string) =>
  told.filter((event) => event.name === name && event.text.includes(secret));

beforeAll(async () => {
  history.prod = await lookUp(prod);
  history.prodUs = await lookUp(prodUs);
  history.staging = await lookUp(staging);
  history.stagingUs = await lookUp(stagingUs);
  history.dev = await lookUp(dev);
}, 60_000);

test('no record holds a value', () => {
  expect(everything().length).toBeGreaterThan(10_000);
  expect(everything().filter(({ text }) => text.includes('CANARY'))).toEqual([]);
});

test('rotations fail at each of the four steps, one is begun daily and never ends', () => {
  const steps = everything().flatMap(({ error }) => /during (\w+) step/.exec(error)?.[1] ?? []);
  expect(new Set(steps)).toEqual(new Set(['createSecret', 'setSecret', 'testSecret', 'finishSecret']));
  const hanging = history.prodUs.filter(({ text }) => text.includes('prod/risk/sanctions-api'));
  expect(hanging.filter(({ name }) => name === 'RotationStarted').length).toBeGreaterThan(85);
  expect(hanging.filter(({ name }) => /RotationFailed|RotationSucceeded|RotationAbandoned/.test(name))).toEqual([]);
});

test.each([
  ['a Lambda function', /assumed-role\/charge-lambda-role\/charge$/],
  ['an ECS task', /assumed-role\/payments-api-task-role\/[0-9a-f]{32}$/],
  ['an EKS service account', /assumed-role\/eks-auth-issuer\/botocore-session-\d+$/],
  ['an EKS pod identity', /assumed-role\/login-pod-role\/eks-apps-login-[0-9a-f-]{36}$/],
  ['an EC2 instance', /assumed-role\/sepa-gateway-instance-role\/i-0[0-9a-f]{16}$/],
  ['a build', /assumed-role\/codebuild-nightly-export-service-role\/AWSCodeBuild-/],
  ['a pipeline by its repository and run', /assumed-role\/gha-storefront\/storefront-\d+$/],
  ['a person of Identity Center', /assumed-role\/AWSReservedSSO_PowerUser_[0-9a-f]{16}\/jana@example\.com$/],
  ['an administrator', /assumed-role\/AWSReservedSSO_AdministratorAccess_[0-9a-f]{16}\/ines@example\.com$/],
  ['a database administrator', /assumed-role\/AWSReservedSSO_DatabaseAdmin_[0-9a-f]{16}\/noor@example\.com$/],
  ['somebody in an emergency', /assumed-role\/AWSReservedSSO_BreakGlass_[0-9a-f]{16}\//],
  ['an IAM user with a long-lived key', /user\/mailer$/],
  ['a federated user', /federated-user\/support-agent-17$/],
  ['root', /^arn:aws:iam::111122223333:root$/],
  ['a service of AWS', /assumed-role\/AWSServiceRoleForAmazonEventBridgeApiDestinations\/order-export$/],
  ['an External Secrets poller', /assumed-role\/external-secrets\/external-secrets-provider-aws$/],
])('%s reads', (_who, form) => {
  const reads = everything().filter(({ name, arn, error }) => name === 'GetSecretValue' && form.test(arn) && !error);
  expect(reads).not.toEqual([]);
});

test('another account’s read is in both trails under one sharedEventID, a stranger’s only in ours', () => {
  const pairs = about(history.prod, 'GetSecretValue', 'datadog').filter(({ shared }) => shared !== undefined);
  const theirs = new Set(about(history.staging, 'GetSecretValue', 'datadog').map(({ shared }) => shared));
  expect(pairs.length).toBeGreaterThan(100);
  expect(pairs.filter(({ shared }) => !theirs.has(shared))).toEqual([]);
  const strangers = about(history.stagingUs, 'GetSecretValue', '"accountId":"909012345678"');
  expect(strangers.length).toBeGreaterThan(10);
});

test('a replica’s reads are in its own region’s trail, its rotations are not', async () => {
  const reads = about(history.prodUs, 'GetSecretValue', ':us-east-1:111122223333:secret:prod/platform/edge-signing');
  expect(reads.length).toBeGreaterThan(150);
  expect(about(history.prodUs, 'RotationStarted', 'edge-signing')).toEqual([]);
});

/** Different secrets that somebody read within one minute, at the most. */
function mostAtOnce(reads: Told[]): number {
  const counts = reads.map(
    ({ time }) =>
      new Set(
        reads.filter((other) => other.time >= time && other.time < time + 60_000).map(({ asked }) => asked['secretId']),
      ).size,
  );
  return Math.max(...counts);
}

test('dozens of secrets are read within a minute, one by one or in batches, in every week', () => {
  const by = (told: Told[], who: string) => told.filter(({ name, text }) => name === 'GetSecretValue' && text.includes(who)); // prettier-ignore
  expect(mostAtOnce(by(history.prodUs, 'tomas@example.com'))).toBe(24);
  expect(mostAtOnce(by(history.stagingUs, 'secret-escrow'))).toBeGreaterThanOrEqual(10);
  const batches = history.stagingUs.filter(({ name }) => name === 'BatchGetSecretValue');
  expect(batches.length).toBeGreaterThanOrEqual(12);
  for (const { asked } of batches) expect(asked['secretIdList']).toHaveProperty('length', 10);
});

test('a leaked key reads from an address it never had, and is refused some', () => {
  const reads = about(history.dev, 'GetSecretValue', 'user/ci-legacy');
  const addresses = new Set(reads.map(({ address }) => address));
  expect(addresses.size).toBe(2);
  const abroad = reads.filter(({ address }) => address === '198.51.100.23');
  expect(abroad.some(({ error }) => error.includes('no identity-based policy'))).toBe(true);
});

test('old versions are read by their label and by their id', async () => {
  const stages = async (name: string) => Object.entries((await describe(prodUs, name)).VersionIdsToStages ?? {});
  const labelled = about(history.prodUs, 'GetSecretValue', 'prod/identity/session-jwks');
  expect(labelled.filter(({ asked }) => asked['versionStage'] === 'AWSPREVIOUS').length).toBeGreaterThan(100);
  const [pinned] = about(history.prodUs, 'GetSecretValue', 'prod/web/analytics-write-key').filter(({ asked }) => asked['versionId']); // prettier-ignore
  const previous = (await stages('prod/web/analytics-write-key')).find(([, labels]) => labels.includes('AWSPREVIOUS'));
  expect(pinned?.asked['versionId']).toBe(previous?.[0]);
});

test('reads fail because of a pending deletion, a resource policy and a key', () => {
  const errors = (secret: string) => about(history.prodUs, 'GetSecretValue', secret).map(({ error }) => error);
  const all = (secret: string, part: string) => errors(secret).filter((error) => error.includes(part)).length;
  expect(all('prod/legacy/edi-ftp', 'marked for deletion')).toBeGreaterThan(80);
  expect(all('edi-ftp', '')).toBe(all('edi-ftp', 'marked for deletion'));
  const denied = 'explicit deny in a resource-based policy';
  expect(all('prod/identity/signing-root', '')).toBe(all('prod/identity/signing-root', denied));
  const locked = history.prodUs.filter(({ error }) => error.includes(denied));
  expect(locked.length).toBeGreaterThan(10);
  expect(history.prodUs.filter(({ error }) => error === 'Access to KMS is not allowed').length).toBeGreaterThan(10);
});

test('a name made anew: another ARN each time, and one reader who remembers the old one', async () => {
  const made = about(history.prodUs, 'CreateSecret', 'prod/risk/fraud-scorer');
  expect(made.length).toBeGreaterThanOrEqual(2);
  const arns = made.map(({ answered }) => answered['arn']);
  expect(new Set(arns).size).toBe(made.length);
  expect((await describe(prodUs, 'prod/risk/fraud-scorer')).ARN).toBe(arns[0]);
  expect(about(history.prodUs, 'DeleteSecret', 'prod/risk/fraud-scorer').length).toBeGreaterThanOrEqual(1);
  const reads = about(history.prodUs, 'GetSecretValue', 'prod/risk/fraud-scorer');
  const lost = reads.filter(({ error }) => error.includes("can't find the specified secret"));
  expect(lost.length).toBeGreaterThan(20);
  expect(lost.filter(({ asked }) => asked['secretId'] === arns[0])).toEqual([]);
});

test('people change secrets: tags, words, labels, policies, deletions and values, with their names', () => {
  const { prodUs: us, stagingUs: other, prod: eu } = history;
  expect(about(us, 'TagResource', 'okta-oauth-client').length).toBeGreaterThanOrEqual(2);
  expect(about(us, 'UpdateSecret', 'okta-oauth-client')).not.toEqual([]);
  const values = about(us, 'PutSecretValue', 'okta-oauth-client');
  expect(values.every(({ arn }) => arn.endsWith('/ines@example.com'))).toBe(true);
  const moves = about(us, 'UpdateSecretVersionStage', 'push-gateway').filter(({ arn }) => arn.includes('omar@'));
  expect(moves.length).toBeGreaterThanOrEqual(4);
  const policies = about(us, 'PutResourcePolicy', 'prod/shared/smtp-relay').map(({ asked }) => asked['resourcePolicy']);
  expect(policies.some((policy) => textOf(policy).includes('"Principal":"*"'))).toBe(true);
  expect(about(other, 'RestoreSecret', 'migration-user').length).toBeGreaterThanOrEqual(4);
  const failures = about(eu, 'ReplicationFailed', 'cdn-origin-key');
  expect(failures.length).toBeGreaterThanOrEqual(2);
  for (const { text } of failures)
    expect(text).toMatch(/"SecretId":"(arn:[^"]+)"},"requestID":"Replication-\1-us-east-1"/);
});

test('there is always somebody who reads production for the first time', () => {
  const reads = about(history.prodUs, 'GetSecretValue', 'prod/warehouse/export-bucket-key').filter(
    ({ error }) => !error,
  );
  const roles = new Map(
    reads
      .toReversed()
      .map(({ arn, time }) => [arn.split('/')[1], time] as const)
      .toReversed(),
  );
  const firstOf = (role: string | undefined) =>
    Math.min(...reads.filter(({ arn }) => arn.split('/')[1] === role).map(({ time }) => time));
  const newest = Math.max(...[...roles.keys()].map(firstOf));
  expect(Date.now() - newest).toBeLessThan(30 * 86_400_000);
  expect(roles.size).toBeGreaterThanOrEqual(3);
});
