import type { Call } from '@/lib/local-aws/call';
import { refuseAssume, whyRefused } from '@/lib/local-aws/iam/authorize';
import type { Context } from '@/lib/local-aws/iam/context';
import { evaluate } from '@/lib/local-aws/iam/evaluate';
import { namesOf, type Role } from '@/lib/local-aws/iam/identity';
import { toRequestContext, toTagContext } from '@/lib/local-aws/iam/request-context';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { AssumeRoleInput } from './assume-role-input';

const one = (value: string | undefined) => (value === undefined ? undefined : [value]);

function contextOf(input: AssumeRoleInput): Context {
  const { RoleSessionName, ExternalId, SourceIdentity, Tags, TransitiveTagKeys: transitive } = input;
  return {
    'sts:RoleSessionName': [RoleSessionName],
    'sts:ExternalId': one(ExternalId),
    'sts:SourceIdentity': one(SourceIdentity),
    'sts:TransitiveTagKeys': transitive === undefined || transitive.length === 0 ? undefined : transitive,
    ...toTagContext(Tags),
  };
}

/**
 * An action on a role must be allowed by the role's trust and by the caller's own policies; within one account, trust in
 * the caller by name is enough (IAM, "Policy evaluation for AssumeRole"). Root cannot assume a role at all.
 */
export function requireTrust(call: Call, role: Role | undefined, action: string, input: AssumeRoleInput): Role {
  const { caller } = call;
  const { RoleArn: resource } = input;
  if (caller.kind === 'user' && caller.user.root === true)
    throw new AwsError('AccessDenied', 'Roles may not be assumed by root accounts.', { status: 403 });
  const refusal = refuseAssume(caller, action, resource);
  if (role === undefined || caller.kind === 'federated') throw refusal;
  const context = contextOf(input);
  const trusting = { action, resource, context: { ...toRequestContext(call), ...context } };
  if (evaluate([role.trust], trusting, namesOf(caller)) !== 'allow') throw refusal;
  const wanted = { action, resource, owner: role.account, resourcePolicy: role.trust, context };
  if (whyRefused(call, wanted) !== undefined) throw refusal;
  return role;
}
