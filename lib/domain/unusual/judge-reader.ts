import type { Finding } from './finding';
import type { ReaderFacts } from './reader-facts';
import { RULES } from './rule';
import { judgeClient, judgeHours, judgeKey, judgeNetwork } from './rules/of-habits';
import { judgeFirst, judgePerson, judgeRoot } from './rules/of-people';
import { judgeDenials, judgePending } from './rules/of-refusals';
import { judgeOutside, judgeVersion } from './rules/of-versions';
import { isMutedPrincipal, type UnusualSettings } from './settings';
import type { Draft } from './finding';

const ALL = [
  judgePerson,
  judgeFirst,
  judgeNetwork,
  judgeClient,
  judgeHours,
  judgeDenials,
  judgeVersion,
  judgePending,
  judgeRoot,
  judgeKey,
  judgeOutside,
] as const;

/** A finding whose events may still have to be counted. */
export type Uncounted = Omit<Finding, 'count'> & Pick<Draft, 'count' | 'of'>;

/** What is unusual of one reader's day, by the rules that look at a reader alone. */
export function judgeReader(facts: ReaderFacts, settings: UnusualSettings): Uncounted[] {
  const { secretId, principalId, actorKind, day, who, secret, learned } = facts;
  const { rules, muted } = settings;
  if (isMutedPrincipal(settings, who) || muted.environments.includes(secret.environment)) return [];
  return ALL.flatMap((judge) => {
    const draft = judge(facts, settings);
    if (!draft || !rules.includes(draft.rule) || (RULES[draft.rule].learns && !learned)) return [];
    return [{ ...draft, secretId, principalId, actorKind, day }];
  });
}
