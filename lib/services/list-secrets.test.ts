import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FacetName } from '@/lib/contract/secrets-list';
import { PERSONAS } from '@/lib/domain/grant';
import {
  ask,
  COVERED,
  namesOf,
  startListedSecrets,
  UNCOVERED,
  type ListedSecrets,
  type SecretsQueryInput,
} from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { daysAgo, makeSecret } from '@/lib/store/testing/make-secret';

const there = { accountId: UNCOVERED.accountId } as const;
const db = makeSecret({
  name: 'prod/payments/db',
  environment: 'prod',
  tags: { team: 'payments', 'a=b': 'c&d' },
  kmsKeyId: 'k1',
  lastChangedAt: daysAgo(100),
  nextRotationAt: daysAgo(-3),
});
const api = makeSecret({
  name: 'prod/search/api',
  environment: 'prod',
  service: 'search',
  tags: { team: 'search' },
  createdAt: daysAgo(5),
  lastChangedAt: daysAgo(5),
  rotation: { state: 'failing' },
});
const unread = makeSecret({
  name: 'prod/search/unread',
  environment: 'prod',
  service: 'search',
  tags: { team: 'search' },
});
const staging = makeSecret({
  name: 'staging/payments/db',
  environment: 'staging',
  tags: { team: 'payments' },
  nextRotationAt: daysAgo(-1),
  type: 'GitLabAccessToken',
  ...there,
});
const gone = makeSecret({
  name: 'staging/old',
  environment: 'staging',
  service: null,
  tags: { owner: 'ops' },
  owningService: 'rds',
  versionStages: {},
  deletedAt: daysAgo(2),
  ...there,
});

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([db, api, unread, staging, gone], { [db.id]: [1, 1, 40], [api.id]: [50] });
});
afterAll(() => listed.stop());

const names = async (input: SecretsQueryInput): Promise<string[]> => namesOf(await ask(listed.as('admin'), input));

describe('filters of the address', () => {
  it.each<[string, SecretsQueryInput, string[]]>([
    ['none: all but what is pending deletion', {}, [db, api, unread, staging].map(({ secret }) => secret.name)],
    ['env twice is OR', { env: ['prod', 'staging'], service: ['payments'] }, [db.secret.name, staging.secret.name]],
    ['env and account are AND', { env: ['prod'], account: [UNCOVERED.accountId] }, []],
    ['region', { region: ['us-east-1'] }, []],
    ['state', { state: ['failing', 'off'] }, [api.secret.name]],
    ['owner', { owner: ['ops'], pending: 'include' }, [gone.secret.name]],
    ['owning service', { owningService: ['rds'], pending: 'include' }, [gone.secret.name]],
    ['the partner that manages it', { owningService: ['GitLabAccessToken', 'none'] }, [staging.secret.name]],
    ['key', { key: ['k1'] }, [db.secret.name]],
    ['tag, percent-encoded on each side', { tag: ['a%3Db=c%26d'] }, [db.secret.name]],
    ['tags of one key are OR', { tag: ['team=payments', 'team=x'] }, [db.secret.name, staging.secret.name]],
    ['tags of two keys are AND', { tag: ['team=payments', 'a%3Db=c%26d'] }, [db.secret.name]],
    ['q, literally', { q: '%' }, []],
    ['q, in any case', { q: 'SEARCH/A' }, [api.secret.name]],
    ['pending only', { pending: 'only' }, [gone.secret.name]],
    ['older than', { valueAge: ['>90d'] }, [db.secret.name]],
    ['younger than or older than', { valueAge: ['<30d', '>90d'] }, [db.secret.name, api.secret.name]],
    ['age only known within bounds', { valueAge: ['unknown'] }, [unread, staging].map(({ secret }) => secret.name)],
    ['read lately', { lastRead: ['<30d'] }, [db.secret.name]],
    ['not read lately', { lastRead: ['>30d'] }, [api.secret.name]],
    ['never read, where history is whole', { lastRead: ['never'] }, [unread.secret.name]],
    ['not known whether read', { lastRead: ['unknown'] }, [staging.secret.name]],
    ['either', { lastRead: ['never', 'unknown'] }, [unread.secret.name, staging.secret.name]],
  ])('%s', async (_, input, expected) => {
    const answer = await ask(listed.as('admin'), input);
    expect(namesOf(answer)).toEqual(expected);
    expect(answer.total).toBe(expected.length);
  });
});

describe('orders, nulls last both ways:', () => {
  const [a, b, c, d] = [db, api, unread, staging].map(({ secret }) => secret.name);
  it.each<[SecretsQueryInput['sort'], (string | undefined)[], (string | undefined)[]]>([
    ['name', [a, b, c, d], [d, c, b, a]],
    ['nextRotation', [d, a], [a, d]],
    ['lastRead', [b, a], [a, b]],
    ['reads30d', [], [a]],
    ['valueAge', [b], [a]],
  ])('%s', async (sort, ascending, descending) => {
    expect((await names({ sort, order: 'asc' })).slice(0, ascending.length)).toEqual(ascending);
    expect((await names({ sort, order: 'desc' })).slice(0, descending.length)).toEqual(descending);
    expect(await names({ sort, order: 'asc' })).toHaveLength(4);
  });

  it('what was not read counts as nothing only where history is whole', async () => {
    const { items } = await ask(listed.as('admin'), { sort: 'reads30d', order: 'asc' });
    expect(items.map(({ name, reads30d }) => [name, reads30d]).at(-1)).toEqual([d, null]);
    expect(items.find(({ name }) => name === a)?.reads30d).toBe(2);
    expect(items.find(({ name }) => name === c)?.reads30d).toBe(0);
  });
});

describe('sight', () => {
  it("an owner's list, count and facets hold what is theirs and nothing else", async () => {
    const answer = await ask(listed.as('owner'), { pending: 'include' });
    expect(namesOf(answer)).toEqual([db.secret.name, staging.secret.name]);
    expect(answer.total).toBe(2);
    expect(answer.facets).toMatchObject({
      service: [{ value: 'payments', count: 2 }],
      owner: [{ value: 'payments', count: 2 }],
      env: [
        { value: 'prod', count: 1 },
        { value: 'staging', count: 1 },
      ],
    });
    expect(JSON.stringify(answer)).not.toMatch(/search|ops|rds/);
  });

  it('a filter for what is not in sight finds nothing and counts nothing', async () => {
    const answer = await ask(listed.as('owner'), { service: ['search'] });
    expect([answer.items, answer.total, answer.nextCursor]).toEqual([[], 0, null]);
  });

  it('a viewer sees no read, in no column, facet, filter or order', async () => {
    const answer = await ask(listed.as('viewer'));
    expect(answer.items).toHaveLength(4);
    for (const { lastRead, readers30d, reads30d } of answer.items)
      expect({ lastRead, readers30d, reads30d }).toEqual({ lastRead: null, readers30d: null, reads30d: null });
    expect(answer.facets && 'lastRead' in answer.facets && answer.facets.lastRead).toBeFalsy();
    const inputs: SecretsQueryInput[] = [{ sort: 'lastRead' }, { sort: 'reads30d' }, { lastRead: ['never'] }];
    for (const input of inputs)
      expect(await refusalOf(ask(listed.as('viewer'), input))).toMatchObject({ code: 'forbidden' });
  });

  it('history.read on a part shows reads of that part alone, and the order tells no more', async () => {
    const part = {
      permission: 'history.read',
      effect: 'allow',
      where: { tag: { key: 'team', value: 'search' } },
    } as const;
    const ctx = listed.as('viewer', { grants: [...PERSONAS.viewer, part] });
    const { items, facets } = await ask(ctx, { sort: 'lastRead', order: 'desc' });
    expect(items.map(({ name, lastRead }) => [name, lastRead !== null])).toEqual([
      [api.secret.name, true],
      ...items.slice(1).map(({ name }) => [name, false]),
    ]);
    expect(facets?.lastRead).toEqual(
      expect.arrayContaining([
        { value: 'never', count: 1 },
        { value: 'unknown', count: 2 },
      ]),
    );
  });

  it('nobody without inventory.read lists anything', async () => {
    expect(await refusalOf(ask(listed.as('viewer', { grants: [] })))).toMatchObject({ code: 'forbidden' });
  });
});

/** What a click on a value of a facet asks for. */
const LEADS = {
  owningService: (value) => ({ owningService: [value] }),
  valueAge: (value) => ({ valueAge: [value] }),
  lastRead: (value) => ({ lastRead: [value] }),
} as const satisfies Partial<Record<FacetName, (value: string) => SecretsQueryInput>>;

it.each<[string, SecretsQueryInput]>([
  ['nothing', {}],
  ['an environment', { env: ['prod'], pending: 'include' }],
  ['ages of its own', { valueAge: ['>45d', '<1d'], lastRead: ['<45d', 'never'] }],
  ['who manages it, and a text', { owningService: ['rds'], q: 'o' }],
  ['what is pending deletion', { pending: 'only', valueAge: ['>1d'] }],
])('under %s each number of a facet is that of the rows that it leads to', async (_, input) => {
  const { facets } = await ask(listed.as('admin'), input);
  for (const name of ['owningService', 'valueAge', 'lastRead'] as const)
    for (const { value, count } of facets?.[name] ?? [])
      expect(await names({ ...input, ...LEADS[name](value) }), `${name} ${value}`).toHaveLength(count);
  expect(await names({ ...input, pending: 'only' })).toHaveLength(facets?.pending[0]?.count ?? 0);
  // What is chosen has its number, too, whatever else is counted.
  for (const name of ['valueAge', 'lastRead'] as const)
    for (const value of input[name] ?? []) {
      const counted = facets?.[name]?.find((row) => row.value === value)?.count ?? 0;
      expect(await names({ ...input, ...LEADS[name](value) }), `${name} ${value}`).toHaveLength(counted);
    }
});

it('total and facets are worked out only where asked for', async () => {
  const answer = await ask(listed.as('admin'), { include: ['none'] });
  expect([answer.total, answer.facets]).toEqual([undefined, undefined]);
  expect(answer.items).toHaveLength(4);
});

it('tells a secret that never had a value from one whose age is not known', async () => {
  const { items } = await ask(listed.as('admin'), { pending: 'include', env: ['staging'] });
  expect(items.map(({ name, hasNoValue }) => [name, hasNoValue])).toEqual([
    [gone.secret.name, true],
    [staging.secret.name, false],
  ]);
  const found = await ask(listed.as('admin'), { pending: 'include', valueAge: ['never'] });
  expect(namesOf(found)).toEqual([gone.secret.name]);
});

it('tells what manages a secret: a service of AWS, or a partner by the type', async () => {
  const { items } = await ask(listed.as('admin'), { pending: 'include', env: ['staging'] });
  expect(items.map(({ name, owningService, type }) => [name, owningService, type])).toEqual([
    [gone.secret.name, 'rds', null],
    [staging.secret.name, null, 'GitLabAccessToken'],
  ]);
});

it('the answer says how old it is, for each scope', async () => {
  const answer = await ask(listed.as('admin'));
  expect(answer.scopes.map(({ id, state }) => [id, state])).toEqual([
    [COVERED.id, 'fresh'],
    [UNCOVERED.id, 'fresh'],
  ]);
  const ages = answer.scopes.map(({ asOf }) => Date.parse(asOf ?? ''));
  expect(Date.parse(answer.asOf ?? '')).toBe(Math.min(...ages));
});
