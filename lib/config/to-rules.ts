import 'server-only';
import { DEFAULT_ACT_RULES, findActRule, type ActRules } from '@/lib/domain/act-rules';
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

/** Laid over the defaults field by field: leaving prod out, or one of its fields, never makes it laxer. */
export function toActRules(stated: Environments): ActRules {
  const rules: ActRules = { ...DEFAULT_ACT_RULES };
  const entries = Object.entries(stated.acts ?? {});
  // `*` first, since it is what the others fall back on.
  for (const [environment, rule] of entries.toSorted(([a], [b]) => Number(b === '*') - Number(a === '*')))
    rules[environment] = { ...findActRule(rules, environment), ...rule };
  return rules;
}
