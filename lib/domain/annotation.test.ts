import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BLANKS,
  changedFields,
  coversPrefix,
  findTagOwner,
  NOTHING_KEPT,
  toChangeDetail,
  toRunbook,
} from './annotation';
import { permits, type GrantRule, type Visibility } from './grant';

describe('a runbook link', () => {
  it.each([
    ['https://wiki.example.com/run/db?x=1#restart', 'https://wiki.example.com/run/db?x=1#restart'],
    ['http://wiki', 'http://wiki/'],
    [' https://wiki.example.com/a b ', 'https://wiki.example.com/a%20b'],
    ['HTTPS://Wiki.Example.com', 'https://wiki.example.com/'],
    ['https://wiki.example.com/"><script>', 'https://wiki.example.com/%22%3E%3Cscript%3E'],
    ['https:wiki.example.com', 'https://wiki.example.com/'],
  ])('%s is %s', (text, href) => {
    expect(toRunbook(text)).toBe(href);
    expect(toRunbook(href)).toBe(href);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.com',
    'blob:https://example.com/1',
    'view-source:https://example.com',
    'wiki.example.com/run',
    '//wiki.example.com',
    '/run',
    '',
    'https://',
    'https://user@wiki.example.com',
    'https://user:pass@wiki.example.com',
    'https://:pass@wiki.example.com',
    `https://wiki.example.com/${'x'.repeat(500)}`,
    // Short as it was typed, long as it is followed.
    `https://wiki.example.com/${'ü'.repeat(100)}`,
  ])('%j is none', (text) => {
    expect(toRunbook(text)).toBeNull();
  });
});

describe('who may say something of a prefix', () => {
  const covers = (allow: GrantRule[], deny: GrantRule[], prefix: string) => coversPrefix({ allow, deny }, prefix);

  it.each<[string, GrantRule[], GrantRule[], string, boolean]>([
    ['everywhere', [{}], [], 'prod/', true],
    ['nowhere', [], [], 'prod/', false],
    ['under a prefix above', [{ namePrefix: 'prod/' }], [], 'prod/payments/', true],
    ['under the same', [{ namePrefix: 'prod/' }], [], 'prod/', true],
    ['under one below', [{ namePrefix: 'prod/payments/' }], [], 'prod/', false],
    ['under another', [{ namePrefix: 'dev/' }], [], 'prod/', false],
    ['in an account', [{ accounts: ['111122223333'] }], [], 'prod/', false],
    ['in an environment', [{ environments: ['prod'] }], [], 'prod/', false],
    ['outside one', [{ notEnvironments: ['prod'] }], [], 'dev/', false],
    ['with a tag', [{ tag: { key: 'team', value: 'payments' } }], [], 'prod/', false],
    ['with one of several', [{ tag: { key: 'team', value: 'payments' } }, { namePrefix: 'p' }], [], 'prod/', true],
    ['by a token that is narrower', [{ also: { accounts: ['1'] } }], [], 'prod/', false],
    ['by a token that is wide enough', [{ namePrefix: 'pr', also: { namePrefix: 'prod' } }], [], 'prod/', true],
    ['but for a tag', [{}], [{ tag: { key: 'team', value: 'payments' } }], 'prod/', false],
    ['but for a prefix below', [{}], [{ namePrefix: 'prod/payments/' }], 'prod/', false],
    ['but for a prefix above', [{}], [{ namePrefix: 'p' }], 'prod/', false],
    ['but for another', [{}], [{ namePrefix: 'dev/' }], 'prod/', true],
    ['but for another in an account', [{}], [{ namePrefix: 'dev/', accounts: ['1'] }], 'prod/', true],
  ])('%s', (_, allow, deny, prefix, expected) => {
    expect(covers(allow, deny, prefix)).toBe(expected);
  });

  it('is permitted on every secret that the prefix can cover', () => {
    const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
    const name = fc.string({ unit: some('a', 'b', '/'), maxLength: 4 });
    const plain = fc.record(
      {
        environments: fc.array(some('prod', 'dev'), { maxLength: 2 }),
        notEnvironments: fc.array(some('prod', 'dev'), { maxLength: 2 }),
        accounts: fc.array(some('1', '2'), { maxLength: 2 }),
        tag: fc.record({ key: some('k'), value: some('v', 'w') }),
        namePrefix: name,
      },
      { requiredKeys: [] },
    );
    const rule: fc.Arbitrary<GrantRule> = fc.oneof(
      plain,
      fc.tuple(plain, plain).map(([one, also]) => ({ ...one, also })),
      name.map((namePrefix) => ({ namePrefix })),
    );
    const visibility: fc.Arbitrary<Visibility> = fc.record({
      allow: fc.array(rule, { maxLength: 3 }),
      deny: fc.array(rule, { maxLength: 1 }),
    });
    const facts = fc.record({
      environment: some('prod', 'dev'),
      accountId: some('1', '2'),
      tags: some<Record<string, string>>({}, { k: 'v' }),
      name,
    });
    fc.assert(
      fc.property(visibility, name, facts, (given, prefix, one) => {
        fc.pre(coversPrefix(given, prefix));
        expect(permits(given, { ...one, name: prefix + one.name })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it('an owner by tag is that of `owner`, else of `team`, and says by which', () => {
  expect(findTagOwner({ team: 'a', owner: 'b' })).toEqual({ value: 'b', from: 'tag', of: 'owner' });
  expect(findTagOwner({ team: 'a' })).toEqual({ value: 'a', from: 'tag', of: 'team' });
  expect(findTagOwner(JSON.parse('{"__proto__":"x"}'))).toBeNull();
});

it('an owner by tag that is blank hides none', () => {
  for (const owner of ['', ' ', '\u3000\t', BLANKS]) {
    expect(findTagOwner({ owner, team: ' a' })).toEqual({ value: ' a', from: 'tag', of: 'team' });
    expect(findTagOwner({ owner, team: owner })).toBeNull();
  }
  const blank = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter((one) => !one.trim());
  expect(BLANKS.split('').toSorted()).toEqual(blank.toSorted());
});

it('a change is told field by field, before and after', () => {
  const before = { ...NOTHING_KEPT, owner: 'a', note: 'n' };
  const after = { ...NOTHING_KEPT, owner: 'b', note: 'n', runbook: 'https://example.com/' };
  expect(changedFields(before, after)).toEqual(['owner', 'runbook']);
  expect(toChangeDetail(before, after)).toEqual({
    what: 'owner, runbook',
    ownerBefore: 'a',
    ownerAfter: 'b',
    runbookBefore: null,
    runbookAfter: 'https://example.com/',
  });
});
