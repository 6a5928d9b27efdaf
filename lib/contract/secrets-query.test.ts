import { describe, expect, it } from 'vitest';
import { countedAges } from '@/lib/domain/inventory/counted-ages';
import { ageFilter, secretsQuery, tagPair } from './secrets-query';

const encoded = (key: string, value: string): string => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`;

describe('a tag pair', () => {
  it.each([
    ['CJK', '鍵', '値'],
    ['letters of four bytes', '𐀀', '🔑'],
    ['signs', '%', '='],
  ])('of full length is taken, of %s', (_, key, value) => {
    const pair = { key: key.repeat(128), value: value.repeat(256) };
    expect(tagPair.parse(encoded(pair.key, pair.value))).toEqual(pair);
  });

  it.each(['', 'key', '=value', 'a=b=c', 'a=%', 'a=%00', `a=${'%F0%9F%94%91'.repeat(400)}`])(
    'that is none is refused: %#',
    (raw) => {
      const found = secretsQuery.safeParse({ tag: [raw] });
      expect(found.error?.issues.map(({ path }) => path[0])).toContain('tag');
    },
  );
});

it.each(['valueAge', 'lastRead'] as const)('what %s is counted by are values of the parameter', (facet) => {
  const counted = [...countedAges(facet, [{ olderThanDays: 7 }, { youngerThanDays: 99_999 }])];
  expect(counted.map(([text]) => ageFilter.parse(text))).toEqual(counted.map(([, age]) => age));
});
