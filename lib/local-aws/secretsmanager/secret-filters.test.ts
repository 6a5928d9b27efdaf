import { randomUUID } from 'node:crypto';
import { ListSecretsCommand, type Filter, type FilterNameStringType } from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useLocalWorld, account, type LocalWorld } from '@/lib/local-aws/testing/local-world';
import { addSecret, toArn } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';
import { scopeOf } from '@/lib/local-aws/world/world';

const region = 'eu-west-3';
const modes = { scan: useLocalWorld({ filterMode: 'scan' }), indexed: useLocalWorld({ filterMode: 'indexed' }) };

const texts = [
  'prod/payments/db',
  'Prod payments',
  'dbPassword2',
  'MAIN data base',
  'a-b_c',
  '',
  'rotate-me 3x',
  'Zahl',
];
const services = [undefined, 'rds', 'ecs-sc'];
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** The same 6,000 secrets in each world: more than a page of the mode `scan` looks at. */
const secrets = Array.from({ length: 6000 }, (_none, index): Secret => {
  const name = `${at(texts.slice(0, 3), index).replaceAll(' ', '.')}/${index}`;
  return {
    arn: toArn(account, region, name, String(100_000 + index)),
    name,
    account,
    region,
    created: 1_700_000_000_000 + ((index * 7919) % 6000),
    changed: index,
    description: at(texts, index * 5 + Math.floor(index / 8)),
    tags: index % 4 === 0 ? undefined : [{ Key: at(['env', 'Team', 'x1'], index), Value: at(texts, index * 3) }],
    owningService: at(services, Math.floor(index / 100)),
    primaryRegion: index % 11 === 0 ? at(['eu-west-3', 'us-east-1'], Math.floor(index / 11)) : undefined,
    versions: new Map(),
    outcome: {},
  };
});

beforeAll(() => {
  for (const { aws } of Object.values(modes))
    for (const secret of secrets) addSecret(scopeOf(aws.world, account, region), { ...secret });
});

/** Words, letter by letter: another way to the same thing than the one under test. */
function wordsOf(text: string): string[] {
  const kindOf = (letter: string) =>
    /\d/.test(letter) ? '1' : /[a-z]/.test(letter) ? 'a' : /[A-Z]/.test(letter) ? 'A' : '';
  const words: string[] = [];
  let last = '';
  for (const letter of text) {
    const kind = kindOf(letter);
    const goesOn = kind === last || (last === 'A' && kind === 'a');
    if (kind !== '' && goesOn) words[words.length - 1] += letter.toLowerCase();
    else if (kind !== '') words.push(letter.toLowerCase());
    last = kind;
  }
  return words;
}

function holds(secret: Secret, key: FilterNameStringType, value: string): boolean {
  if (value.startsWith('!')) return !holds(secret, key, value.slice(1));
  const { name, description = '', owningService = '', primaryRegion = '', tags = [] } = secret;
  const keys = tags.map((tag) => tag.Key);
  const values = tags.map((tag) => tag.Value);
  const inWords = (text: string) => {
    const words = wordsOf(text);
    return wordsOf(value).every((wanted) => words.some((word) => word.startsWith(wanted)));
  };
  const tests: Record<FilterNameStringType, () => boolean> = {
    name: () => name.startsWith(value),
    description: () => inWords(description),
    'tag-key': () => keys.some((text) => text.startsWith(value)),
    'tag-value': () => values.some((text) => text.startsWith(value)),
    'owning-service': () => owningService.toLowerCase().startsWith(value.toLowerCase()),
    'primary-region': () => primaryRegion.startsWith(value),
    all: () => inWords([name, description, owningService, primaryRegion, ...keys, ...values].join(' ')),
  };
  return tests[key]();
}

async function listed(
  world: LocalWorld,
  Filters: Filter[],
  sizes: number[],
): Promise<{ arns: string[]; empty: number }> {
  const client = world.secrets({ region });
  const arns: string[] = [];
  let empty = 0;
  let NextToken: string | undefined;
  for (let page = 0; page === 0 || NextToken !== undefined; page += 1) {
    // A token is good for any page size: AWS binds it to the question, not to how much of it is answered at once.
    const command = new ListSecretsCommand({ Filters, NextToken, MaxResults: at(sizes, page) });
    const { SecretList = [], NextToken: next } = await client.send(command);
    arns.push(...SecretList.map(({ ARN = '' }) => ARN));
    if (SecretList.length === 0) empty += 1;
    NextToken = next;
  }
  return { arns, empty };
}

const keys: FilterNameStringType[] = [
  'all',
  'name',
  'tag-key',
  'tag-value',
  'description',
  'primary-region',
  'owning-service',
];
const values = ['prod', 'Prod', 'd', 'db', 'db Pass', 'main', 'MAIN data', 'env', 'T', 'x1', 'eu-west', 'us', 'RDS', 'ecs', '2', '!prod', '!env', '!rds', '!d', '', '!', 'prod/payments/db/59', '3']; // prettier-ignore
const filter = fc.record({
  Key: fc.constantFrom(...keys),
  Values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
});

test.each(Object.keys(modes) as (keyof typeof modes)[])(
  '%s: any filters find exactly what they mean, each secret once, at any page sizes',
  async (mode) => {
    const sizes = fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 1, maxLength: 4 });
    const finds = async (filters: Filter[], pages: number[]) => {
      const wanted = secrets.filter((secret) =>
        filters.every(({ Key = 'all', Values = [] }) => Values.some((value) => holds(secret, Key, value))),
      );
      const { arns } = await listed(modes[mode], filters, pages);
      expect(new Set(arns).size).toBe(arns.length);
      expect(arns.toSorted()).toEqual(wanted.map(({ arn }) => arn).toSorted());
    };
    await fc.assert(fc.asyncProperty(fc.array(filter, { minLength: 1, maxLength: 3 }), sizes, finds), { numRuns: 25 });
  },
  60_000,
);

test('a narrow filter: scanned pages may be empty and go on, indexed ones are full', async () => {
  const Filters: Filter[] = [{ Key: 'name', Values: ['dbPassword2/5999'] }];
  const last = secrets.find(({ name }) => name === 'dbPassword2/5999')?.arn;
  expect(await listed(modes.indexed, Filters, [100])).toEqual({ arns: [last], empty: 0 });
  const nothing: Filter[] = [{ Key: 'name', Values: [randomUUID()] }];
  expect((await listed(modes.scan, nothing, [100])).empty).toBe(2);
  expect((await listed(modes.indexed, nothing, [100])).empty).toBe(1);
});
