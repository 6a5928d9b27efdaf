import { expect, test } from 'vitest';
import { actRuleOf, asksReason, DEFAULT_ACT_RULES, findActRule } from './act-rules';

const ASKED = { revealNeedsReason: true, rotateNeedsReason: true, rotateNeedsTypedName: true };
const NOT_ASKED = { revealNeedsReason: false, rotateNeedsReason: false, rotateNeedsTypedName: false };
const lax = findActRule(DEFAULT_ACT_RULES, '*');

test('prod asks for everything, the rest for nothing, by default', () => {
  expect(findActRule(DEFAULT_ACT_RULES, 'prod')).toMatchObject({ ...ASKED, reveal: 'allowed', revealTicket: null });
  expect(findActRule(DEFAULT_ACT_RULES, 'dev')).toMatchObject({ ...NOT_ASKED, reveal: 'allowed', revealTicket: null });
});

test('where no rule is stated the strictest holds', () => {
  expect(findActRule({}, 'dev')).toMatchObject({ ...ASKED, reveal: 'never' });
});

test.each(['constructor', '__proto__', 'toString'])('an environment called %s inherits no rule', (environment) => {
  expect(findActRule({}, environment)).toMatchObject({ ...ASKED, reveal: 'never' });
  expect(findActRule(DEFAULT_ACT_RULES, environment)).toEqual(DEFAULT_ACT_RULES['*']);
});

test('a ticket stands in a reason, so that it asks for one', () => {
  expect(asksReason(lax)).toBe(false);
  expect(asksReason({ ...lax, revealTicket: { pattern: 'OPS', example: 'OPS' } })).toBe(true);
});

const rules = { ...DEFAULT_ACT_RULES, vault: { ...lax, reveal: 'never' as const } };
const verdict = (value: string, ...others: string[]) => ({
  value,
  source: 'a test',
  disagrees: others.map((other) => ({ value: other, source: 'another' })),
});

test.each([
  ['of its own environment', verdict('vault'), 'never'],
  ['of another', verdict('dev'), 'allowed'],
  ['of prod, where rules disagree', verdict('dev', 'staging'), 'allowed'],
  ['of an environment that only a rule that was overruled names', verdict('dev', 'vault'), 'never'],
  ['that decides over one that disagrees', verdict('vault', 'dev'), 'never'],
])('a secret is as restricted as the rule %s', (_, given, reveal) => {
  expect(actRuleOf(rules, given).reveal).toBe(reveal);
});

test('what any environment asks for that a rule counts it to is asked for, where rules disagree', () => {
  const ticket = { pattern: 'OPS-[0-9]+', example: 'OPS-1' };
  const strict = { revealTicket: ticket, revealNeedsFreshSignInMinutes: 5, revealsPerHour: 3 };
  const stated = { ...rules, safe: { ...lax, ...strict } };
  for (const given of [verdict('safe', 'dev'), verdict('dev', 'staging', 'safe')])
    expect(actRuleOf(stated, given)).toEqual({ ...DEFAULT_ACT_RULES['prod'], ...strict });
  expect(actRuleOf(stated, verdict('dev', 'staging'))).toEqual(DEFAULT_ACT_RULES['prod']);
  // Its own rule alone, where nothing is in dispute.
  expect(actRuleOf(stated, verdict('safe'))).toEqual({ ...lax, ...strict });
  const prod = {
    ...findActRule(DEFAULT_ACT_RULES, 'prod'),
    revealTicket: { pattern: 'SEC', example: 'SEC' },
    revealNeedsFreshSignInMinutes: 2,
  };
  expect(actRuleOf({ ...stated, prod }, verdict('dev', 'safe'))).toMatchObject({
    revealTicket: prod.revealTicket,
    revealNeedsFreshSignInMinutes: 2,
    revealsPerHour: 3,
  });
});

test('unknown counts as prod, and as every other environment where that is restricted', () => {
  expect(actRuleOf(rules, verdict('unknown'))).toEqual(DEFAULT_ACT_RULES['prod']);
  const prodShut = { ...DEFAULT_ACT_RULES, prod: { ...lax, reveal: 'never' as const } };
  expect(actRuleOf(prodShut, verdict('unknown')).reveal).toBe('never');
  expect(actRuleOf(prodShut, verdict('dev', 'staging')).reveal, 'a disagreement is guarded as prod').toBe('never');
  const othersShut = { ...DEFAULT_ACT_RULES, '*': { ...lax, reveal: 'never' as const } };
  expect(actRuleOf(othersShut, verdict('unknown')).reveal).toBe('never');
});
