import type { Call } from '@/lib/local-aws/call';
import { toSessionCaller, type Role } from '@/lib/local-aws/iam/identity';
import { issueCredentials, newAccessKeyId, type Grant } from '@/lib/local-aws/iam/session-token';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { readAssumeRole, toShownParameters, type AssumeRoleInput } from './assume-role-input';
import { toCredentials, toShownCredentials, wholeSecond } from './credentials';
import { packedSize } from './packed-size';
import { invalid } from './read-query';
import { recording } from './record-sts';
import { refuseMfa } from './refuse-mfa';
import { toPolicySource } from './requested-policy';
import { requireTrust } from './require-trust';
import { toSessionTags, type SessionTags } from './session-tags';

function requireDuration(call: Call, role: Role, seconds: number): number {
  const chained = call.caller.kind === 'session';
  if (chained && seconds > 3600)
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
  if (seconds > role.maxSessionSeconds)
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  return seconds;
}

/** A source identity, once set, stays through every further role (STS API Reference, AssumeRole). */
function keptIdentity(call: Call, input: AssumeRoleInput): string | undefined {
  const before = call.caller.kind === 'session' ? call.caller.session.sourceIdentity : undefined;
  if (before !== undefined && input.SourceIdentity !== undefined && before !== input.SourceIdentity)
    throw invalid('The source identity cannot be changed.');
  return before ?? input.SourceIdentity;
}

/** Besides the role itself, a source identity and tags ask for permissions of their own on both sides. */
function requireRole(call: Call, input: AssumeRoleInput, identity: string | undefined, tags: SessionTags): Role {
  const role = requireTrust(call, call.world.roles.get(input.RoleArn), 'sts:AssumeRole', input);
  if (identity !== undefined) requireTrust(call, role, 'sts:SetSourceIdentity', { ...input, SourceIdentity: identity });
  if (Object.keys(tags.tags).length > 0) requireTrust(call, role, 'sts:TagSession', input);
  return role;
}

function perform(call: Call, input: AssumeRoleInput): { answer: JsonObject; shown: JsonObject } {
  const identity = keptIdentity(call, input);
  const { tags, transitiveTagKeys } = toSessionTags(call, input.Tags ?? [], input.TransitiveTagKeys ?? []);
  const role = requireRole(call, input, identity, { tags, transitiveTagKeys });
  refuseMfa(input);
  const seconds = requireDuration(call, role, input.DurationSeconds ?? 3600);
  const policy = toPolicySource(input);
  const narrowed = input.Policy !== undefined || policy.arns.length > 0 || Object.keys(tags).length > 0;
  const size = packedSize({ Policy: input.Policy, policyArns: policy.arns, tags });
  const issuedAt = wholeSecond(call.now);
  const session = { sessionName: input.RoleSessionName, issuedAt, expiresAt: issuedAt + seconds * 1000, mfa: false };
  const grant: Grant = {
    kind: 'role',
    role: role.arn,
    ...session,
    sourceIdentity: identity,
    transitiveTagKeys,
    tags,
    policy,
  };
  const keys = issueCredentials(call.world, newAccessKeyId(role.account), grant);
  const user = {
    AssumedRoleId: `${role.roleId}:${input.RoleSessionName}`,
    Arn: toSessionCaller({ role, ...session }, keys.accessKeyId).arn,
  };
  return {
    answer: {
      AssumedRoleUser: user,
      Credentials: toCredentials(keys, session.expiresAt),
      PackedPolicySize: narrowed ? size : undefined,
      SourceIdentity: identity,
    },
    shown: {
      credentials: toShownCredentials(keys, session.expiresAt),
      assumedRoleUser: { assumedRoleId: user.AssumedRoleId, arn: user.Arn },
      packedPolicySize: narrowed ? size : undefined,
      sourceIdentity: identity,
    },
  };
}

/**
 * AssumeRole (STS 2011-06-15): trust, external id, session policies, session tags, source identity (which needs
 * sts:SetSourceIdentity on both sides and then stays for ever), duration. The credentials it gives restrict for real.
 */
export function assumeRole(call: Call, form: JsonObject): JsonObject {
  const input = readAssumeRole(form);
  const target = {
    request: toShownParameters(input),
    roleAccount: input.RoleArn.split(':')[4],
    roleArn: input.RoleArn,
  };
  return recording(call, 'AssumeRole', target, () => perform(call, input));
}
