import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { prod, prodUs, stagingUs } from './places';
import { alsoTold, firstTold } from './told';

const world = useLocalWorld({ secrets: firstTold.length + alsoTold.length });
type Place = { account: string; region: string };

function secrets({ account, region }: Place) {
  const keys = adminUsers.find((user) => user.account === account);
  if (keys === undefined) throw new Error(`no administrator of ${account}`);
  return world.secrets({ region, keys });
}

const describe = (place: Place, SecretId: string) => secrets(place).send(new DescribeSecretCommand({ SecretId }));
const policyOf = async (place: Place, SecretId: string) =>
  (await secrets(place).send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy ?? '';

async function read(place: Place, SecretId: string): Promise<string> {
  const { SecretString, SecretBinary } = await secrets(place).send(new GetSecretValueCommand({ SecretId }));
  return SecretString ?? Buffer.from(SecretBinary ?? []).toString('latin1');
}

test.each([
  ['prod/identity/okta-oauth-client', ['client_id', 'client_secret', 'token_url', 'refresh_token', 'scope']],
  ['prod/payments/adyen-webhook', ['url', 'signing_secret', 'previous_signing_secret']],
  ['prod/warehouse/bigquery-writer', ['type', 'project_id', 'private_key_id', 'private_key', 'client_email']],
])('%s is a document of its kind', async (name, fields) => {
  const document: unknown = JSON.parse(await read(prodUs, name));
  expect(Object.keys(document ?? {})).toEqual(fields);
  expect(Object.values(document ?? {}).every((field) => /CANARY-[A-Za-z0-9]{18}/.test(String(field)))).toBe(true);
});

test.each([
  [prod, 'prod/web/tls-wildcard', /-----BEGIN CERTIFICATE-----\\nCANARY-.*-----BEGIN PRIVATE KEY-----\\nCANARY-/],
  [prodUs, 'prod/platform/deploy-key', /^-----BEGIN PRIVATE KEY-----\nCANARY-[^\n]+\n-----END PRIVATE KEY-----\n$/],
  [prodUs, 'prod/warehouse/replica-url', /^postgresql:\/\/app:CANARY-[^@]+@/],
  [prodUs, 'prod/risk/truststore', /^0\x82.*CANARY-/s],
])('%o %s holds a text of its form', async (place, name, form) => expect(await read(place, name)).toMatch(form));

test('rotations that others do: by the service that owns it, or with the partner that holds it', async () => {
  const owned = async (place: Place) => {
    const { SecretList = [] } = await secrets(place).send(new ListSecretsCommand({ MaxResults: 100 }));
    return SecretList.flatMap(({ OwningService }) => OwningService ?? []);
  };
  expect(new Set([...(await owned(prod)), ...(await owned(prodUs))])).toEqual(
    new Set(['rds', 'ecs-sc', 'redshift', 'events']),
  );
  const partner = await describe(prodUs, 'prod/web/salesforce-connector');
  expect(partner).toMatchObject({ Type: 'SalesforceClientSecret', RotationEnabled: true });
  expect(partner.ExternalSecretRotationMetadata).toEqual([{ Key: 'apiVersion', Value: 'v65.0' }]);
  expect(partner.RotationLambdaARN).toBeUndefined();
  const unset = await describe(prodUs, 'prod/platform/gitlab-token');
  expect([unset.Type, unset.RotationEnabled]).toEqual(['GitLabAccessToken', undefined]);
});

test('a rotation that hangs has its pending version, a window of a whole day, and no end', async () => {
  const hanging = await describe(prodUs, 'prod/risk/sanctions-api');
  expect(Object.values(hanging.VersionIdsToStages ?? {}).flat()).toContain('AWSPENDING');
  expect(hanging.RotationRules).toMatchObject({ ScheduleExpression: 'cron(0 0 * * ? *)', Duration: '24h' });
});

test('a replica failed because its name is taken there', async () => {
  const primary = await describe(prod, 'prod/web/cdn-origin-key');
  expect(primary.ReplicationStatus).toMatchObject([
    { Region: 'us-east-1', Status: 'Failed', StatusMessage: 'Secret with this name already exists in this region' },
  ]);
  const taken = await describe(prodUs, 'prod/web/cdn-origin-key');
  expect([taken.PrimaryRegion, taken.ARN?.slice(-6)]).not.toContain(primary.ARN?.slice(-6));
});

test('a replica is read where it is', async () => {
  const primary = await describe(prod, 'prod/platform/edge-signing');
  expect(primary.ReplicationStatus).toMatchObject([{ Region: 'us-east-1', Status: 'InSync' }]);
  const replica = await describe(prodUs, 'prod/platform/edge-signing');
  expect(replica.PrimaryRegion).toBe('eu-west-1');
  expect(replica.ARN).toBe(primary.ARN?.replace('eu-west-1', 'us-east-1'));
  expect(Object.keys(replica.VersionIdsToStages ?? {})).toEqual(Object.keys(primary.VersionIdsToStages ?? {}));
});

test('policies: open to all, to an organisation, to a partner, and to nobody', async () => {
  const open = await policyOf(stagingUs, 'staging/web/preview-token');
  expect(JSON.parse(open)).toMatchObject({ Statement: [{ Effect: 'Allow', Principal: '*' }] });
  expect(open).not.toContain('Condition');
  expect(await policyOf(prodUs, 'prod/shared/artifact-mirror')).toContain('"aws:PrincipalOrgID"');
  expect(await policyOf(prodUs, 'prod/shared/partner-settlement')).toContain('arn:aws:iam::777788889999:role/');
  const locked = 'prod/identity/signing-root';
  expect(await policyOf(prodUs, locked)).toContain('"Effect":"Deny"');
  await expect(read(prodUs, locked)).rejects.toThrow('with an explicit deny in a resource-based policy');
});

test('of what is pending deletion nothing is read, and it says since when', async () => {
  const { DeletedDate } = await describe(prodUs, 'prod/legacy/edi-ftp');
  expect(DeletedDate?.getTime()).toBeLessThan(Date.now());
  await expect(read(prodUs, 'prod/legacy/edi-ftp')).rejects.toThrow('marked for deletion');
});

test('names and tags: one secret written in three ways, and what contradicts or says nothing', async () => {
  for (const [place, name] of [
    [prodUs, 'notifications-twilio-prod'],
    [stagingUs, '/stg/notifications/twilio'],
    [stagingUs, 'integrations/hubspot'],
  ] as const)
    expect((await describe(place, name)).Name).toBe(name);
  expect((await describe(stagingUs, 'uat/checkout/gateway')).Tags).toContainEqual({
    Key: 'Environment',
    Value: 'production',
  });
});
