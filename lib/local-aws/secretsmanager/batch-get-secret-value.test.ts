import { randomUUID } from 'node:crypto';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  paginateBatchGetSecretValue,
  type BatchGetSecretValueCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { beforeAll, expect, test } from 'vitest';
import { addUser } from '@/lib/local-aws/world/world';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld();
const quiet = useLocalWorld({ batchRecords: false });
const batch = (input: BatchGetSecretValueCommandInput, where = {}) =>
  world.secrets(where).send(new BatchGetSecretValueCommand(input));
const names = Array.from({ length: 25 }, (_none, index) => `batch/${String(index).padStart(2, '0')}`);

beforeAll(async () => {
  for (const Name of names)
    await world.secrets().send(new CreateSecretCommand({ Name, SecretString: `CANARY-${Name}` }));
  await world.secrets().send(new CreateSecretCommand({ Name: 'batch/empty' }));
  await world.secrets().send(new CreateSecretCommand({ Name: 'batch/gone', SecretString: 'CANARY-gone' }));
  await world.secrets().send(new DeleteSecretCommand({ SecretId: 'batch/gone' }));
});

test('what can be read is read, what cannot is told, in the order asked for', async () => {
  const SecretIdList = ['batch/03', 'batch/nothing', 'batch/gone', 'batch/01', 'batch/empty'];
  const answer = await batch({ SecretIdList });
  expect(answer.SecretValues?.map(({ Name, SecretString }) => [Name, SecretString])).toEqual([
    ['batch/03', 'CANARY-batch/03'],
    ['batch/01', 'CANARY-batch/01'],
  ]);
  expect(answer.SecretValues?.[0]).toMatchObject({ VersionStages: ['AWSCURRENT'], CreatedDate: expect.any(Date) });
  expect(answer.Errors).toEqual([
    {
      SecretId: 'batch/nothing',
      ErrorCode: 'ResourceNotFoundException',
      Message: "Secrets Manager can't find the specified secret.",
    },
    {
      SecretId: 'batch/gone',
      ErrorCode: 'InvalidRequestException',
      Message: "You can't perform this operation on the secret because it was marked for deletion.",
    },
    {
      SecretId: 'batch/empty',
      ErrorCode: 'ResourceNotFoundException',
      Message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    },
  ]);
});

test('by filter: page by page, without what is marked for deletion', async () => {
  const found: string[] = [];
  const Filters = [{ Key: 'name' as const, Values: ['batch/'] }];
  const client = world.secrets();
  for await (const page of paginateBatchGetSecretValue({ client, pageSize: 7 }, { Filters })) {
    expect(page.SecretValues?.length).toBeLessThanOrEqual(7);
    found.push(...(page.SecretValues ?? []).map(({ Name = '' }) => Name));
  }
  expect(found).toEqual(names);
  expect((await batch({ Filters })).SecretValues).toHaveLength(20);
});

test('the trail: the batch, a read of each secret, and a Decrypt of each with its ARN', async () => {
  const { ARN } = await world.secrets().send(new DescribeSecretCommand({ SecretId: 'batch/07' }));
  await batch({ SecretIdList: ['batch/07'] });
  const [call] = await readTrail(world, 'EventName', 'BatchGetSecretValue');
  const [read] = await readTrail(world, 'EventName', 'GetSecretValue');
  const [decrypt] = await readTrail(world, 'EventName', 'Decrypt');
  expect(call).toMatchObject({ requestParameters: { secretIdList: ['batch/07'] }, responseElements: null });
  expect(read).toMatchObject({ requestParameters: { secretId: 'batch/07' }, requestID: call?.requestID });
  expect(decrypt).toMatchObject({ requestParameters: { encryptionContext: { SecretARN: ARN } } });
  expect(read?.eventID).not.toBe(call?.eventID);
});

test('where batches are said to leave one record, the Decrypt still tells', async () => {
  const Name = `quiet-${randomUUID()}`;
  await quiet.secrets().send(new CreateSecretCommand({ Name, SecretString: 'CANARY-q' }));
  await quiet.secrets().send(new BatchGetSecretValueCommand({ SecretIdList: [Name] }));
  expect(await readTrail(quiet, 'EventName', 'GetSecretValue')).toEqual([]);
  expect(await readTrail(quiet, 'EventName', 'Decrypt')).toHaveLength(1);
});

const keys = { accessKeyId: 'AKIABATCHREADER00001', secretAccessKey: 'only-for-this-test-and-this-endpoint-00' };

test('the right to batch is not the right to read, nor to list', async () => {
  const arn = `arn:aws:iam::${account}:user/batch-reader`;
  const allow = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource });
  const statements = [
    allow('secretsmanager:BatchGetSecretValue', '*'),
    allow('secretsmanager:GetSecretValue', '*/01-??????'),
  ];
  const policies = [readPolicy({ Statement: statements })];
  addUser(world.aws.world, {
    account,
    arn,
    userName: 'batch-reader',
    userId: 'AIDABATCHREADER00001',
    policies,
    keys: [keys],
  });
  const answer = await batch({ SecretIdList: ['batch/01', 'batch/02'] }, { keys });
  expect(answer.SecretValues?.map(({ Name }) => Name)).toEqual(['batch/01']);
  expect(answer.Errors).toEqual([
    {
      SecretId: 'batch/02',
      ErrorCode: 'AccessDeniedException',
      Message: expect.stringMatching(
        `^User: ${arn} is not authorized to perform: secretsmanager:GetSecretValue on resource: batch/02`,
      ),
    },
  ]);
  const listed = await refusal(batch({ Filters: [{ Key: 'name', Values: ['batch/01'] }] }, { keys }));
  expect(listed).toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringContaining('secretsmanager:ListSecrets'),
  });
});

test.each([
  ['neither ids nor filters', {}, 'InvalidParameterException'],
  ['both', { SecretIdList: ['a'], Filters: [{ Key: 'name' as const, Values: ['a'] }] }, 'InvalidParameterException'],
  ['a page size without filters', { SecretIdList: ['a'], MaxResults: 3 }, 'InvalidParameterException'],
  ['no id', { SecretIdList: [] }, 'ValidationException'],
  ['21 ids', { SecretIdList: Array.from({ length: 21 }, (_none, index) => `n${index}`) }, 'ValidationException'],
  ['21 a page', { Filters: [{ Key: 'name' as const, Values: ['a'] }], MaxResults: 21 }, 'ValidationException'],
  [
    'a token of nobody',
    { Filters: [{ Key: 'name' as const, Values: ['a'] }], NextToken: 'x' },
    'InvalidNextTokenException',
  ],
  ['a token with ids', { SecretIdList: ['a'], NextToken: 'x' }, 'InvalidNextTokenException'],
])('refused: %s', async (_what, input, code) => {
  expect(await refusal(batch(input))).toMatchObject({ code, status: 400 });
});
