import { expect, test } from 'vitest';
import { jsonServices } from '@/lib/local-aws/http/json-services';
import { accountRoutes } from '@/lib/local-aws/account/routes';
import { lambdaRoutes } from '@/lib/local-aws/lambda/operations';
import { callAs, makeUser } from '@/lib/local-aws/testing/as-user';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { stsOperations } from '@/lib/local-aws/sts/operations';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { scopeOf } from '@/lib/local-aws/world/world';

const world = useLocalWorld();
const id = 'permission/probe';
const token = '0'.repeat(32);
const query = '00000000-0000-4000-8000-000000000000';
const policy = '{"Version":"2012-10-17","Statement":[]}';
const partner = 'arn:aws:iam::222233334444:role/PartnerAudit';

type Probe = { service: string; body?: JsonObject; also?: string[]; free?: true; recordedAs?: string };
const secret = (body: JsonObject = {}): Probe => ({ service: 'secretsmanager', body: { SecretId: id, ...body } });

const ofFunction = (recordedAs: string): Probe => ({
  service: 'lambda',
  body: { FunctionName: 'rotate-generic' },
  recordedAs,
});

/** A request of each operation and the permissions it asks for besides its own name (service authorization reference). */
const probes: Record<string, Probe> = {
  BatchGetSecretValue: { service: 'secretsmanager', body: { SecretIdList: [id] } },
  CancelRotateSecret: secret(),
  CreateSecret: { service: 'secretsmanager', body: { Name: 'permission/new' } },
  DeleteResourcePolicy: secret(),
  DeleteSecret: secret(),
  DescribeSecret: secret(),
  GetRandomPassword: { service: 'secretsmanager' },
  GetResourcePolicy: secret(),
  GetSecretValue: secret(),
  ListSecretVersionIds: secret(),
  ListSecrets: { service: 'secretsmanager' },
  PutResourcePolicy: secret({ ResourcePolicy: policy }),
  PutSecretValue: secret({ SecretString: 'CANARY-1', ClientRequestToken: token }),
  RemoveRegionsFromReplication: secret({ RemoveReplicaRegions: ['us-east-1'] }),
  ReplicateSecretToRegions: secret({ AddReplicaRegions: [{ Region: 'us-east-1' }] }),
  RestoreSecret: secret(),
  RotateSecret: secret({ ClientRequestToken: token }),
  StopReplicationToReplica: secret(),
  TagResource: secret({ Tags: [{ Key: 'a', Value: 'b' }] }),
  UntagResource: secret({ TagKeys: ['a'] }),
  UpdateSecret: secret({ Description: 'new' }),
  UpdateSecretVersionStage: secret({ VersionStage: 'own', MoveToVersionId: token }),
  ValidateResourcePolicy: { ...secret({ ResourcePolicy: policy }), also: ['secretsmanager:PutResourcePolicy'] },
  DescribeKey: { service: 'kms', body: { KeyId: 'alias/secrets' } },
  GetKeyRotationStatus: { service: 'kms', body: { KeyId: '7d1f0a52-6c3e-4b8e-9a47-111122223333' } },
  ListAliases: { service: 'kms' },
  DescribeTrails: { service: 'cloudtrail' },
  ListPublicKeys: { service: 'cloudtrail' },
  LookupEvents: { service: 'cloudtrail' },
  StartQueryExecution: { service: 'athena', body: { QueryString: 'select 1' } },
  GetQueryExecution: { service: 'athena', body: { QueryExecutionId: query } },
  GetQueryResults: { service: 'athena', body: { QueryExecutionId: query } },
  StopQueryExecution: { service: 'athena', body: { QueryExecutionId: query } },
  FilterLogEvents: { service: 'logs', body: { logGroupName: '/aws/lambda/rotate-generic' } },
  DescribeLogGroups: { service: 'logs' },
  GetFunction: ofFunction('GetFunction20150331v2'),
  GetFunctionConfiguration: ofFunction('GetFunctionConfiguration20150331v2'),
  GetFunctionConcurrency: ofFunction('GetFunctionConcurrency'),
  GetPolicy: ofFunction('GetPolicy20150331v2'),
  ListFunctions: { service: 'lambda', recordedAs: 'ListFunctions20150331' },
  ListAccounts: { service: 'organizations' },
  ListRegions: { service: 'account' },
  DescribeOrganization: { service: 'organizations' },
  AssumeRole: { service: 'sts', body: { RoleArn: partner, RoleSessionName: 'me', ExternalId: 'partner-4711' } },
  GetAccessKeyInfo: { service: 'sts', body: { AccessKeyId: 'AKIALOCALADMIN000001' } },
  GetCallerIdentity: { service: 'sts', free: true },
  GetFederationToken: { service: 'sts', body: { Name: 'me' } },
  GetSessionToken: { service: 'sts', free: true },
};

const operations = [
  ...jsonServices.flatMap((one) => [...one.operations.values()].map(({ name, run }) => ({ name, run }))),
  ...[...lambdaRoutes, ...accountRoutes].map(({ operation: { name, run } }) => ({ name, run })),
  ...[...stsOperations].map(([name, run]) => ({ name, run })),
];

/** What the operation says to a user with these actions: the error it refuses with, or nothing. */
function attempt(name: string, actions: string[]): { refused?: AwsError; arn: string } {
  const probe = probes[name];
  const run = operations.find((operation) => operation.name === name)?.run;
  if (probe === undefined || run === undefined) throw new Error(`${name} has no probe: add it with what it needs`);
  const statements = actions.length === 0 ? [] : [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const { user } = makeUser(world.aws.world, statements);
  try {
    run(callAs(world.aws.world, user), probe.body ?? {});
    return { arn: user.arn };
  } catch (error) {
    if (error instanceof AwsError) return { refused: error, arn: user.arn };
    throw error;
  }
}

function makeSecret(): void {
  const { user } = makeUser(world.aws.world, [{ Effect: 'Allow', Action: '*', Resource: '*' }]);
  const sm = jsonServices.find(({ service }) => service === 'secretsmanager');
  if (scopeOf(world.aws.world, user.account, 'eu-west-1').byName.has(id)) return;
  sm?.operations.get('CreateSecret')?.run(callAs(world.aws.world, user), { Name: id, SecretString: 'CANARY-0', ClientRequestToken: '1'.repeat(32) }); // prettier-ignore
}

const isFree = ({ name }: { name: string }) => probes[name]?.free === true;

test.each(operations.filter(isFree))('$name needs no permission', ({ name }) => {
  expect(attempt(name, []).refused).toBeUndefined();
});

test.each(operations.filter((operation) => !isFree(operation)))(
  '$name is refused without its permission, and allowed with just that',
  ({ name }) => {
    makeSecret();
    const action = `${probes[name]?.service}:${name}`;
    const recorded = probes[name]?.recordedAs ?? name;
    const { refused, arn } = attempt(name, []);
    expect(refused?.trailCode).toBe('AccessDenied');
    expect(refused?.message).toContain(`User: ${arn} is not authorized to perform: ${action}`);
    const record = [...scopeOf(world.aws.world, '111122223333', 'eu-west-1').trail.live].find(
      (event) => event.name === recorded && event.toRecord().errorMessage === refused?.message,
    );
    expect(record?.toRecord()).toMatchObject({
      eventName: recorded,
      errorCode: 'AccessDenied',
      errorMessage: refused?.message,
      userIdentity: { arn },
    });
    const others = operations.filter((operation) => operation.name !== name).map((one) => `${probes[one.name]?.service}:${one.name}`); // prettier-ignore
    expect(attempt(name, others).refused?.trailCode).toBe('AccessDenied');
    expect(attempt(name, [action, ...(probes[name]?.also ?? [])]).refused?.trailCode).not.toBe('AccessDenied');
  },
);
