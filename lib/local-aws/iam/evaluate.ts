import { conditionsHold } from './conditions';
import type { Context } from './context';
import { matchesPattern } from './match-pattern';
import type { Policy, Statement } from './policy';
import { fillVariables } from './policy-variables';

export type Verdict = 'allow' | 'deny' | 'none';
export type AccessRequest = { action: string; resource: string; context: Context };

const anyMatches = (patterns: readonly string[], value: string, ignoreCase = false) =>
  patterns.some((pattern) => matchesPattern(pattern, value, ignoreCase));

function coversResource({ resources, notResources, variables }: Statement, { resource, context }: AccessRequest) {
  const fill = (patterns: readonly string[]) =>
    variables === true ? patterns.flatMap((pattern) => fillVariables(pattern, context) ?? []) : patterns;
  if (resources !== undefined && !anyMatches(fill(resources), resource)) return false;
  return notResources === undefined || !anyMatches(fill(notResources), resource);
}

/** A caller is spared by NotPrincipal only where every name of its own stands there (IAM reference, "NotPrincipal"). */
function meansPrincipal({ principals, notPrincipals }: Statement, names: readonly string[]): boolean {
  if (notPrincipals !== undefined) return !names.every((name) => notPrincipals.includes(name));
  return (principals ?? []).some((one) => one === '*' || names.includes(one));
}

function covers(statement: Statement, request: AccessRequest, principals: readonly string[] | undefined): boolean {
  const { actions, notActions } = statement;
  if (actions !== undefined && !anyMatches(actions, request.action, true)) return false;
  if (notActions !== undefined && anyMatches(notActions, request.action, true)) return false;
  if (!coversResource(statement, request)) return false;
  if (principals !== undefined && !meansPrincipal(statement, principals)) return false;
  return conditionsHold(statement, request.context);
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
