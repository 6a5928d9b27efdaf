import {
  CreateSecretCommand,
  ListSecretsCommand,
  paginateListSecrets,
  TagResourceCommand,
  type ListSecretsCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 900 });

async function names(input: ListSecretsCommandInput): Promise<string[]> {
  const found: string[] = [];
  for await (const page of paginateListSecrets({ client: world.secrets() }, input))
    found.push(...(page.SecretList ?? []).map(({ Name = '' }) => Name));
  return found;
}

test('every secret is on exactly one page, 100 a page at most', async () => {
  const all = await names({});
  const [scope] = world.aws.world.scopes.values();
  const alive = [...(scope?.byArn.values() ?? [])].filter((secret) => secret.deletion === undefined);
  expect(all.length).toBeGreaterThan(200);
  expect(new Set(all).size).toBe(all.length);
  expect(all.toSorted()).toEqual(alive.map(({ name }) => name).toSorted());
  const first = await world.secrets().send(new ListSecretsCommand({}));
  expect(first.SecretList).toHaveLength(100);
});

test.each(['created-date', 'last-changed-date', 'last-accessed-date', 'name'] as const)(
  'sorted by %s, down is up turned round',
  async (SortBy) => {
    const up = await names({ SortBy, SortOrder: 'asc', MaxResults: 37 });
    const down = await names({ SortBy, SortOrder: 'desc', MaxResults: 41 });
    expect(down.toReversed()).toEqual(up);
  },
);

test('by name means by code unit', async () => {
  const up = await names({ SortBy: 'name' });
  expect(up).toEqual(up.toSorted((a, b) => (a < b ? -1 : 1)));
});

test('a change between two pages neither skips nor repeats the others', async () => {
  const client = world.secrets();
  const first = await client.send(new ListSecretsCommand({ SortBy: 'last-changed-date', MaxResults: 50 }));
  const moved = first.SecretList?.[0]?.ARN;
  await client.send(new TagResourceCommand({ SecretId: moved, Tags: [{ Key: 'moved', Value: 'yes' }] }));
  const rest: string[] = [];
  let NextToken = first.NextToken;
  while (NextToken !== undefined) {
    const page = await client.send(new ListSecretsCommand({ SortBy: 'last-changed-date', MaxResults: 50, NextToken }));
    rest.push(...(page.SecretList ?? []).map(({ ARN = '' }) => ARN));
    NextToken = page.NextToken;
  }
  const begun = (first.SecretList ?? []).map(({ ARN = '' }) => ARN);
  expect(rest.filter((arn) => begun.includes(arn))).toEqual([moved]);
});

test('secrets pending deletion only when asked for, with the day of asking', async () => {
  expect(await names({ Filters: [{ Key: 'name', Values: ['prod/legacy'] }] })).toEqual([]);
  const page = await world
    .secrets()
    .send(
      new ListSecretsCommand({ IncludePlannedDeletion: true, Filters: [{ Key: 'name', Values: ['prod/legacy'] }] }),
    );
  expect(page.SecretList?.[0]).toMatchObject({ Name: 'prod/legacy/crm-password', DeletedDate: expect.any(Date) });
});

test.each([
  [
    'name is a prefix, and case matters',
    [{ Key: 'name', Values: ['prod/payments/s'] }],
    ['prod/payments/sepa-signing-key', 'prod/payments/stripe-api-key'],
  ],
  ['a name in capitals is another name', [{ Key: 'name', Values: ['PROD/'] }], []],
  [
    'filters must all hold',
    [
      { Key: 'name', Values: ['prod/payments/'] },
      { Key: 'tag-value', Values: ['production'] },
      { Key: 'description', Values: ['MAIN data'] },
    ],
    ['prod/payments/db'],
  ],
  [
    'values are alternatives',
    [{ Key: 'name', Values: ['prod/payments/db', 'prod/web/smtp'] }],
    ['prod/payments/db', 'prod/web/smtp'],
  ],
  ['description wants words from their beginning', [{ Key: 'description', Values: ['abase of payments'] }], []],
  [
    'all searches words everywhere',
    [
      { Key: 'all', Values: ['stripe payments prod'] },
      { Key: 'name', Values: ['prod/payments/'] },
    ],
    ['prod/payments/stripe-api-key'],
  ],
  [
    'owning-service takes any case',
    [{ Key: 'owning-service', Values: ['RDS'] }],
    ['rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042'],
  ],
  [
    'an exclamation mark turns a value round',
    [
      { Key: 'name', Values: ['!prod/payments/d'] },
      { Key: 'name', Values: ['prod/payments/db', 'prod/payments/p'] },
    ],
    ['prod/payments/paypal-webhook'],
  ],
] as const)('%s', async (_what, filters, expected) => {
  const Filters = filters.map(({ Key, Values }) => ({ Key, Values: [...Values] }));
  expect((await names({ Filters })).toSorted()).toEqual(expected);
});

const manyFilters = Array.from({ length: 11 }, () => ({ Key: 'name' as const, Values: ['a'] }));

test.each([
  [
    'more than a hundred',
    { MaxResults: 101 },
    'ValidationException',
    "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    'none at all',
    { MaxResults: 0 },
    'ValidationException',
    "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    'a token that is none',
    { NextToken: 'not a token' },
    'InvalidNextTokenException',
    'The NextToken value is invalid.',
  ],
  ['a token with a dot', { NextToken: 'e30.AAAA' }, 'InvalidNextTokenException', 'The NextToken value is invalid.'],
  ['a filter of no kind', { Filters: [{ Values: ['a'] }] }, 'InvalidParameterException', 'Invalid filter key'],
  [
    'a filter without values',
    { Filters: [{ Key: 'name', Values: [] }] },
    'InvalidParameterException',
    'Invalid filter values for key: name',
  ],
  [
    'characters that no filter takes',
    { Filters: [{ Key: 'name', Values: ['a*b'] }] },
    'InvalidParameterException',
    'Invalid filter values for key: name',
  ],
  [
    'eleven filters',
    { Filters: manyFilters },
    'ValidationException',
    expect.stringContaining('Member must have length less than or equal to 10'),
  ],
  [
    'an order that is none',
    { SortOrder: 'up' },
    'ValidationException',
    expect.stringContaining('Member must satisfy enum value set: [asc, desc]'),
  ],
  [
    'a kind of filter that is none',
    { Filters: [{ Key: 'rotation', Values: ['on'] }] },
    'ValidationException',
    expect.stringContaining(
      "Value 'rotation' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: [all, name,",
    ),
  ],
] as const)('refused: %s', async (_what, input, code, message) => {
  const found = await refusal(
    world.secrets().send(new ListSecretsCommand(input as unknown as ListSecretsCommandInput)),
  );
  expect(found).toEqual({ code, message, status: 400 });
});

const told: Record<string, string> = {
  'seen-1/one': 'a secret',
  '/seen-2/two': 'an secret',
  'seen-3/three': 'asecret',
  '/seen-4/four': 'thesecret',
};

/** What the same four secrets were found by in tests that were run against AWS. */
test.each([
  ['name', '/', ['/seen-2/two', '/seen-4/four']],
  ['name', '!/', ['seen-1/one', 'seen-3/three']],
  ['name', 'seen-1 one', []],
  ['description', 'a', ['/seen-2/two', 'seen-1/one', 'seen-3/three']],
  ['description', '!a', ['/seen-4/four']],
  ['description', 'a secret', ['/seen-2/two', 'seen-1/one']],
  ['description', '!c', Object.keys(told).toSorted()],
] as const)('%s "%s" finds what it finds in AWS', async (Key, value, expected) => {
  const client = world.secrets({ region: 'eu-north-1' });
  for (const [Name, Description] of Object.entries(told))
    await client.send(
      new CreateSecretCommand({ Name, Description, ClientRequestToken: '0'.repeat(32), SecretString: 'CANARY-s' }),
    );
  const { SecretList = [] } = await client.send(new ListSecretsCommand({ Filters: [{ Key, Values: [value] }] }));
  expect(SecretList.map(({ Name = '' }) => Name).toSorted()).toEqual(expected);
});

test('a token is good only for the listing it came from', async () => {
  const { NextToken } = await world.secrets().send(new ListSecretsCommand({ MaxResults: 5 }));
  const elsewhere = [
    world.secrets().send(new ListSecretsCommand({ NextToken, SortBy: 'name' })),
    world.secrets({ region: 'us-east-1' }).send(new ListSecretsCommand({ NextToken })),
  ];
  for (const call of elsewhere) expect((await refusal(call)).code).toBe('InvalidNextTokenException');
});
