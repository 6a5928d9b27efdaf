import { CreateSecretCommand, GetSecretValueCommand, PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { beforeAll, expect, test } from 'vitest';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { useLocalWorld, type LocalWorld } from '@/lib/local-aws/testing/local-world';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { readTrail } from '@/lib/local-aws/testing/read-trail';

const owner = '111122223333';
const reader = '222233334444';
const readerKeys = adminUsers.find(({ account }) => account === reader);
const key = `arn:aws:kms:eu-west-1:${owner}:key/7d1f0a52-6c3e-4b8e-9a47-000000000001`;

const world = useLocalWorld();
const alone = useLocalWorld({ ownerEvents: false });
const terse = useLocalWorld({ deniedParameters: 'null' });

async function share(place: LocalWorld): Promise<string> {
  const letIn = [owner, reader].map((account) => ({
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: 'kms:*',
    Resource: '*',
  }));
  await place.control('POST', 'keys', { keyArn: key, policy: JSON.stringify({ Statement: letIn }) });
  const { ARN = '' } = await place
    .secrets()
    .send(new CreateSecretCommand({ Name: 'shared/db', SecretString: 'CANARY', KmsKeyId: key }));
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${reader}:root` },
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
    },
  ];
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement });
  await place.secrets().send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy }));
  return ARN;
}

const arns = new Map<LocalWorld, string>();
beforeAll(async () => {
  for (const place of [world, alone]) arns.set(place, await share(place));
});

async function readFromOutside(place: LocalWorld) {
  await place.secrets({ keys: readerKeys }).send(new GetSecretValueCommand({ SecretId: arns.get(place) }));
  const recordsOf = async (keys: typeof readerKeys) => [
    ...(await readTrail(place, 'EventName', 'GetSecretValue', { keys })),
    ...(await readTrail(place, 'EventName', 'Decrypt', { keys })),
  ];
  return { mine: await recordsOf(readerKeys), theirs: await recordsOf(undefined) };
}

test('a read of another account leaves two records under one id, and KMS two more', async () => {
  const { mine, theirs } = await readFromOutside(world);
  expect([mine.length, theirs.length]).toEqual([2, 2]);
  for (const [index, record] of mine.entries()) {
    const twin = theirs[index];
    expect(record.sharedEventID).toEqual(expect.any(String));
    expect(twin?.sharedEventID).toBe(record.sharedEventID);
    expect(twin?.eventID).not.toBe(record.eventID);
    expect(twin?.requestParameters).toEqual(record.requestParameters);
    expect([record.recipientAccountId, twin?.recipientAccountId]).toEqual([reader, owner]);
    expect(record.userIdentity).toMatchObject({ type: 'IAMUser', accountId: reader, userName: 'admin' });
    const seen = { type: 'AWSAccount', principalId: expect.stringMatching(/^AIDA/), accountId: reader };
    expect(twin?.userIdentity).toEqual(index === 0 ? seen : { ...seen, invokedBy: 'secretsmanager.amazonaws.com' });
  }
  expect(mine[0]?.sharedEventID).not.toBe(mine[1]?.sharedEventID);
});

test('where owners are told nothing, the record stands alone', async () => {
  const { mine, theirs } = await readFromOutside(alone);
  expect([mine.length, theirs.length]).toEqual([2, 0]);
  expect(mine[0]).not.toHaveProperty('sharedEventID');
});

test('a denied call shows its parameters or, where that is asked for, none', async () => {
  const SecretId = `arn:aws:secretsmanager:eu-west-1:${owner}:secret:not/yours-AbCdEf`;
  const denied = async (place: LocalWorld) => {
    await refusal(place.secrets({ keys: readerKeys }).send(new GetSecretValueCommand({ SecretId })));
    return (await readTrail(place, 'ResourceName', SecretId, { keys: readerKeys }))[0];
  };
  const words = {
    errorCode: 'AccessDenied',
    errorMessage: expect.stringContaining(`on resource: ${SecretId} because`),
  };
  expect(await denied(world)).toMatchObject({ ...words, requestParameters: { secretId: SecretId } });
  expect(await denied(terse)).toMatchObject({ ...words, requestParameters: null, responseElements: null });
});
