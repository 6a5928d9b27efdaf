import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atCursor, readUrlState, toggled, toHref, toQueryInput, valueOf, without, withValue } from './url-state';

const KNOWN = ['q', 'env', 'cursor'];

describe('reading a URL', () => {
  test.each([
    ['nothing', {}, []],
    ['an empty value', { q: '' }, []],
    ['a name that is not known', { evil: 'x', __proto__: 'y' }, []],
    ['one value', { env: 'prod' }, [['env', 'prod']]],
    [
      'values twice over',
      { env: ['prod', 'dev', 'prod'] },
      [
        ['env', 'prod'],
        ['env', 'dev'],
      ],
    ],
    ['undefined', { q: undefined }, []],
  ])('%s', (_what, params, state) => expect(readUrlState(params, KNOWN)).toEqual(state));
});

test('a value goes on and off, and either starts at the first page again', () => {
  const first = atCursor([['env', 'prod']], 'abc');
  expect(first).toEqual([
    ['env', 'prod'],
    ['cursor', 'abc'],
  ]);
  const both = toggled(first, 'env', 'dev');
  expect(both).toEqual([
    ['env', 'prod'],
    ['env', 'dev'],
  ]);
  expect(toggled(both, 'env', 'prod')).toEqual([['env', 'dev']]);
});

test('a single value takes the place of the one before', () => {
  expect(withValue([['q', 'a']], 'q', 'b')).toEqual([['q', 'b']]);
  expect(
    without(
      [
        ['q', 'a'],
        ['env', 'x'],
      ],
      'q',
    ),
  ).toEqual([['env', 'x']]);
  expect(
    valueOf(
      [
        ['q', 'a'],
        ['q', 'b'],
      ],
      'q',
    ),
  ).toBe('b');
});

test('repeatable names become lists, the others the last value given', () => {
  expect(
    toQueryInput(
      [
        ['q', 'a'],
        ['q', 'b'],
        ['env', 'x'],
      ],
      ['env'],
    ),
  ).toEqual({ q: 'b', env: ['x'] });
});

test('whatever is written into an address is read from it again', () => {
  const text = fc.string({ minLength: 1, unit: 'binary' }).filter((value) => value.isWellFormed());
  fc.assert(
    fc.property(fc.uniqueArray(text), (values) => {
      const href = toHref(
        '/secrets',
        values.map((value) => ['env', value] as const),
      );
      const read = new URL(href, 'http://localhost').searchParams.getAll('env');
      expect(read).toEqual(values);
    }),
  );
});
