import type { Call } from '@/lib/local-aws/call';
import { refuseAssume } from '@/lib/local-aws/iam/authorize';
import { evaluate } from '@/lib/local-aws/iam/evaluate';
import { namesOf, type Role } from '@/lib/local-aws/iam/identity';
import type { AssumeRoleInput } from './assume-role-input';

/**
 * An action on a role must be allowed by the role's trust and by the caller's own policies; within one account, trust in
 * the caller by name is enough (IAM, "Policy evaluation for AssumeRole"). Root cannot assume a role at all.
 */
export function requireTrust(call: Call, role: Role | undefined, action: string, input: AssumeRoleInput): Role {
  const { caller } = call;
  const { RoleArn: resource, RoleSessionName, ExternalId, SourceIdentity } = input;
  const principal = caller.kind === 'session' ? caller.session.role : caller.user;
  const context = {
    'sts:RoleSessionName': [RoleSessionName],
    'sts:ExternalId': ExternalId === undefined ? undefined : [ExternalId],
    'sts:SourceIdentity': SourceIdentity === undefined ? undefined : [SourceIdentity],
    'aws:PrincipalArn': [principal.arn],
    'aws:PrincipalAccount': [caller.account],
  };
  const request = { action, resource, context };
  const refusal = refuseAssume(caller, action, resource);
  if (role === undefined || (caller.kind === 'user' && caller.user.root === true)) throw refusal;
  const own = evaluate(principal.policies, request);
  const session = caller.kind === 'session' ? caller.session.sessionPolicy : undefined;
  const byName =
    role.account === caller.account && evaluate([role.trust], request, [caller.arn, principal.arn]) === 'allow';
  const allowed =
    evaluate([role.trust], request, namesOf(caller)) === 'allow' &&
    (own === 'allow' || (own === 'none' && byName)) &&
    (session === undefined || evaluate([session], request) === 'allow');
  if (!allowed) throw refusal;
  return role;
}
