import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  paginateListSecretVersionIds,
  PutSecretValueCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { scopeOf } from '@/lib/local-aws/world/world';

const world = useLocalWorld();
const client = () => world.secrets();
const put = (SecretId: string, more: object = {}) =>
  client().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-x', ...more }));

async function make() {
  const Name = `v-${randomUUID()}`;
  const { ARN = '', VersionId = '' } = await client().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-0' }));
  return { Name, ARN, VersionId };
}

async function versionIds(SecretId: string): Promise<string[]> {
  const found: string[] = [];
  const input = { SecretId, IncludeDeprecated: true };
  for await (const page of paginateListSecretVersionIds({ client: client(), pageSize: 30 }, input))
    found.push(...(page.Versions ?? []).map(({ VersionId = '' }) => VersionId));
  return found;
}

test('more than a hundred versions: none younger than a day goes, none with a label, the oldest first', async () => {
  const { Name, ARN, VersionId } = await make();
  await client().send(
    new UpdateSecretVersionStageCommand({ SecretId: Name, VersionStage: 'golden', MoveToVersionId: VersionId }),
  );
  for (let count = 1; count < 103; count += 1) await put(Name);
  const young = await versionIds(Name);
  expect(new Set(young).size).toBe(103);
  // A day goes by for the first fifty.
  const secret = scopeOf(world.aws.world, account, 'eu-west-1').byArn.get(ARN);
  for (const id of young.slice(0, 50)) {
    const version = secret?.versions.get(id);
    if (version !== undefined) version.created -= 86_400_001;
  }
  await put(Name);
  const after = await versionIds(Name);
  expect(after).toHaveLength(100);
  expect(after.slice(0, 3)).toEqual([VersionId, ...young.slice(5, 7)]);
  const pruned = await readTrail(world, 'EventName', 'SecretVersionDeletion');
  const told = pruned.map(({ additionalEventData }) => additionalEventData);
  expect(told.toReversed()).toEqual(young.slice(1, 5).map((id) => ({ ARN, Name, VersionId: id })));
});

test('twenty labels over all versions, not one more', async () => {
  const { Name, VersionId } = await make();
  const labels = Array.from({ length: 18 }, (_none, index) => `label-${index}`);
  await put(Name, { VersionStages: labels });
  await put(Name, { VersionStages: ['AWSPENDING'] });
  expect((await refusal(put(Name, { VersionStages: ['one-more'] }))).code).toBe('LimitExceededException');
  const move = { SecretId: Name, VersionStage: 'one-more', MoveToVersionId: VersionId };
  expect((await refusal(client().send(new UpdateSecretVersionStageCommand(move)))).code).toBe('LimitExceededException');
  expect((await refusal(put(Name, { VersionStages: labels.concat('a', 'b', 'c') }))).code).toBe('ValidationException');
});

test('the same token with the same value does nothing, with another it is refused: on creation, put and update', async () => {
  const ClientRequestToken = randomUUID();
  const input = { Name: `t-${ClientRequestToken}`, SecretString: 'CANARY-a', ClientRequestToken };
  const made = await client().send(new CreateSecretCommand(input));
  const { Name: SecretId } = input;
  const again = await client().send(new CreateSecretCommand(input));
  expect([again.ARN, again.VersionId]).toEqual([made.ARN, ClientRequestToken]);
  const kept = await put(SecretId, { SecretString: 'CANARY-a', ClientRequestToken });
  expect(kept).toMatchObject({ VersionId: ClientRequestToken, VersionStages: ['AWSCURRENT'] });
  const update = (SecretString: string) =>
    client().send(new UpdateSecretCommand({ SecretId, SecretString, ClientRequestToken }));
  expect((await update('CANARY-a')).VersionId).toBe(ClientRequestToken);
  const refused = {
    code: 'ResourceExistsException',
    message: `You can't use ClientRequestToken ${ClientRequestToken} because that value is already in use for a version of secret ${made.ARN}.`,
    status: 400,
  };
  expect(await refusal(client().send(new CreateSecretCommand({ ...input, SecretString: 'CANARY-b' })))).toEqual(
    refused,
  );
  expect(await refusal(put(SecretId, { SecretString: 'CANARY-b', ClientRequestToken }))).toEqual(refused);
  expect(await refusal(update('CANARY-b'))).toEqual(refused);
});

test('no value at all is no value', async () => {
  const { Name } = await make();
  expect(await refusal(put(Name, { SecretString: undefined }))).toEqual({
    code: 'InvalidRequestException',
    message: 'You must provide either SecretString or SecretBinary.',
    status: 400,
  });
});

test.each([0, 65_537])('%d bytes are no binary value, 65,536 are', async (size) => {
  const { Name } = await make();
  const of = (bytes: number) => put(Name, { SecretString: undefined, SecretBinary: Buffer.alloc(bytes, 1) });
  const bound = size === 0 ? 'greater than or equal to 1' : 'less than or equal to 65536';
  const message = `1 validation error detected: Value at 'secretBinary' failed to satisfy constraint: Member must have length ${bound}`;
  expect(await refusal(of(size))).toEqual({ code: 'ValidationException', message, status: 400 });
  expect((await of(65_536)).VersionId).toBeDefined();
});

test('another key is the key of the labelled versions from then on', async () => {
  const { Name } = await make();
  await put(Name);
  await put(Name);
  const KmsKeyId = `arn:aws:kms:eu-west-1:${account}:key/11111111-2222-3333-4444-555555555555`;
  await world.control('POST', 'keys', { keyArn: KmsKeyId });
  await client().send(new UpdateSecretCommand({ SecretId: Name, KmsKeyId }));
  const { Versions = [] } = await client().send(
    new ListSecretVersionIdsCommand({ SecretId: Name, IncludeDeprecated: true }),
  );
  expect(Versions.map(({ KmsKeyIds }) => KmsKeyIds?.join())).toEqual(['DefaultEncryptionKey', KmsKeyId, KmsKeyId]);
  await client().send(new UpdateSecretCommand({ SecretId: Name, KmsKeyId: '' }));
  expect(await client().send(new DescribeSecretCommand({ SecretId: Name }))).not.toHaveProperty('KmsKeyId');
  expect((await client().send(new GetSecretValueCommand({ SecretId: Name }))).SecretString).toBe('CANARY-x');
});
