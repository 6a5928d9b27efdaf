import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import {
  ask,
  COVERED,
  startListedSecrets,
  type ListedSecrets,
  type SecretsQueryInput,
} from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { daysAgo, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';

const toSecret = (index: number, given: Partial<Parameters<typeof makeSecret>[0]> = {}): DecidedSecret =>
  makeSecret({
    name: `dev/s/${String(index % 7)}`,
    suffix: String(index).padStart(6, '0'),
    // Many share a date, and some have none: ties are broken by id, nulls come last.
    nextRotationAt: index % 3 === 0 ? null : daysAgo(-(index % 4)),
    lastChangedAt: daysAgo(index % 5),
    tags: { team: index % 2 === 0 ? 'payments' : 'search' },
    ...given,
  });
const steady = Array.from({ length: 40 }, (_, index) => toSecret(index));
const reads = Object.fromEntries(steady.map(({ id }, index) => [id, index % 4 === 0 ? [] : [1 + (index % 6)]]));

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets(steady, reads);
});
afterAll(() => listed.stop());

const admin = () => listed.as('admin');

let listings = 0;
/** A later listing, with the strangers of this one and without those of the one before. */
async function relist(strangers: readonly DecidedSecret[]): Promise<void> {
  listings += 1;
  await listed.apply(COVERED, [...steady, ...strangers], minutesAfter(NOW, 10 * listings));
}

/** Every row of every page, with something done between two pages. */
async function walk(input: SecretsQueryInput, between: (page: number) => Promise<void> = async () => undefined) {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const answer = await ask(admin(), { ...input, limit: 7, cursor });
    ids.push(...answer.items.map(({ id }) => id));
    if (answer.nextCursor === null) return ids;
    cursor = answer.nextCursor;
    await between(page);
  }
  throw new Error('it never ended');
}

const orders = (['name', 'nextRotation', 'valueAge', 'lastRead', 'reads30d'] as const).flatMap((sort) =>
  (['asc', 'desc'] as const).map((order) => [sort, order] as const),
);

describe('a walk through all pages', () => {
  it.each(orders)('by %s %s meets every row once, in the order of the whole', async (sort, order) => {
    const ids = await walk({ sort, order });
    const { items } = await ask(admin(), { sort, order, limit: 200 });
    expect(ids).toEqual(items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(steady.length);
  });

  it.each(orders)('by %s %s meets once whatever stays, while others come, go and change', async (sort, order) => {
    const ids = await walk({ sort, order, include: ['none'] }, async (page) => {
      // Every page finds other strangers than the one before, at both ends and in the middle.
      const strangers = [1, 2, 3].map((turn) => toSecret(1000 * (page + 1) + turn, { description: `page ${page}` }));
      await relist(strangers);
    });
    await relist([]);
    const stayed = ids.filter((id) => steady.some((secret) => secret.id === id));
    expect(stayed.toSorted()).toEqual(steady.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const forge = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const id = steady[0]?.id;
const at = (change: object) => forge({ sort: 'name', order: 'asc', value: 'dev', id, ...change });

describe('a cursor', () => {
  it.each<[string, string, SecretsQueryInput]>([
    ['that is empty', '', {}],
    ['that is no base64', '***', {}],
    ['that is no JSON', Buffer.from('{').toString('base64url'), {}],
    ['that is null', forge(null), {}],
    ['that is a list', forge(['name', 'asc', 'x', id]), {}],
    ['with a member too many', at({ more: 1 }), {}],
    ['without an id', at({ id: undefined }), {}],
    ['whose id is no id', at({ id: "' or true --" }), {}],
    ['whose id holds NUL', at({ id: 'a\0b' }), {}],
    ['of another sort', at({ sort: 'lastRead' }), {}],
    ['of the other order', at({ order: 'desc' }), {}],
    ['with a number for a name', at({ value: 5 }), {}],
    ['with NUL in a name', at({ value: 'a\0b' }), {}],
    ['with an object for a value', at({ value: {} }), {}],
    ['with words for a time', at({ sort: 'nextRotation', value: 'soon' }), { sort: 'nextRotation' }],
    [
      'with a year that no calendar has',
      at({ sort: 'nextRotation', value: '+275760-09-13T00:00:00.000Z' }),
      { sort: 'nextRotation' },
    ],
    ['with the year 0', at({ sort: 'valueAge', value: '0000-01-01T00:00:00.000Z' }), { sort: 'valueAge' }],
    ['with a number for a time', at({ sort: 'lastRead', value: 1e20 }), { sort: 'lastRead' }],
    ['with a number too large', at({ sort: 'reads30d', value: 1e300 }), { sort: 'reads30d' }],
    ['with a broken number', at({ sort: 'reads30d', value: 1.5 }), { sort: 'reads30d' }],
    ['with a text for a number', at({ sort: 'reads30d', value: '7' }), { sort: 'reads30d' }],
  ])('%s is refused as input', async (_, cursor, input) => {
    const refused = await refusalOf(ask(admin(), { ...input, cursor }));
    expect(refused).toMatchObject({ code: 'invalid', errors: [{ pointer: 'query:cursor' }] });
  });

  it('is a position and not a right: another person with it sees their own rows', async () => {
    const { nextCursor } = await ask(admin(), { limit: 5 });
    const { items } = await ask(listed.as('owner'), { limit: 200, cursor: nextCursor ?? '' });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ tags }) => tags['team'] === 'payments')).toBe(true);
  });
});
