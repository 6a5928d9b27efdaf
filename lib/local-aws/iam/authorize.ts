import type { Call } from '@/lib/local-aws/call';
import { accessDenied, AwsError } from '@/lib/local-aws/wire/aws-error';
import { evaluate, type AccessRequest, type Verdict } from './evaluate';
import { namesOf, ownNames, type Caller } from './identity';
import type { Policy } from './policy';
import { toRequestContext } from './request-context';

export type Wanted = AccessRequest & {
  /** The resource as the message names it (what the caller passed); left out for actions on `*`. */
  shown?: string;
  /** The account that owns the resource. */
  owner: string;
  resourcePolicy?: Policy;
  /** Identity policies count only where the resource policy lets the account in: keys. */
  policyMustAllow?: true;
};

type Rights = { policies: readonly Policy[]; boundary?: Policy; session?: Policy };

const everything: Policy = {
  statements: [{ effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [] }],
};

/** Root is held by no policy of its own; a federated user has its issuer's policies, through a session policy alone. */
function rightsOf(caller: Caller): Rights {
  if (caller.kind === 'session') {
    const { role, sessionPolicy: session } = caller.session;
    return { policies: role.policies, boundary: role.boundary, session };
  }
  const user = caller.kind === 'federated' ? caller.issuer : caller.user;
  const policies = user.root === true ? [everything] : user.policies;
  if (caller.kind === 'user') return { policies, boundary: user.boundary };
  return { policies, boundary: user.boundary, session: caller.sessionPolicy ?? { statements: [] } };
}

/** The statements that name exactly this caller's ARN: what they allow, no session policy or boundary takes by silence. */
function naming(policy: Policy, arn: string): Policy {
  return { statements: policy.statements.filter(({ principals }) => principals?.includes(arn)) };
}

function resourceVerdicts({ caller }: Call, request: AccessRequest, { owner, resourcePolicy: policy }: Wanted) {
  const say = (names: string[], one?: Policy): Verdict =>
    one === undefined ? 'none' : evaluate([one], request, names);
  return {
    all: say(namesOf(caller), policy),
    // Inside an account, trust in the account as a whole leaves the choice to identity policies.
    alone: owner === caller.account ? say(ownNames(caller), policy) : 'none',
    byName: owner === caller.account ? say([caller.arn], policy && naming(policy, caller.arn)) : 'none',
  };
}

/**
 * Why a request is refused, in the clause AWS appends to its sentence; `undefined` when it is allowed (IAM user guide,
 * "Policy evaluation logic", "Troubleshoot access denied error messages").
 */
export function whyRefused(call: Call, wanted: Wanted): string | undefined {
  const { caller, world } = call;
  const { action, resource, owner } = wanted;
  const request = { action, resource, context: { ...toRequestContext(call), ...wanted.context } };
  const rights = rightsOf(caller);
  const limit = (policy: Policy | undefined) => (policy === undefined ? 'allow' : evaluate([policy], request));
  const controls = (world.controlPolicies.get(caller.account) ?? []).map(limit);
  const identity = evaluate(rights.policies, request);
  const [boundary, session] = [limit(rights.boundary), limit(rights.session)];
  const byResource = resourceVerdicts(call, request, wanted);
  const denied = (where: string) => `with an explicit deny in ${where}`;
  const missing = (kind: string) => `because no ${kind} allows the ${action} action`;

  if (controls.includes('deny')) return denied('a service control policy');
  if (identity === 'deny') return denied('an identity-based policy');
  if (boundary === 'deny') return denied('a permissions boundary');
  if (session === 'deny') return denied('a session policy');
  if (byResource.all === 'deny') return denied('a resource-based policy');
  if (controls.includes('none')) return missing('service control policy');
  const mustLetIn = owner !== caller.account || wanted.policyMustAllow === true;
  if (mustLetIn && byResource.all !== 'allow') return missing('resource-based policy');
  if (byResource.byName === 'allow') return undefined;
  if (identity !== 'allow' && byResource.alone !== 'allow') return missing('identity-based policy');
  if (boundary !== 'allow') return missing('permissions boundary');
  return session === 'allow' ? undefined : missing('session policy');
}

/** Throws AccessDeniedException with AWS's sentence (aws-facts §2.3) unless the caller's effective rights allow it. */
export function authorize(call: Call, wanted: Wanted): void {
  const reason = whyRefused(call, wanted);
  if (reason !== undefined) throw accessDenied(refusalSentence(call.caller, wanted, reason));
}

export function refusalSentence(caller: Caller, wanted: Pick<Wanted, 'action' | 'shown'>, reason: string): string {
  const resource = wanted.shown === undefined ? '' : ` on resource: ${wanted.shown}`;
  return `User: ${caller.arn} is not authorized to perform: ${wanted.action}${resource} ${reason}`;
}

/** STS says no more than that it refuses (403, code AccessDenied). */
export function refuseAssume(caller: Caller, action: string, roleArn: string): AwsError {
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${roleArn}`;
  return new AwsError('AccessDenied', message, { status: 403 });
}
