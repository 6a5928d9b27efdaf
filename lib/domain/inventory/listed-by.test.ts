import { describe, expect, it } from 'vitest';
import { DEFAULT_ENVIRONMENT_RULES } from '@/lib/domain/environment';
import { secondsUntilListed, toListedBy, toRulesMark } from './listed-by';

const now = new Date('2026-11-23T10:00:00Z');
const after = (seconds: number): string => new Date(now.getTime() + seconds * 1_000).toISOString();
const whole = { rules: 'a', againAt: null };
const given = { listedBy: whole, listedAt: after(-1_000), everySeconds: 21_600, rules: 'a', now };

describe('toRulesMark', () => {
  it('differs with rules, aliases and the name of the account', () => {
    const { order, aliases } = DEFAULT_ENVIRONMENT_RULES;
    const marks = [
      toRulesMark({ order, aliases }, 'main'),
      toRulesMark({ order, aliases }, 'other'),
      toRulesMark({ order: order.slice(1), aliases }, 'main'),
      toRulesMark({ order, aliases: { ...aliases, prod: ['p'] } }, 'main'),
    ];
    expect(new Set(marks).size).toBe(4);
    expect(toRulesMark(structuredClone(DEFAULT_ENVIRONMENT_RULES), 'main')).toBe(marks[0]);
  });
});

describe('a listing', () => {
  it.each([
    ['is due by its schedule', {}, 20_600],
    ['is overdue', { everySeconds: 300 }, 0],
    ['is due where there was none', { listedAt: null }, 0],
    ['is due at once by other rules', { rules: 'b' }, 0],
    ['is due where nobody kept by which it was', { listedBy: null }, 0],
    ['is due where an older build kept its job', { listedBy: undefined }, 0],
    ['is due once more minutes after the first by other rules', { listedBy: { rules: 'a', againAt: after(60) } }, 60],
    ['is due earlier by its schedule', { everySeconds: 1_030, listedBy: { rules: 'a', againAt: after(60) } }, 30],
  ])('%s', (_, change, seconds) => {
    expect(secondsUntilListed({ ...given, ...change })).toBe(seconds);
  });

  it.each([
    ['by the same rules is whole', {}, null],
    ['that is the first of its scope is whole', { listedBy: null, listedAt: null }, null],
    ['by other rules has another after it', { rules: 'b' }, 360],
    ['before that is due leaves it so', { listedBy: { rules: 'a', againAt: after(60) } }, 60],
    ['which is that other is whole', { listedBy: { rules: 'a', againAt: after(0) } }, null],
  ])('%s', (_, change, again) => {
    const facts = { ...given, ...change };
    expect(toListedBy(facts)).toEqual({ rules: facts.rules, againAt: again === null ? null : after(again) });
  });
});
