import 'server-only';
import { ASKED_IN_PROD, DEFAULT_ACT_RULES, findActRule, type ActRules } from '@/lib/domain/act-rules';
import { DEFAULT_ENVIRONMENT_RULES, type EnvironmentRule, type EnvironmentRules } from '@/lib/domain/environment';
import type { ConfigFile } from './file-schema';

type Environments = ConfigFile['environments'];

/** What is stated replaces the default table whole: half of one table and half of another is nobody's intent. */
export const toEnvironmentRules = (stated: Environments): EnvironmentRules => ({
  aliases: stated.aliases ?? DEFAULT_ENVIRONMENT_RULES.aliases,
  order: stated.rules?.map(toRule) ?? DEFAULT_ENVIRONMENT_RULES.order,
});

function toRule(rule: NonNullable<Environments['rules']>[number]): EnvironmentRule {
  if (rule.tag) return { by: 'tag', keys: rule.tag };
  if (rule.name) return { by: 'name', part: rule.name };
  return { by: 'account', accounts: rule.account ?? {} };
}

/**
 * Laid over the defaults field by field: leaving prod out, or one of its fields, never makes it laxer, and
 * what every other environment is asked for is asked for in prod too.
 */
export function toActRules(stated: Environments): ActRules {
  const { '*': others, prod, ...named } = stated.acts ?? {};
  const every = { ...findActRule(DEFAULT_ACT_RULES, '*'), ...others };
  const rules: ActRules = { prod: { ...every, ...ASKED_IN_PROD, ...prod }, '*': every };
  for (const [environment, rule] of Object.entries(named)) rules[environment] = { ...every, ...rule };
  return rules;
}
