import { randomUUID } from 'node:crypto';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  TagResourceCommand,
  UpdateSecretVersionStageCommand,
  type CreateSecretCommandInput,
  type FilterNameStringType,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { account, useLocalWorld } from './testing/local-world';
import { refusal } from './testing/refusal';
import { waitUntil } from './testing/wait-until';

/** What the real service does and imitations get wrong (aws-facts §9), row by row, over the SDK and the wire. */
const world = useLocalWorld();
const client = () => world.secrets();
const describe = (SecretId: string) => client().send(new DescribeSecretCommand({ SecretId }));
const today = () => new Date(new Date().setUTCHours(0, 0, 0, 0));

async function make(more: Partial<CreateSecretCommandInput> = {}): Promise<string> {
  const Name = `s-${randomUUID()}`;
  await client().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-1', ...more }));
  return Name;
}

test('a missing secret is 400, not 404', async () => {
  expect(await refusal(describe('not-there'))).toEqual({
    code: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
    status: 400,
  });
});

test('created without a value: no VersionId in the answer', async () => {
  const Name = `s-${randomUUID()}`;
  const answer = await client().send(new CreateSecretCommand({ Name }));
  expect(Object.keys(answer).toSorted()).toEqual(['$metadata', 'ARN', 'Name']);
  expect(await describe(Name)).not.toHaveProperty('VersionIdsToStages');
});

const tags = (...keys: string[]) => keys.map((Key) => ({ Key, Value: 'v' }));
const many = (count: number) => Array.from({ length: count }, (_none, index) => `k${index}`);

test.each([
  ['a name with a space', { Name: 'a b' }, 'ValidationException'],
  ['51 tags', { Tags: tags(...many(51)) }, 'LimitExceededException'],
  ['a tag key twice', { Tags: tags('k', 'k') }, 'InvalidParameterException'],
  ['a tag of AWS’s own', { Tags: tags('aws:k') }, 'InvalidParameterException'],
  ['more than 64 KiB of text', { SecretString: 'x'.repeat(65_537) }, 'ValidationException'],
  ['more than 64 KiB of UTF-8', { SecretString: '€'.repeat(40_000) }, 'LimitExceededException'],
  ['text and bytes', { SecretBinary: Buffer.from('x') }, 'InvalidParameterException'],
])('not created: %s', async (_what, input, code) => {
  const Name = `s-${randomUUID()}`;
  const call = client().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-1', ...input }));
  expect(await refusal(call)).toMatchObject({ code, status: 400 });
  expect((await refusal(describe(Name))).code).toBe('ResourceNotFoundException');
});

test('50 tags and 64 KiB are created', async () => {
  const Name = await make({ Tags: tags(...many(50)), SecretString: 'x'.repeat(65_536) });
  expect((await describe(Name)).Tags).toHaveLength(50);
});

test('a read sets LastAccessedDate: a whole day, UTC', async () => {
  const SecretId = await make();
  expect(await describe(SecretId)).not.toHaveProperty('LastAccessedDate');
  await client().send(new GetSecretValueCommand({ SecretId }));
  expect((await describe(SecretId)).LastAccessedDate).toEqual(today());
});

test('DeletedDate is when deletion was asked for; the answer of the call has its end', async () => {
  const SecretId = await make();
  const begun = Date.now();
  const { DeletionDate } = await client().send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
  const { DeletedDate } = await describe(SecretId);
  expect(Math.abs((DeletedDate?.getTime() ?? 0) - begun)).toBeLessThan(60_000);
  expect(Math.round(((DeletionDate?.getTime() ?? 0) - begun) / 86_400_000)).toBe(7);
});

test.each([
  [
    'an unknown filter key',
    { Filters: [{ Key: 'rotation' as FilterNameStringType, Values: ['on'] }] },
    'ValidationException',
  ],
  ['a token that is none', { NextToken: 'bm9uZQ' }, 'InvalidNextTokenException'],
  ['101 a page', { MaxResults: 101 }, 'ValidationException'],
])('not listed: %s', async (_what, input, code) => {
  expect(await refusal(client().send(new ListSecretsCommand(input)))).toMatchObject({ code, status: 400 });
});

test('a version made current is read at once without a stage', async () => {
  const SecretId = await make();
  const [MoveToVersionId, RemoveFromVersionId] = [
    randomUUID(),
    Object.keys((await describe(SecretId)).VersionIdsToStages ?? {})[0],
  ];
  const put = {
    SecretId,
    SecretString: 'CANARY-2',
    ClientRequestToken: MoveToVersionId,
    VersionStages: ['AWSPENDING'],
  };
  await client().send(new PutSecretValueCommand(put));
  const move = { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId, RemoveFromVersionId };
  await client().send(new UpdateSecretVersionStageCommand(move));
  expect((await client().send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('CANARY-2');
});

test('versions without labels are hidden unless asked for, and every version names its keys', async () => {
  const SecretId = await make();
  for (const SecretString of ['CANARY-2', 'CANARY-3'])
    await client().send(new PutSecretValueCommand({ SecretId, SecretString }));
  const list = async (IncludeDeprecated?: boolean) =>
    (await client().send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated }))).Versions ?? [];
  expect(await list()).toHaveLength(2);
  const all = await list(true);
  expect(all.map(({ VersionStages }) => VersionStages)).toEqual([undefined, ['AWSPREVIOUS'], ['AWSCURRENT']]);
  expect(all.every(({ KmsKeyIds }) => KmsKeyIds?.join() === 'DefaultEncryptionKey')).toBe(true);
});

test('21 ids are no batch', async () => {
  const call = client().send(new BatchGetSecretValueCommand({ SecretIdList: many(21) }));
  expect(await refusal(call)).toMatchObject({ code: 'ValidationException', status: 400 });
});

const lambda = (name: string) => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;

test('rotation without a function, or with one that cannot be invoked, is refused and leaves the secret untouched', async () => {
  const SecretId = await make();
  const before = await describe(SecretId);
  const rotate = (RotationLambdaARN?: string) =>
    refusal(
      client().send(
        new RotateSecretCommand({ SecretId, RotationLambdaARN, RotationRules: { AutomaticallyAfterDays: 1 } }),
      ),
    );
  expect(await rotate()).toMatchObject({ code: 'InvalidRequestException', status: 400 });
  expect(await rotate(lambda('nothing'))).toMatchObject({ code: 'AccessDeniedException', status: 400 });
  expect({ ...(await describe(SecretId)), $metadata: undefined }).toEqual({ ...before, $metadata: undefined });
});

test('RotateImmediately=false keeps the schedule and only tests', async () => {
  const SecretId = await make();
  await world.control('POST', 'functions', { functionArn: lambda('tested') });
  const before = await describe(SecretId);
  const input = { SecretId, RotationLambdaARN: lambda('tested'), RotationRules: { AutomaticallyAfterDays: 30 } };
  await client().send(new RotateSecretCommand({ ...input, RotateImmediately: false }));
  const after = await waitUntil(
    () => describe(SecretId),
    ({ VersionIdsToStages = {} }) => Object.keys(VersionIdsToStages).length === 1,
  );
  expect(after).toMatchObject({ RotationEnabled: true, RotationRules: { AutomaticallyAfterDays: 30 } });
  expect(after).not.toHaveProperty('LastRotatedDate');
  expect(after.VersionIdsToStages).toEqual(before.VersionIdsToStages);
});

test('a secret pending deletion takes no value and no tag, and its name is taken', async () => {
  const SecretId = await make();
  await client().send(new DeleteSecretCommand({ SecretId }));
  const refused = [
    client().send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-2' })),
    client().send(new TagResourceCommand({ SecretId, Tags: tags('k') })),
    client().send(new CreateSecretCommand({ Name: SecretId, SecretString: 'CANARY-2' })),
  ];
  for (const call of refused)
    expect(await refusal(call)).toMatchObject({ code: 'InvalidRequestException', status: 400 });
});

test('an intermediary’s page is no AWS error: the SDK throws a SyntaxError that knows the status', async () => {
  await world.control('POST', 'faults', { kind: 'html', operation: 'DescribeSecret', count: 1 });
  const error: unknown = await describe('any').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(SyntaxError);
  expect(error).toMatchObject({ $metadata: { httpStatusCode: 502 } });
});
