import { findEnvironmentParts, toEnvironment, toEnvironmentWord } from './environment-part';
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

type Aliases = EnvironmentRules['aliases'];

/** Every tag of the keys speaks, so that two tags which contradict each other are seen to. */
function opinionsOfTags(keys: readonly string[], tags: Tags, aliases: Aliases): EnvironmentOpinion[] {
  return keys.flatMap((wanted) =>
    Object.entries(tags).flatMap(([key, text]) => {
      if (key.toLowerCase() !== wanted.toLowerCase()) return [];
      // An unheard-of word is still what the owner says: it is an environment of its own.
      const value = toEnvironment(text, aliases) ?? toEnvironmentWord(text);
      return value ? [{ value, source: `tag ${key}=${text}` }] : [];
    }),
  );
}

function opinionsOf(rule: EnvironmentRule, facts: EnvironmentFacts, aliases: Aliases): EnvironmentOpinion[] {
  if (rule.by === 'tag') return opinionsOfTags(rule.keys, facts.tags, aliases);
  if (rule.by === 'account') {
    const stated = Object.hasOwn(rule.accounts, facts.accountId) ? rule.accounts[facts.accountId] : undefined;
    const value = stated && (toEnvironment(stated, aliases) ?? toEnvironmentWord(stated));
    return value ? [{ value, source: `account ${facts.accountName}` }] : [];
  }
  const [part] = findEnvironmentParts(facts.name, aliases);
  const isFirst = part !== undefined && /^[/_.-]*$/.test(facts.name.slice(0, part.start));
  return part && (rule.part === 'any' || isFirst) ? [{ value: part.environment, source: `name ${part.text}` }] : [];
}

/** The environment of a secret with the reason; every rule is asked, so that disagreement is seen. */
export function decideEnvironment(facts: EnvironmentFacts, rules: EnvironmentRules): EnvironmentVerdict {
  const [first, ...rest] = rules.order.flatMap((rule) => opinionsOf(rule, facts, rules.aliases));
  if (!first) return { value: UNKNOWN_ENVIRONMENT, source: 'no rule has an opinion', disagrees: [] };
  return { ...first, disagrees: rest.filter((opinion) => opinion.value !== first.value) };
}
