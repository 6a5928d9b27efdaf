import { accessDenied, AwsError } from '@/lib/local-aws/wire/aws-error';
import { evaluate, type AccessRequest } from './evaluate';
import { namesOf, type Caller } from './identity';
import type { Policy } from './policy';

export type Wanted = AccessRequest & {
  /** The resource as the message names it (what the caller passed); left out for actions on `*`. */
  shown?: string;
  /** The account that owns the resource. */
  owner: string;
  resourcePolicy?: Policy;
};

/** Why a request is refused, in the clause AWS appends to its sentence; `undefined` when it is allowed. */
export function whyRefused(caller: Caller, wanted: Wanted): string | undefined {
  const context = {
    'aws:PrincipalArn': [caller.kind === 'session' ? caller.session.role.arn : caller.arn],
    'aws:PrincipalAccount': [caller.account],
    'aws:SourceIdentity': caller.kind === 'session' ? sourceIdentityOf(caller.session.sourceIdentity) : undefined,
    ...wanted.context,
  };
  const request = { action: wanted.action, resource: wanted.resource, context };
  const missing = (kind: string) => `because no ${kind} policy allows the ${wanted.action} action`;
  const session = caller.kind === 'session' ? caller.session.sessionPolicy : undefined;
  const byIdentity = identityVerdict(caller, request);
  const bySession = session === undefined ? 'allow' : evaluate([session], request);
  const byResource =
    wanted.resourcePolicy === undefined ? 'none' : evaluate([wanted.resourcePolicy], request, namesOf(caller));

  if (byIdentity === 'deny') return 'with an explicit deny in an identity-based policy';
  if (bySession === 'deny') return 'with an explicit deny in a session policy';
  if (byResource === 'deny') return 'with an explicit deny in a resource-based policy';
  if (wanted.owner !== caller.account && byResource !== 'allow') return missing('resource-based');
  const grantedByResourceAlone = wanted.owner === caller.account && byResource === 'allow';
  if (byIdentity !== 'allow' && !grantedByResourceAlone) return missing('identity-based');
  return bySession === 'allow' ? undefined : missing('session');
}

function identityVerdict(caller: Caller, request: AccessRequest) {
  if (caller.kind === 'session') return evaluate(caller.session.role.policies, request);
  return caller.user.root === true ? 'allow' : evaluate(caller.user.policies, request);
}

const sourceIdentityOf = (value: string | undefined) => (value === undefined ? undefined : [value]);

/** Throws AccessDeniedException with AWS's sentence (aws-facts §2.3) unless the caller's effective rights allow it. */
export function authorize(caller: Caller, wanted: Wanted): void {
  const reason = whyRefused(caller, wanted);
  if (reason !== undefined) throw accessDenied(refusalSentence(caller, wanted, reason));
}

export function refusalSentence(caller: Caller, wanted: Pick<Wanted, 'action' | 'shown'>, reason: string): string {
  const resource = wanted.shown === undefined ? '' : ` on resource: ${wanted.shown}`;
  return `User: ${caller.arn} is not authorized to perform: ${wanted.action}${resource} ${reason}`;
}

/** STS says no more than that it refuses (403, code AccessDenied). */
export function refuseAssume(caller: Caller, action: string, roleArn: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${roleArn}`,
    {
      status: 403,
    },
  );
}
