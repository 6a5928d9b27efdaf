import type { GrantFacts, GrantRule } from '@/lib/domain/grant';

/** One condition of a statement's place: what it says, and what the secret is. */
export interface ConditionVerdict {
  condition: Exclude<keyof GrantRule, 'also'>;
  /** As the file says it: `[dev, test]`. */
  says: string;
  /** What the secret has: `prod`; `no such tag`. */
  found: string;
  holds: boolean;
}

/** Every condition of a rule, each with its own verdict; all hold exactly where `matchesRule` says so. */
export function explainPlace(rule: GrantRule, { environment, accountId, tags, name }: GrantFacts): ConditionVerdict[] {
  const verdicts: ConditionVerdict[] = [];
  const say = (condition: Exclude<keyof GrantRule, 'also'>, says: string, found: string, holds: boolean) =>
    verdicts.push({ condition, says, found, holds });
  const { environments, notEnvironments, accounts, tag, namePrefix } = rule;
  if (environments) say('environments', toList(environments), environment, environments.includes(environment));
  if (notEnvironments)
    say('notEnvironments', toList(notEnvironments), environment, !notEnvironments.includes(environment));
  if (accounts) say('accounts', toList(accounts), accountId, accounts.includes(accountId));
  if (tag) {
    const value = Object.hasOwn(tags, tag.key) ? tags[tag.key] : undefined;
    const found = value === undefined ? 'no such tag' : `${tag.key}=${value}`;
    say('tag', `${tag.key}=${tag.value}`, found, value === tag.value);
  }
  if (namePrefix !== undefined) say('namePrefix', namePrefix, name, name.startsWith(namePrefix));
  return verdicts;
}

const toList = (values: readonly string[]): string => `[${values.join(', ')}]`;
