import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computedMs } from '@/lib/domain/testing/computed-ms';
import { FILTER_KEYS, parseFilter, printFilter } from './access-filter';

const tokensOf = (text: string) => parseFilter(text).tokens.map(({ key, value }) => [key, value]);

test.each([
  ['', []],
  ['   ', []],
  ['principal:jana', [['principal', 'jana']]],
  [
    'principal:jana env:prod outcome:denied action:GetSecretValue address:10.0.',
    [
      ['principal', 'jana'],
      ['env', 'prod'],
      ['outcome', 'denied'],
      ['action', 'GetSecretValue'],
      ['address', '10.0.'],
    ],
  ],
  [
    '  env:prod\t\nenv:dev ',
    [
      ['env', 'prod'],
      ['env', 'dev'],
    ],
  ],
  ['ENV:Prod', [['env', 'Prod']]],
  ['address:2001:db8::1', [['address', '2001:db8::1']]],
  ['principal:arn:aws:iam::111122223333:role/a', [['principal', 'arn:aws:iam::111122223333:role/a']]],
  ['from:2026-11-20T10:30:00Z', [['from', '2026-11-20T10:30:00Z']]],
  ['env:"my own"', [['env', 'my own']]],
  [String.raw`secret:"a \"b\" \\ c"`, [['secret', String.raw`a "b" \ c`]]],
  ['secret:prod/payments/db!', [['secret', 'prod/payments/db!']]],
] as const)('%j', (text, expected) => {
  expect(tokensOf(text)).toEqual(expected);
  expect(parseFilter(text).mistakes).toEqual([]);
});

describe('what is not understood is left out and explained', () => {
  test.each([
    ['user:jana env:prod', /^user: is no filter; there are principal, as, kind/],
    ['jana env:prod', /^jana: say what it is, such as principal:jana/],
    ['env: env:prod', /^env: has no value/],
    ['env:"" env:prod', /^env: has no value/],
    ['secret:"open env:prod', /stands in quotes/],
    ['secret:a"b env:prod', /stands in quotes/],
    [String.raw`secret:a\b env:prod`, /stands in quotes/],
    ['secret:"a"b env:prod', /stands in quotes/],
    [String.raw`secret:"a\n" env:prod`, /stands in quotes/],
    [':x env:prod', /^: is no filter/],
    ['__proto__:x env:prod', /^__proto__: is no filter/],
    ['constructor:x env:prod', /^constructor: is no filter/],
    ['-env:prod env:prod', /^-env: is no filter/],
    ['<script>alert(1)</script> env:prod', /say what it is/],
    ['ｅｎｖ:prod env:prod', /is no filter/],
  ])('%j', (text, words) => {
    const { tokens, mistakes } = parseFilter(text);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(words);
    expect(tokens).toEqual([{ key: 'env', value: 'prod' }]);
  });
});

const token = fc.record({ key: fc.constantFrom(...FILTER_KEYS), value: fc.string({ minLength: 1, unit: 'binary' }) });

test('what is printed is read as the same', () => {
  fc.assert(
    fc.property(fc.array(token), (tokens) => {
      expect(parseFilter(printFilter(tokens))).toEqual({ tokens, mistakes: [] });
    }),
  );
});

test('whatever is typed is read without an error, and reads the same once it was printed', () => {
  const typed = fc.oneof(fc.string(), fc.stringMatching(/^(env|x|secret)?:?"?[\\" a-z:]{0,12}"?$/));
  fc.assert(
    fc.property(fc.array(typed), (parts) => {
      const { tokens } = parseFilter(parts.join(' '));
      expect(tokens.every(({ value }) => value !== '')).toBe(true);
      expect(parseFilter(printFilter(tokens)).tokens).toEqual(tokens);
    }),
  );
});

test('a long hostile text takes no time', () => {
  const started = computedMs();
  parseFilter(`secret:"${'\\\\'.repeat(100_000)}`);
  parseFilter('a:"'.repeat(50_000));
  expect(computedMs() - started).toBeLessThan(2000);
});
