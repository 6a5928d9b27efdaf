import { UNKNOWN_ENVIRONMENT, type EnvironmentOpinion, type EnvironmentVerdict } from './environment-verdict';
import type { Tags } from './secret';

/**
 * Rules in order: the first that has an opinion decides, the others may disagree.
 * `aliases`: environment → other spellings, compared without case.
 */
export interface EnvironmentRules {
  aliases: Record<string, string[]>;
  order: EnvironmentRule[];
}

export type EnvironmentRule =
  | { by: 'account'; accounts: Record<string, string> }
  | { by: 'tag'; keys: string[] }
  /** Looks for an alias among the parts of the name between `/`, `-`, `_`, `.`; `first`: only the first part. */
  | { by: 'name'; part: 'first' | 'any' };

export const DEFAULT_ENVIRONMENT_RULES: EnvironmentRules = {
  aliases: {
    prod: ['production', 'prd', 'live'],
    staging: ['stage', 'stg', 'preprod', 'pre-prod', 'uat'],
    dev: ['development', 'develop', 'sandbox'],
    test: ['testing', 'qa', 'ci'],
  },
  order: [
    { by: 'tag', keys: ['environment', 'env', 'stage'] },
    { by: 'name', part: 'first' },
    { by: 'account', accounts: {} },
  ],
};

export interface EnvironmentFacts {
  name: string;
  tags: Tags;
  accountId: string;
  accountName: string;
}

/** The canonical environment of a word, or null where the word is none of them. */
function toEnvironment(word: string, rules: EnvironmentRules): string | null {
  const wanted = word.trim().toLowerCase();
  for (const [environment, aliases] of Object.entries(rules.aliases)) {
    if (environment.toLowerCase() === wanted || aliases.some((alias) => alias.toLowerCase() === wanted))
      return environment;
  }
  return null;
}

function findOpinion(
  rule: EnvironmentRule,
  facts: EnvironmentFacts,
  rules: EnvironmentRules,
): EnvironmentOpinion | null {
  if (rule.by === 'account') {
    const stated = Object.hasOwn(rule.accounts, facts.accountId) ? rule.accounts[facts.accountId] : undefined;
    return stated ? { value: stated, source: `account ${facts.accountName}` } : null;
  }
  if (rule.by === 'tag') {
    for (const wanted of rule.keys) {
      for (const [key, text] of Object.entries(facts.tags)) {
        if (key.toLowerCase() !== wanted.toLowerCase()) continue;
        // An unheard-of word is still what the owner says: it is an environment of its own.
        const value = toEnvironment(text, rules) ?? text.trim().toLowerCase();
        if (value) return { value, source: `tag ${key}=${text}` };
      }
    }
    return null;
  }
  const parts = facts.name.split(/[/_.-]+/).filter(Boolean);
  for (const part of rule.part === 'first' ? parts.slice(0, 1) : parts) {
    const value = toEnvironment(part, rules);
    if (value) return { value, source: `name ${part}` };
  }
  return null;
}

/** The environment of a secret with the reason; every rule is asked, so that disagreement is seen. */
export function decideEnvironment(facts: EnvironmentFacts, rules: EnvironmentRules): EnvironmentVerdict {
  const opinions = rules.order.map((rule) => findOpinion(rule, facts, rules)).filter((opinion) => opinion !== null);
  const [first, ...rest] = opinions;
  if (!first) return { value: UNKNOWN_ENVIRONMENT, source: 'no rule has an opinion', disagrees: [] };
  return { ...first, disagrees: rest.filter((opinion) => opinion.value !== first.value) };
}
