import { createHash, randomBytes } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import { toTrailTime } from '@/lib/local-aws/cloudtrail/session-context';
import { toSessionCaller, type Role, type Session } from '@/lib/local-aws/iam/identity';
import { issueCredentials, type Credentials } from '@/lib/local-aws/iam/session-token';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import {
  invalid,
  readAssumeRole,
  readSessionPolicy,
  toShownParameters,
  type AssumeRoleInput,
} from './assume-role-input';
import { recordSts } from './record-sts';
import { requireTrust } from './require-trust';

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

function createSession(call: Call, input: AssumeRoleInput): Session {
  const role = requireTrust(call, call.world.roles.get(input.RoleArn), 'sts:AssumeRole', input);
  const sourceIdentity = keptIdentity(call, input);
  if (sourceIdentity !== undefined)
    requireTrust(call, role, 'sts:SetSourceIdentity', { ...input, SourceIdentity: sourceIdentity });
  const seconds = requireDuration(call, role, input.DurationSeconds ?? 3600);
  const issuedAt = Math.floor(call.now / 1000) * 1000;
  return {
    role,
    sessionName: input.RoleSessionName,
    sourceIdentity,
    sessionPolicy: readSessionPolicy(input.Policy),
    issuedAt,
    expiresAt: issuedAt + seconds * 1000,
    mfa: false,
  };
}

function newAccessKeyId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `ASIA${Array.from(randomBytes(16), (byte) => letters.charAt(byte % 32)).join('')}`;
}

/** The record shows the new key's id, never its secret, and of the token only a mark. */
function toShownAnswer(session: Session, keys: Credentials, user: { AssumedRoleId: string; Arn: string }): JsonObject {
  return {
    credentials: {
      accessKeyId: keys.accessKeyId,
      sessionToken: createHash('sha256').update(keys.sessionToken).digest('hex'),
      expiration: toTrailTime(session.expiresAt),
    },
    assumedRoleUser: { assumedRoleId: user.AssumedRoleId, arn: user.Arn },
    sourceIdentity: session.sourceIdentity,
  };
}

function perform(call: Call, input: AssumeRoleInput): { answer: JsonObject; shown: JsonObject } {
  const session = createSession(call, input);
  const keys = issueCredentials(call.world, newAccessKeyId(), session, input.Policy);
  const user = {
    AssumedRoleId: `${session.role.roleId}:${session.sessionName}`,
    Arn: toSessionCaller(session, keys.accessKeyId).arn,
  };
  const answer = {
    AssumedRoleUser: user,
    Credentials: {
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      SessionToken: keys.sessionToken,
      Expiration: toTrailTime(session.expiresAt),
    },
    PackedPolicySize: input.Policy === undefined ? undefined : Math.ceil((input.Policy.length / 2048) * 100),
    SourceIdentity: session.sourceIdentity,
  };
  return { answer, shown: toShownAnswer(session, keys, user) };
}

/**
 * AssumeRole (STS 2011-06-15): trust, external id, session policy, source identity (which needs sts:SetSourceIdentity on
 * both sides and then stays for ever), duration. The credentials it gives restrict for real.
 */
export function assumeRole(call: Call, form: JsonObject): JsonObject {
  const input = readAssumeRole(form);
  const target = {
    request: toShownParameters(input),
    roleAccount: input.RoleArn.split(':')[4],
    roleArn: input.RoleArn,
  };
  try {
    const { answer, shown } = perform(call, input);
    recordSts(call, 'AssumeRole', { ...target, response: shown });
    return answer;
  } catch (error) {
    if (error instanceof AwsError) recordSts(call, 'AssumeRole', { ...target, response: null, error });
    throw error;
  }
}
