import { expect, test } from 'vitest';
import { DEFAULT_ACT_RULES, findActRule } from './act-rules';

const strictest = { revealNeedsReason: true, rotateNeedsReason: true, rotateNeedsTypedName: true };

test('prod asks for everything, the rest for nothing, by default', () => {
  expect(findActRule(DEFAULT_ACT_RULES, 'prod')).toEqual(strictest);
  expect(Object.values(findActRule(DEFAULT_ACT_RULES, 'dev'))).toEqual([false, false, false]);
});

test('where no rule is stated the strictest holds', () => {
  expect(findActRule({}, 'dev')).toEqual(strictest);
});

test.each(['constructor', '__proto__', 'toString'])('an environment called %s inherits no rule', (environment) => {
  expect(findActRule({}, environment)).toEqual(strictest);
  expect(findActRule(DEFAULT_ACT_RULES, environment)).toEqual(DEFAULT_ACT_RULES['*']);
});
