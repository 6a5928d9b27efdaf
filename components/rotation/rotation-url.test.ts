import { expect, test } from 'vitest';
import { bucketHref, filtersOf, readRotationUrl, secretsHref } from './rotation-url';

const ASKED = { env: ['prod', 'dev'], state: 'stuck', cursor: 'abc', runs: 'def', sort: 'name' };

test('the address holds the bucket, the filters and both pages, and nothing else', () => {
  const { query, state, mistakes } = readRotationUrl(ASKED);
  expect(query).toMatchObject({ state: 'stuck', env: ['prod', 'dev'], cursor: 'abc', runs: 'def' });
  expect(filtersOf(state)).toEqual([
    ['env', 'prod'],
    ['env', 'dev'],
  ]);
  expect(mistakes).toEqual([]);
});

test('a bucket that does not exist is left out and named', () => {
  const { query, mistakes } = readRotationUrl({ state: 'broken', env: 'prod' });
  expect(query).toEqual({ env: ['prod'], account: [], service: [], limit: 25 });
  expect(mistakes).toEqual([expect.stringMatching(/^state: /)]);
});

test('another bucket keeps the filters and starts at its first page', () => {
  const { state } = readRotationUrl(ASKED);
  expect(bucketHref(state, 'due')).toBe('/rotation?env=prod&env=dev&state=due');
  expect(secretsHref(state, 'due')).toBe('/secrets?state=due&env=prod&env=dev');
});
