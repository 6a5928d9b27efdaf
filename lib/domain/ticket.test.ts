import { describe, expect, it } from 'vitest';
import { computedMs } from '@/lib/domain/testing/computed-ms';
import { findTicket, findTicketMistake } from './ticket';

const JIRA = String.raw`\b[A-Z][A-Z0-9]+-[0-9]+\b`;

describe('a ticket', () => {
  it.each([
    ['OPS-1234', 'OPS-1234'],
    ['rotated by hand, see OPS-1234 and OPS-9', 'OPS-1234'],
    ['ops-1234', null],
    ['because I want to', null],
    ['', null],
  ])('in %j is %j', (reason, ticket) => expect(findTicket(JIRA, reason)).toBe(ticket));
});

describe('a pattern', () => {
  it.each([
    [JIRA, 'OPS-1', /goes with it/],
    [JIRA, 'ops', /example/],
    ['(OPS', 'OPS', /RE2/],
    [String.raw`(a)\1`, 'aa', /RE2/],
    ['(?=a)a', 'a', /RE2/],
    ['(?<!b)a', 'a', /RE2/],
    ['((a{0,100}){0,100}){0,100}', 'a', /RE2/],
    ['x*', 'x', /asks for nothing/],
    ['', 'x', /asks for nothing/],
    ['.{0,3}', 'x', /asks for nothing/],
  ])('%j with %j', (pattern, example, mistake) => {
    expect(findTicketMistake({ pattern, example }) ?? 'goes with it').toMatch(mistake);
  });

  // Each of these takes JavaScript's own matcher longer than the age of the universe.
  it.each([String.raw`(a+)+$`, '(a|aa)+$', '(.*a){30}x', '(a?){60}a{60}b', '(.{1,30}){1,30}x'])(
    'that is %s is run through a long reason at once',
    (pattern) => {
      const before = computedMs();
      expect(findTicket(pattern, `${'a'.repeat(499)}!`)).toBeNull();
      expect(computedMs() - before).toBeLessThan(1000);
    },
  );
});
