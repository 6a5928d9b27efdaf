import { describe, expect, test } from 'vitest';
import { clearedFilters, filtersOf, listHref, readListUrl, sortedBy } from './list-url';

test('a good address is parsed as the contract says', () => {
  const { query, mistakes } = readListUrl({ env: ['prod', 'dev'], tag: 'team=pay%20ments', q: 'db', valueAge: '>90d' });
  expect(query).toMatchObject({
    env: ['prod', 'dev'],
    tag: [{ key: 'team', value: 'pay ments' }],
    q: 'db',
    valueAge: [{ olderThanDays: 90 }],
    pending: 'exclude',
    sort: 'name',
  });
  expect(mistakes).toEqual([]);
});

test('which view was opened goes along, narrows nothing, and stays when the filters are cleared', () => {
  const view = 'A'.repeat(22);
  const { query, state, mistakes } = readListUrl({ env: 'prod', view });
  expect(mistakes).toEqual([]);
  expect(query).not.toHaveProperty('view');
  expect(filtersOf(state)).toEqual([['env', 'prod']]);
  expect(listHref(clearedFilters(state))).toBe(`/secrets?view=${view}`);
});

describe('an address with a mistake still opens, without it', () => {
  test.each([
    ['state', { state: 'brilliant', env: 'prod' }],
    ['tag', { tag: 'no-equals', env: 'prod' }],
    ['tag', { tag: 'a=%E0%A4%A', env: 'prod' }],
    ['sort', { sort: 'value', env: 'prod' }],
    ['lastRead', { lastRead: '>soon', env: 'prod' }],
    ['q', { q: `a\0b`, env: 'prod' }],
    ['q', { q: 'x'.repeat(513), env: 'prod' }],
    ['owningService', { owningService: `a\0b`, env: 'prod' }],
    ['valueAge', { valueAge: '>0d', env: 'prod' }],
    ['pending', { pending: 'maybe', env: 'prod' }],
    ['cursor', { cursor: 'x'.repeat(2049), env: 'prod' }],
  ])('%s', (name, params) => {
    const { query, state, mistakes } = readListUrl(params);
    expect(query.env).toEqual(['prod']);
    expect(state).toEqual([['env', 'prod']]);
    expect(mistakes.length).toBeGreaterThan(0);
    expect(mistakes.every((mistake) => mistake.startsWith(`${name}: `))).toBe(true);
  });
});

test.each([
  [[], 'valueAge', '/secrets?sort=valueAge'],
  [[['sort', 'valueAge']], 'valueAge', '/secrets?sort=valueAge&order=desc'],
  [
    [
      ['sort', 'valueAge'],
      ['order', 'desc'],
    ],
    'valueAge',
    '/secrets?sort=valueAge',
  ],
  [
    [
      ['sort', 'valueAge'],
      ['order', 'desc'],
    ],
    'name',
    '/secrets',
  ],
  [[], 'name', '/secrets?order=desc'],
] as const)('%j sorted by %s is %s', (state, sort, href) => expect(listHref(sortedBy(state, sort))).toBe(href));
