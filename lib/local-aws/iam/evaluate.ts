import { conditionsHold, type Context } from './conditions';
import { matchesPattern } from './match-pattern';
import type { Policy, Statement } from './policy';

export type Verdict = 'allow' | 'deny' | 'none';
export type AccessRequest = { action: string; resource: string; context: Context };

const anyMatches = (patterns: readonly string[], value: string, ignoreCase = false) =>
  patterns.some((pattern) => matchesPattern(pattern, value, ignoreCase));

function covers(statement: Statement, request: AccessRequest, principals: readonly string[] | undefined): boolean {
  const { actions, notActions, resources, notResources } = statement;
  if (actions !== undefined && !anyMatches(actions, request.action, true)) return false;
  if (notActions !== undefined && anyMatches(notActions, request.action, true)) return false;
  if (resources !== undefined && !anyMatches(resources, request.resource)) return false;
  if (notResources !== undefined && anyMatches(notResources, request.resource)) return false;
  if (principals !== undefined && !(statement.principals ?? []).some((one) => one === '*' || principals.includes(one)))
    return false;
  return conditionsHold(statement.conditions, request.context, statement.effect);
}

/**
 * What a set of policies says of one request: an explicit Deny wins, then any Allow (IAM "Policy evaluation logic").
 * `principals` are all names of the caller that a resource or trust policy may use; left out for identity policies.
 */
export function evaluate(policies: readonly Policy[], request: AccessRequest, principals?: readonly string[]): Verdict {
  let verdict: Verdict = 'none';
  for (const { statements } of policies)
    for (const statement of statements)
      if (covers(statement, request, principals)) {
        if (statement.effect === 'Deny') return 'deny';
        verdict = 'allow';
      }
  return verdict;
}
