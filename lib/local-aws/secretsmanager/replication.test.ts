import { randomUUID } from 'node:crypto';
import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  StopReplicationToReplicaCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
  type CreateSecretCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { waitUntil } from '@/lib/local-aws/testing/wait-until';

const world = useLocalWorld();
const here = () => world.secrets({ region: 'eu-west-1' });
const there = (region = 'us-east-1') => world.secrets({ region });
const describe = (SecretId: string, client = here()) => client.send(new DescribeSecretCommand({ SecretId }));
const value = async (SecretId: string, client = here()) =>
  (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;

async function settled(SecretId: string) {
  const found = await waitUntil(
    () => describe(SecretId),
    ({ ReplicationStatus = [] }) => ReplicationStatus.every(({ Status }) => Status !== 'InProgress'),
  );
  return found.ReplicationStatus;
}

async function make(more: Partial<CreateSecretCommandInput> = {}, Name = `r-${randomUUID()}`): Promise<string> {
  await here().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-1', ...more }));
  return Name;
}

async function makeReplicated(...regions: string[]): Promise<string> {
  const Name = await make({ AddReplicaRegions: regions.map((Region) => ({ Region })) });
  await settled(Name);
  return Name;
}

test('a replica comes by itself: in progress, then in sync, with the primary’s name, value, tags and labels', async () => {
  const Name = `r-${randomUUID()}`;
  const input = { Name, SecretString: 'CANARY-1', Description: 'told', Tags: [{ Key: 'env', Value: 'prod' }] };
  const made = await here().send(new CreateSecretCommand({ ...input, AddReplicaRegions: [{ Region: 'us-east-1' }] }));
  expect(made.ReplicationStatus).toEqual([
    { Region: 'us-east-1', KmsKeyId: 'alias/aws/secretsmanager', Status: 'InProgress' },
  ]);
  expect(await settled(Name)).toMatchObject([{ Status: 'InSync', StatusMessage: 'Replication succeeded' }]);
  const primary = await describe(Name);
  const replica = await describe(Name, there());
  expect(replica).toMatchObject({
    ARN: primary.ARN?.replace('eu-west-1', 'us-east-1'),
    Description: 'told',
    PrimaryRegion: 'eu-west-1',
    Tags: input.Tags,
    VersionIdsToStages: primary.VersionIdsToStages,
  });
  expect(replica.ReplicationStatus).toBeUndefined();
  expect(primary.PrimaryRegion).toBe('eu-west-1');
  expect(await value(Name, there())).toBe('CANARY-1');
  const Filters = [{ Key: 'primary-region' as const, Values: ['eu-west-1'] }];
  const listed = await there().send(new ListSecretsCommand({ Filters, MaxResults: 100 }));
  expect(listed.SecretList?.map((secret) => secret.Name)).toContain(Name);
});

test('what changes at the primary changes at the replica; a read counts where it was made', async () => {
  const Name = await makeReplicated('us-east-1');
  await here().send(new PutSecretValueCommand({ SecretId: Name, SecretString: 'CANARY-2' }));
  await here().send(new TagResourceCommand({ SecretId: Name, Tags: [{ Key: 'a', Value: 'b' }] }));
  const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'secretsmanager:DeleteSecret', Resource: '*' }];
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement });
  await here().send(new PutResourcePolicyCommand({ SecretId: Name, ResourcePolicy }));
  expect(await value(Name, there())).toBe('CANARY-2');
  expect((await describe(Name, there())).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  const policy = await there().send(new GetResourcePolicyCommand({ SecretId: Name }));
  expect(policy.ResourcePolicy).toBe(ResourcePolicy);
  const primary = await describe(Name);
  expect(primary.LastAccessedDate).toBeUndefined();
  expect(primary.ReplicationStatus?.[0]?.LastAccessedDate).toEqual(new Date(new Date().setUTCHours(0, 0, 0, 0)));
});

const words = "Operation not permitted on a replica secret. Call must be made in primary secret's region.";
const version = '00000000-0000-4000-8000-000000000000';
const emptyPolicy = JSON.stringify({ Statement: [] });

test.each([
  ['UpdateSecret', (SecretId: string) => there().send(new UpdateSecretCommand({ SecretId, Description: 'x' }))],
  ['PutSecretValue', (SecretId: string) => there().send(new PutSecretValueCommand({ SecretId, SecretString: 'x' }))],
  ['TagResource', (SecretId: string) => there().send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'k', Value: 'v' }] }))],
  ['UntagResource', (SecretId: string) => there().send(new UntagResourceCommand({ SecretId, TagKeys: ['k'] }))],
  ['PutResourcePolicy', (SecretId: string) => there().send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: emptyPolicy }))],
  ['DeleteResourcePolicy', (SecretId: string) => there().send(new DeleteResourcePolicyCommand({ SecretId }))],
  ['DeleteSecret', (SecretId: string) => there().send(new DeleteSecretCommand({ SecretId }))],
  ['RestoreSecret', (SecretId: string) => there().send(new RestoreSecretCommand({ SecretId }))],
  ['RotateSecret', (SecretId: string) => there().send(new RotateSecretCommand({ SecretId }))],
  ['CancelRotateSecret', (SecretId: string) => there().send(new CancelRotateSecretCommand({ SecretId }))],
  ['UpdateSecretVersionStage', (SecretId: string) => there().send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'a', MoveToVersionId: version }))],
  ['ReplicateSecretToRegions', (SecretId: string) => there().send(new ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions: [{ Region: 'eu-west-3' }] }))],
  ['RemoveRegionsFromReplication', (SecretId: string) => there().send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: ['eu-west-3'] }))],
])('%s is refused where the replica is', async (_name, call) => {
  const Name = await makeReplicated('us-east-1');
  expect(await refusal(call(Name))).toEqual({ code: 'InvalidParameterException', message: words, status: 400 });
}); // prettier-ignore

test('a name that is taken fails the replica, until it may be overwritten', async () => {
  const Name = await make();
  await there().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-other' }));
  const replicate = (ForceOverwriteReplicaSecret?: boolean) =>
    here().send(
      new ReplicateSecretToRegionsCommand({
        SecretId: Name,
        AddReplicaRegions: [{ Region: 'us-east-1' }],
        ForceOverwriteReplicaSecret,
      }),
    );
  const begun = await replicate();
  expect(begun.ReplicationStatus).toMatchObject([{ Region: 'us-east-1', Status: 'InProgress' }]);
  const taken = 'Secret with this name already exists in this region';
  expect(await settled(Name)).toMatchObject([{ Status: 'Failed', StatusMessage: taken }]);
  expect(await value(Name, there())).toBe('CANARY-other');
  expect((await readTrail(world, 'EventName', 'ReplicationFailed'))[0]).toMatchObject({
    eventType: 'AwsServiceEvent',
    errorMessage: taken,
    additionalEventData: { SecretId: begun.ARN },
  });
  await replicate(true);
  expect(await settled(Name)).toMatchObject([{ Status: 'InSync' }]);
  expect(await value(Name, there())).toBe('CANARY-1');
  const events = ['ReplicationStarted', 'ReplicationSucceeded'] as const;
  for (const event of events)
    expect((await readTrail(world, 'EventName', event))[0]).toMatchObject({
      additionalEventData: { SecretId: begun.ARN },
    });
});

test('a replica under a key of its own needs that key', async () => {
  const Name = await make();
  const replicate = (Region: string, KmsKeyId: string) =>
    here().send(new ReplicateSecretToRegionsCommand({ SecretId: Name, AddReplicaRegions: [{ Region, KmsKeyId }] }));
  await replicate('us-east-1', 'alias/secrets');
  await replicate('eu-west-3', 'alias/not-there');
  expect(await settled(Name)).toMatchObject([
    { Region: 'us-east-1', KmsKeyId: 'alias/secrets', Status: 'InSync' },
    { Region: 'eu-west-3', Status: 'Failed', StatusMessage: 'Replication failed: The KMS key is not available' },
  ]);
  expect((await describe(Name, there())).KmsKeyId).toBe('alias/secrets');
  const nobody = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::999999999999:root' },
    Action: 'kms:*',
    Resource: '*',
  };
  const keyArn = 'arn:aws:kms:eu-west-3:111122223333:key/22222222-2222-4222-8222-222222222222';
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [nobody] });
  await world.control('POST', 'keys', { keyArn, policy });
  await replicate('eu-west-3', keyArn);
  const refused = (await settled(Name))?.find(({ Region }) => Region === 'eu-west-3');
  expect(refused).toMatchObject({
    Status: 'Failed',
    StatusMessage: 'Replication failed: Access to KMS is not allowed',
  });
  expect(await value(Name, there())).toBe('CANARY-1');
});

test('a primary with replicas stays; without them it may go', async () => {
  const Name = await makeReplicated('us-east-1', 'eu-west-3');
  const { ARN = '' } = await describe(Name);
  const remove = () => here().send(new DeleteSecretCommand({ SecretId: ARN, ForceDeleteWithoutRecovery: true }));
  expect(await refusal(remove())).toEqual({
    code: 'InvalidParameterException',
    message: `You can't delete secret ${ARN} that still has replica regions [us-east-1, eu-west-3].`,
    status: 400,
  });
  const drop = (...RemoveReplicaRegions: string[]) =>
    here().send(new RemoveRegionsFromReplicationCommand({ SecretId: Name, RemoveReplicaRegions }));
  expect((await drop('us-east-1')).ReplicationStatus?.map(({ Region }) => Region)).toEqual(['eu-west-3']);
  expect((await refusal(describe(Name, there()))).code).toBe('ResourceNotFoundException');
  expect((await drop('us-east-1', 'eu-west-3')).ReplicationStatus).toEqual([]);
  expect(await describe(Name)).not.toHaveProperty('ReplicationStatus');
  expect((await remove()).ARN).toBe(ARN);
});

test('a promoted replica is a secret of its own, with what it had', async () => {
  const Name = await makeReplicated('us-east-1', 'eu-west-3');
  const { ARN = '', VersionIdsToStages } = await describe(Name);
  const promoted = await there().send(new StopReplicationToReplicaCommand({ SecretId: Name }));
  expect(promoted.ARN).toBe(ARN.replace('eu-west-1', 'us-east-1'));
  const after = await describe(Name, there());
  expect(after).toMatchObject({ Name, VersionIdsToStages });
  expect(after).not.toHaveProperty('PrimaryRegion');
  await there().send(new PutSecretValueCommand({ SecretId: Name, SecretString: 'CANARY-there' }));
  await here().send(new PutSecretValueCommand({ SecretId: Name, SecretString: 'CANARY-here' }));
  expect([await value(Name), await value(Name, there()), await value(Name, there('eu-west-3'))]).toEqual([
    'CANARY-here',
    'CANARY-there',
    'CANARY-here',
  ]);
  expect((await describe(Name)).ReplicationStatus?.map(({ Region }) => Region)).toEqual(['eu-west-3']);
  const again = there().send(new StopReplicationToReplicaCommand({ SecretId: Name }));
  expect((await refusal(again)).code).toBe('InvalidParameterException');
});

test.each([
  ['its own region', [{ Region: 'eu-west-1' }], 'InvalidParameterException'],
  ['one region twice', [{ Region: 'us-east-1' }, { Region: 'us-east-1' }], 'InvalidParameterException'],
  ['no region', [], 'ValidationException'],
  ['a region that is none', [{ Region: 'Frankfurt' }], 'ValidationException'],
  ['a region that there is not', [{ Region: 'mars-west-1' }], 'InvalidParameterException'],
  ['a region of another partition', [{ Region: 'cn-north-1' }], 'InvalidParameterException'],
  ['a region without a name', [{ KmsKeyId: 'a' }], 'ValidationException'],
])('no replica in %s', async (_what, regions, code) => {
  const AddReplicaRegions = regions as { Region: string }[];
  const Name = await make();
  const call = here().send(new ReplicateSecretToRegionsCommand({ SecretId: Name, AddReplicaRegions }));
  expect((await refusal(call)).code).toBe(code);
  expect((await refusal(make({ AddReplicaRegions }))).code).toBe(code);
  expect(await describe(Name)).not.toHaveProperty('ReplicationStatus');
});
