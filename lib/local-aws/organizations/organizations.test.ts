import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { expect, test } from 'vitest';
import { adminUsers, viewerUser } from '@/lib/local-aws/seed/identities';
import { adminKeys, useLocalWorld, type Keys, type LocalWorld } from '@/lib/local-aws/testing/local-world';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';

const world = useLocalWorld();
const delegated = useLocalWorld({ delegatedAdmin: '222233334444' });
const changing = useLocalWorld();
const none = useLocalWorld({ organization: false });
const member = adminUsers.find(({ account }) => account === '222233334444') ?? adminKeys;

type Answer = { __type?: string; message?: string; Message?: string; NextToken?: string; Accounts?: { Id: string }[] };

async function ask(place: LocalWorld, operation: string, input: object, keys: Keys = adminKeys): Promise<Answer> {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
  };
  const request = { path: '/', headers, body: JSON.stringify(input), service: 'organizations', region: 'us-east-1' };
  return JSON.parse((await sendSigned(place.aws.url, request, keys)).body.toString());
}

test('the accounts come in pages, each once', async () => {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ask(world, 'ListAccounts', { MaxResults: 1, NextToken });
    found.push(...(page.Accounts ?? []).map(({ Id }) => Id));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(found).toEqual(['111122223333', '222233334444', '333344445555']);
  const { Accounts } = await ask(world, 'ListAccounts', {});
  expect(Accounts?.[1]).toEqual({
    Id: '222233334444',
    Arn: expect.stringMatching(/^arn:aws:organizations::111122223333:account\/o-[a-z0-9]{10}\/222233334444$/),
    Email: 'aws+shared-staging@example.com',
    Name: 'shared-staging',
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: 'CREATED',
    JoinedTimestamp: expect.any(Number),
  });
});

test('the real SDK is told who joined, was suspended, closed or left', async () => {
  const client = new OrganizationsClient({
    endpoint: changing.aws.url,
    region: 'eu-west-1',
    credentials: adminKeys,
    maxAttempts: 1,
  });
  const set = (body: object) => changing.control('POST', 'organization', body);
  await set({ account: '555566667777', name: 'late <b>joiner</b>' });
  await set({ account: '222233334444', state: 'CLOSED' });
  await set({ account: '333344445555', left: true });
  const { Accounts = [] } = await client.send(new ListAccountsCommand({}));
  expect(Accounts.map(({ Id, Name, State, Status }) => [Id, Name, State, Status])).toEqual([
    ['111122223333', 'payments-prod', 'ACTIVE', 'ACTIVE'],
    ['222233334444', 'shared-staging', 'CLOSED', 'SUSPENDED'],
    ['555566667777', 'late <b>joiner</b>', 'ACTIVE', 'ACTIVE'],
  ]);
  expect((await set({ account: 'no' })).status).toBe(400);
});

test('every account may ask what the organisation is', async () => {
  const answer = await ask(world, 'DescribeOrganization', {}, member);
  expect(answer).toMatchObject({
    Organization: { Id: expect.stringMatching(/^o-[a-z0-9]{10}$/), MasterAccountId: '111122223333', FeatureSet: 'ALL' },
  });
});

test('a delegated administrator may list, another member may not', async () => {
  expect(await ask(delegated, 'ListAccounts', {}, member)).toMatchObject({ Accounts: expect.any(Array) });
  expect(await ask(world, 'ListAccounts', {}, member)).toEqual({
    __type: 'AccessDeniedException',
    message: "You don't have permissions to access this resource.",
  });
});

test.each([
  ['ListAccounts', {}, none, adminKeys, 'AWSOrganizationsNotInUseException'],
  ['DescribeOrganization', {}, none, adminKeys, 'AWSOrganizationsNotInUseException'],
  ['ListAccounts', {}, world, viewerUser, 'AccessDeniedException'],
  ['ListAccounts', { NextToken: 'nonsense' }, world, adminKeys, 'InvalidInputException'],
  ['ListAccounts', { NextToken: '' }, world, adminKeys, 'InvalidInputException'],
  ['ListAccounts', { MaxResults: 0 }, world, adminKeys, 'ValidationException'],
  ['ListAccounts', { MaxResults: 21 }, world, adminKeys, 'ValidationException'],
  ['CloseAccount', {}, world, adminKeys, 'UnknownOperationException'],
] as const)('refused: %s %j', async (operation, input, place, keys, code) => {
  expect(await ask(place, operation, input, keys)).toMatchObject({ __type: code });
});
