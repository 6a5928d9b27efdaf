import { describe, expect, test } from 'vitest';
import { accessHref, filterText, readEventsUrl, readPresetUrl, readPresetView } from './events-url';

test('what is typed and what links say come together, each once', () => {
  const { query, state, mistakes } = readEventsUrl({
    filter: 'principal:jana env:prod outcome:denied action:GetSecretValue address:10.0. kind:person',
    env: ['prod', 'dev'],
  });
  expect(query).toMatchObject({
    principal: ['jana'],
    env: ['prod', 'dev'],
    outcome: ['denied'],
    action: ['GetSecretValue'],
    address: ['10.0.'],
    actorKind: ['person'],
  });
  expect(mistakes).toEqual([]);
  expect(filterText(state)).toBe(
    'env:prod env:dev principal:jana outcome:denied action:GetSecretValue address:10.0. kind:person',
  );
  const again = readEventsUrl({ filter: filterText(state) });
  expect(again.query).toEqual(query);
  expect(accessHref(again.state)).not.toContain('filter=');
});

test('a time that is typed takes the place of the one in the link', () => {
  const { query, mistakes } = readEventsUrl({ from: '30d', filter: 'from:7d from:24h' });
  expect(query.from).toBe('24h');
  expect(mistakes).toEqual(['from: is given more than once; the last one counts']);
});

describe('an address with a mistake still opens, without it', () => {
  test.each([
    [{ filter: 'user:jana env:prod' }, /^user: is no filter/],
    [{ filter: 'jana env:prod' }, /^jana: say what it is/],
    [{ outcome: 'maybe', env: 'prod' }, /^outcome: /],
    [{ filter: 'outcome:maybe env:prod' }, /^outcome: /],
    [{ filter: 'from:yesterday env:prod' }, /^from: is a time/],
    [{ filter: 'action:get-it env:prod' }, /^action: is an operation/],
    [{ principal: 'a\0b', env: 'prod' }, /^principal: holds a NUL/],
    [{ cursor: 'x'.repeat(2049), env: 'prod' }, /^cursor: /],
  ])('%j', (params, words) => {
    const { query, state, mistakes } = readEventsUrl(params);
    expect(query.env).toEqual(['prod']);
    expect(state).toEqual([['env', 'prod']]);
    expect(mistakes.some((mistake) => words.test(mistake))).toBe(true);
  });
});

test('a preset of its own keeps what it understands', () => {
  expect(readPresetView({ preset: 'bulk-reads' })).toBe('bulk-reads');
  expect(readPresetView({ preset: 'else' })).toBeUndefined();
  const { state, query } = readPresetUrl({
    preset: 'bulk-reads',
    env: 'prod',
    from: '7d',
    outcome: 'denied',
    filter: 'kind:person',
  });
  expect(state).toEqual([
    ['env', 'prod'],
    ['from', '7d'],
    ['actorKind', 'person'],
  ]);
  expect(query).toEqual({ env: ['prod'], from: '7d', actorKind: ['person'] });
});
