import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, expect, test } from 'vitest';
import { account, adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';

const world = useLocalWorld({ secrets: 40 });
const keyArn = `arn:aws:kms:eu-west-1:${account}:key/7d1f0a52-6c3e-4b8e-9a47-${account}`;
const SecretId = 'prod/payments/stripe-api-key';
const root = JSON.stringify({
  Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' },
});
const setKey = (body: object) => world.control('POST', 'keys', { keyArn, ...body });

afterEach(() => setKey({ state: 'Enabled', policy: root }));

async function ask(operation: string, input: object) {
  const headers = { 'x-amz-target': `TrentService.${operation}`, 'content-type': 'application/x-amz-json-1.1' };
  const request = { service: 'kms', path: '/', body: JSON.stringify(input), headers };
  const answer = await sendSigned(world.aws.url, request, adminKeys);
  const body: unknown = JSON.parse(answer.body.toString());
  return { status: answer.status, body };
}

test('a key is described by id, ARN and alias', async () => {
  for (const KeyId of [keyArn, keyArn.split('/')[1], 'alias/secrets', `arn:aws:kms:eu-west-1:${account}:alias/secrets`])
    expect(await ask('DescribeKey', { KeyId })).toMatchObject({
      status: 200,
      body: { KeyMetadata: { Arn: keyArn, KeyState: 'Enabled', Enabled: true, KeyManager: 'CUSTOMER' } },
    });
  expect((await ask('DescribeKey', { KeyId: 'alias/aws/secretsmanager' })).body).toMatchObject({
    KeyMetadata: { KeyManager: 'AWS' },
  });
  const [record] = await readTrail(world, 'EventName', 'DescribeKey');
  expect(record).toMatchObject({
    eventSource: 'kms.amazonaws.com',
    requestParameters: { keyId: 'alias/aws/secretsmanager' },
  });
});

test('what is not there is not found', async () => {
  expect(await ask('DescribeKey', { KeyId: 'alias/none' })).toEqual({
    status: 400,
    body: { __type: 'NotFoundException', message: `Alias arn:aws:kms:eu-west-1:${account}:alias/none is not found.` },
  });
  expect((await ask('DescribeKey', { KeyId: keyArn.replace(/.$/, 'x') })).body).toMatchObject({
    __type: 'NotFoundException',
  });
  expect((await ask('Encrypt', { KeyId: keyArn })).body).toEqual({ __type: 'UnknownOperationException' });
});

test('a key’s own policy must let in, whatever identity policies say', async () => {
  const policy = JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:user/viewer` },
      Action: 'kms:*',
      Resource: '*',
    },
  });
  await setKey({ policy });
  expect((await ask('DescribeKey', { KeyId: keyArn })).body).toMatchObject({
    __type: 'AccessDeniedException',
    message: `User: arn:aws:iam::${account}:user/admin is not authorized to perform: kms:DescribeKey on resource: ${keyArn} because no resource-based policy allows the kms:DescribeKey action`,
  });
});

test('aliases come in pages, and rotation of the material is told', async () => {
  const first = await ask('ListAliases', { Limit: 1 });
  expect(first.body).toMatchObject({
    Aliases: [{ AliasName: 'alias/aws/secretsmanager' }],
    Truncated: true,
    NextMarker: 'alias/secrets',
  });
  expect((await ask('ListAliases', { Limit: 1, Marker: 'alias/secrets' })).body).toMatchObject({
    Aliases: [{ AliasName: 'alias/secrets' }],
    Truncated: false,
  });
  expect((await ask('ListAliases', { KeyId: keyArn })).body).toMatchObject({
    Aliases: [{ AliasName: 'alias/secrets' }],
  });
  expect((await ask('ListAliases', { Marker: 'x' })).body).toMatchObject({ __type: 'InvalidMarkerException' });
  expect((await ask('GetKeyRotationStatus', { KeyId: keyArn })).body).toMatchObject({ KeyRotationEnabled: true });
  await setKey({ rotates: false });
  expect((await ask('GetKeyRotationStatus', { KeyId: keyArn })).body).toEqual({
    KeyId: keyArn,
    KeyRotationEnabled: false,
  });
  expect((await ask('GetKeyRotationStatus', { KeyId: 'alias/secrets' })).body).toMatchObject({
    __type: 'InvalidArnException',
  });
});

const read = () => world.secrets().send(new GetSecretValueCommand({ SecretId }));
const write = () => world.secrets().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-w' }));

test.each([
  [{ state: 'Disabled' }, 'DisabledException'],
  [{ state: 'PendingDeletion' }, 'KMSInvalidStateException'],
  [{ gone: true }, 'NotFoundException'],
])('under a key that is %j nothing is read and nothing is written', async (state, errorCode) => {
  await setKey(state);
  expect(await refusal(read())).toMatchObject({
    code: 'DecryptionFailure',
    status: 400,
    message: expect.stringContaining("can't decrypt the protected secret text"),
  });
  const [record] = await readTrail(world, 'EventName', 'Decrypt');
  expect(record).toMatchObject({ errorCode, userIdentity: { invokedBy: 'secretsmanager.amazonaws.com' } });
  expect(await refusal(write())).toMatchObject({
    code: 'EncryptionFailure',
    message: expect.stringContaining("can't encrypt the protected secret text"),
  });
  const made = world
    .secrets()
    .send(new CreateSecretCommand({ Name: 'under/it', SecretString: 'CANARY-n', KmsKeyId: keyArn }));
  expect((await refusal(made)).code).toBe('EncryptionFailure');
});

test('a write asks for a data key in the caller’s rights, and for the encryption context of its secret', async () => {
  const statement = (Action: string[], more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
  const Condition = {
    StringLike: { 'kms:EncryptionContext:SecretARN': '*stripe-api-key-*', 'kms:ViaService': 'secretsmanager.*' },
  };
  const put = (actions: string[]) => {
    const { keys } = makeUser(world.aws.world, [
      statement(['secretsmanager:PutSecretValue']),
      statement(actions, { Condition }),
    ]);
    return world.secrets({ keys }).send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-w' }));
  };
  const refused = { code: 'AccessDeniedException', message: 'Access to KMS is not allowed', status: 400 };
  expect(await refusal(put(['kms:Decrypt']))).toEqual(refused);
  expect(await refusal(put(['kms:GenerateDataKey']))).toEqual(refused);
  expect((await put(['kms:GenerateDataKey', 'kms:Decrypt'])).VersionId).toBeDefined();
});

test('a change of the key needs both', async () => {
  const to = (KmsKeyId: string) => world.secrets().send(new UpdateSecretCommand({ SecretId, KmsKeyId }));
  expect((await refusal(to(keyArn.replace(/.$/, 'x')))).code).toBe('EncryptionFailure');
  await setKey({ state: 'Disabled' });
  expect((await refusal(to('alias/aws/secretsmanager'))).code).toBe('DecryptionFailure');
}); // prettier-ignore

test('a key of another region is none here', async () => {
  const KeyId = keyArn.replace('eu-west-1', 'us-east-1');
  expect(await ask('DescribeKey', { KeyId })).toMatchObject({ status: 400, body: { __type: 'NotFoundException' } });
  const made = world.secrets().send(new CreateSecretCommand({ Name: 'far/key', SecretString: 'CANARY-f', KmsKeyId: KeyId }));
  expect((await refusal(made)).code).toBe('EncryptionFailure');
}); // prettier-ignore
