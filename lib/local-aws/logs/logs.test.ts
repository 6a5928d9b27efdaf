import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateSecretCommand, DescribeSecretCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { dashboardUser } from '@/lib/local-aws/seed/identities';
import { account, adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { waitUntil } from '@/lib/local-aws/testing/wait-until';
import { breakages, type Breakage } from '@/lib/local-aws/world/function-settings';
import { toMessageTest } from './filter-pattern';

const world = useLocalWorld({ secrets: 320, historyDays: 40 });
const stripe = '/aws/lambda/rotate-stripe';
const client = (credentials = adminKeys) =>
  new CloudWatchLogsClient({ endpoint: world.aws.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
const filter = (input: FilterLogEventsCommandInput) => client().send(new FilterLogEventsCommand(input));
const texts = async (input: FilterLogEventsCommandInput) =>
  ((await filter(input)).events ?? []).map(({ message = '' }) => message);

test('a told failure has its lines, the same at each look', async () => {
  const asked = { logGroupName: stripe, filterPattern: 'ERROR' };
  const [first] = await texts(asked);
  expect(first).toMatch(/testSecret: Unable to log into database with pending secret of secret ARN arn:aws:/);
  expect(await texts(asked)).toEqual(await texts(asked));
  expect(await texts({ logGroupName: stripe, filterPattern: '"Successfully put secret" -ERROR' })).not.toEqual([]);
  // As of code that prints what it should not: what is shown of a log must do without it.
  expect((await texts({ logGroupName: stripe })).join('')).toMatch(/password": "CANARY-[0-9a-f]{18}"/);
});

test('a rotation that happens now leaves lines of each step', async () => {
  const secret = { SecretId: 'prod/web/session-key' };
  const { ARN = '' } = await world.secrets().send(new DescribeSecretCommand(secret));
  const startTime = Date.now();
  await world.secrets().send(new RotateSecretCommand(secret));
  const asked = { logGroupName: '/aws/lambda/rotate-generic', startTime, filterPattern: `"${ARN}"` };
  const lines = await waitUntil(
    () => texts(asked),
    (found) => found.length === 4,
  );
  const steps = lines.map((text) => /(\w+Secret): Successfully/.exec(text)?.[1]);
  expect(steps).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
});

const failures: Record<Breakage, { says: RegExp; isOut?: true; found?: false }> = {
  kms: { says: /Access to KMS is not allowed/ },
  json: { says: /username key is missing from secret JSON/ },
  network: { says: /setSecret: Unable to log into database[\s\S]*Duration: 5\d{3}\.00 ms/ },
  credentials: { says: /setSecret: Unable to log into database[\s\S]*Duration: \d{1,3}\.00 ms/ },
  denied: { says: /\(AccessDeniedException\) when calling the UpdateSecretVersionStage operation/ },
  import: { says: /Unable to import module 'lambda_function'/, found: false },
  endpoint: { says: /Found credentials in environment variables\.\n\s*END/, isOut: true },
  timeout: { says: /Found credentials/, isOut: true },
  throttled: { says: /^$/, found: false },
  token: { says: /Found credentials/ },
};

test.each(breakages)('a function that fails of %s says so, and how long it took', async (breaks) => {
  const functionArn = `arn:aws:lambda:eu-west-1:${account}:function:breaks-${breaks}`;
  await world.control('POST', 'functions', { functionArn, breaks });
  const secret = { SecretId: `breaks/${breaks}`, account, region: 'eu-west-1' };
  await world.secrets().send(new CreateSecretCommand({ Name: secret.SecretId, SecretString: 'CANARY-1' }));
  await world.control('POST', 'rotation', { ...secret, secretId: secret.SecretId, outcome: 'fail', step: 'setSecret' });
  const startTime = Date.now() - 1000;
  const { ARN = '' } = await world
    .secrets()
    .send(new RotateSecretCommand({ SecretId: secret.SecretId, RotationLambdaARN: functionArn, RotationRules: { AutomaticallyAfterDays: 30 } }));
  const failed = await waitUntil(
    async () => (await readTrail(world, 'EventName', 'RotationFailed')).find((record) => JSON.stringify(record).includes(ARN)),
    (record) => record !== undefined,
  );
  expect(failed?.errorMessage).toMatch(breaks === 'token' ? /was not created by Lambda/ : /during setSecret step$/);
  const lines = await texts({ logGroupName: `/aws/lambda/breaks-${breaks}`, startTime });
  const last = lines.slice(lines.findLastIndex((text) => text.startsWith('START')));
  const { says, isOut = false, found = true } = failures[breaks];
  const said = breaks === 'throttled' ? '' : last.join('');
  expect(said).toMatch(says);
  expect(said.includes('Task timed out after')).toBe(isOut);
  expect(said.includes('Found credentials')).toBe(found);
}); // prettier-ignore

test('pages give each line once, oldest first', async () => {
  const whole = (await filter({ logGroupName: stripe })).events ?? [];
  const paged: typeof whole = [];
  let nextToken: string | undefined;
  do {
    const page = await filter({ logGroupName: stripe, limit: 37, nextToken });
    paged.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(paged).toEqual(whole);
  const times = paged.map(({ timestamp = 0 }) => timestamp);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('a range and a stream are kept to', async () => {
  const [one] = (await filter({ logGroupName: stripe })).events ?? [];
  const { timestamp = 0, logStreamName = '' } = one ?? {};
  const some = await filter({ logGroupName: stripe, startTime: timestamp, endTime: timestamp, logStreamNames: [logStreamName] }); // prettier-ignore
  expect(some.events?.every((event) => event.timestamp === timestamp)).toBe(true);
  expect(some.events?.length).toBeGreaterThan(0);
});

test('groups by prefix and page', async () => {
  const page = await client().send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/rotate-s', limit: 1 })); // prettier-ignore
  expect(page.logGroups).toHaveLength(1);
  const rest = await client().send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/rotate-s', nextToken: page.nextToken })); // prettier-ignore
  const names = [...(page.logGroups ?? []), ...(rest.logGroups ?? [])].map(({ logGroupName }) => logGroupName);
  expect(names).toContain(stripe);
});

test.each<[string, FilterLogEventsCommandInput, string]>([
  ['no group', {}, 'InvalidParameterException'],
  ['a group that is not there', { logGroupName: '/aws/lambda/none' }, 'ResourceNotFoundException'],
  ['a range that ends before it begins', { logGroupName: stripe, startTime: 5, endTime: 4 }, 'InvalidParameterException'],
  ['a JSON pattern', { logGroupName: stripe, filterPattern: '{ $.a = 1 }' }, 'InvalidParameterException'],
  ['an open quote', { logGroupName: stripe, filterPattern: '"half' }, 'InvalidParameterException'],
  ['a token of another kind', { logGroupName: stripe, nextToken: 'x' }, 'InvalidParameterException'],
  ['a limit above 10,000', { logGroupName: stripe, limit: 10_001 }, 'ValidationException'],
])('refuses %s', async (_what, input, code) => {
  expect((await refusal(filter(input))).code).toBe(code);
}); // prettier-ignore

test('without the permission it is AWS’s sentence', async () => {
  const asked = client(dashboardUser).send(new FilterLogEventsCommand({ logGroupName: stripe }));
  expect(await refusal(asked)).toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringMatching(/is not authorized to perform: logs:FilterLogEvents on resource: arn:aws:logs:/),
  });
});

describe('filter patterns', () => {
  test.each([
    ['', 'anything', true],
    ['ERROR', 'ERROR here', true],
    ['error', 'ERROR here', false],
    ['a b', 'b then a', true],
    ['a b', 'only a', false],
    ['?x ?a', 'only a', true],
    ['?x ?z', 'only a', false],
    ['a -b', 'a and b', false],
    ['"a b"', 'then a b', true],
    ['"say \\"hi\\""', 'say "hi"', true],
  ])('%s on %s: %s', (pattern, message, expected) => {
    expect(toMessageTest(pattern)(message)).toBe(expected);
  });
});
