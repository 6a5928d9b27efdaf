import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILTER_KEYS, parseFilter } from '@/lib/contract/access-filter';
import { suggestTokens } from './suggest-tokens';

const known = { env: ['prod', 'staging', 'pre prod'], principal: ['jana@example.com'] };
const values = (text: string): string[] => suggestTokens(text, known).map(({ value }) => value);

test.each([
  ['', FILTER_KEYS.map((key) => `${key}:`)],
  ['e', ['env:']],
  ['P', ['principal:']],
  ['env:', ['env:prod ', 'env:staging ', 'env:"pre prod" ']],
  ['env:PROD', ['env:prod ', 'env:"pre prod" ']],
  ['env:"pre', ['env:"pre prod" ']],
  ['env:prod principal:ja', ['env:prod principal:jana@example.com ']],
  ['env:prod out', ['env:prod outcome:']],
  ['env:nothing', []],
  ['user:', []],
  ['outcome:d', []],
])('%j', (text, expected) => expect(values(text)).toEqual(expected));

test('what is suggested is understood, and keeps what stands before', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }), (names) => {
      for (const { value } of suggestTokens('env:prod secret:', { secret: names }))
        expect(parseFilter(value)).toMatchObject({ mistakes: [], tokens: [{ key: 'env' }, { key: 'secret' }] });
    }),
  );
});
