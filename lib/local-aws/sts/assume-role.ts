import { createHash, randomBytes } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import { toTrailTime } from '@/lib/local-aws/cloudtrail/user-identity';
import { refuseAssume } from '@/lib/local-aws/iam/authorize';
import { namesOf, toSessionCaller, type Role, type Session } from '@/lib/local-aws/iam/identity';
import { evaluate } from '@/lib/local-aws/iam/evaluate';
import { parsePolicy, PolicySyntaxError, type Policy } from '@/lib/local-aws/iam/policy';
import { issueCredentials } from '@/lib/local-aws/iam/session-token';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, readInput, required, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { recordSts } from './record-sts';

const nameLike = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/, patternText: '[\\w+=,.@-]*' };

const shape = {
  RoleArn: required(text({ min: 20, max: 2048 }), ''),
  RoleSessionName: required(text(nameLike), ''),
  DurationSeconds: integer({ min: 900, max: 43_200 }),
  ExternalId: text({ min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/, patternText: '[\\w+=,.@:\\/-]*' }),
  Policy: text({ min: 1 }),
  SourceIdentity: text(nameLike),
};
type Input = { [K in keyof typeof shape]: ReturnType<(typeof shape)[K]> };

const invalid = (message: string) => new AwsError('ValidationError', message);

function readSessionPolicy(source: string | undefined): Policy | undefined {
  if (source === undefined) return undefined;
  if (source.length > 2048)
    throw invalid(
      `1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048`,
    );
  try {
    return parsePolicy(source);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    throw new AwsError('MalformedPolicyDocument', error.message);
  }
}

/** An action on the role must be allowed by the role's trust and, but for trust in the caller itself, by the caller's policies. */
function requireTrust(call: Call, role: Role | undefined, roleArn: string, action: string, input: Input): Role {
  const { caller } = call;
  const context = {
    'sts:RoleSessionName': [input.RoleSessionName],
    'sts:ExternalId': input.ExternalId === undefined ? undefined : [input.ExternalId],
    'sts:SourceIdentity': input.SourceIdentity === undefined ? undefined : [input.SourceIdentity],
    'aws:PrincipalArn': [caller.kind === 'session' ? caller.session.role.arn : caller.arn],
    'aws:PrincipalAccount': [caller.account],
  };
  const request = { action, resource: roleArn, context };
  const policies = caller.kind === 'session' ? caller.session.role.policies : caller.user.policies;
  const own = evaluate(policies, request);
  const session = caller.kind === 'session' ? caller.session.sessionPolicy : undefined;
  const restricted = session !== undefined && evaluate([session], request) !== 'allow';
  const trusted = role !== undefined && evaluate([role.trust], request, namesOf(caller)) === 'allow';
  const isRoot = caller.kind === 'user' && caller.user.root === true;
  if (role === undefined || !trusted || own !== 'allow' || restricted || isRoot)
    throw refuseAssume(caller, action, roleArn);
  return role;
}

function readRoleInput(form: JsonObject): Input {
  const seconds = form.DurationSeconds;
  const numeric = typeof seconds === 'string' && /^-?\d+$/.test(seconds) ? Number(seconds) : seconds;
  const input = readInput(shape, { ...form, DurationSeconds: numeric }, 'ValidationError');
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(input.RoleArn)) throw invalid(`${input.RoleArn} is invalid`);
  if (input.SourceIdentity?.toLowerCase().startsWith('aws:') === true)
    throw invalid(
      "1 validation error detected: Value at 'sourceIdentity' failed to satisfy constraint: Member must not start with 'aws:'",
    );
  return input;
}

function createSession(call: Call, role: Role, input: Input): Session {
  const { caller, now } = call;
  const chained = caller.kind === 'session';
  const seconds = input.DurationSeconds ?? 3600;
  if (seconds > (chained ? 3600 : role.maxSessionSeconds))
    throw invalid(
      chained
        ? 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining'
        : 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  const before = chained ? caller.session.sourceIdentity : undefined;
  if (before !== undefined && input.SourceIdentity !== undefined && before !== input.SourceIdentity)
    throw invalid('The source identity cannot be changed.');
  const sourceIdentity = before ?? input.SourceIdentity;
  const issuedAt = Math.floor(now / 1000) * 1000;
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

function shownParameters(input: Input): JsonObject {
  return {
    roleArn: input.RoleArn,
    roleSessionName: input.RoleSessionName,
    durationSeconds: input.DurationSeconds,
    externalId: input.ExternalId,
    policy: input.Policy,
    sourceIdentity: input.SourceIdentity,
  };
}

function newAccessKeyId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `ASIA${Array.from(randomBytes(16), (byte) => letters.charAt(byte % 32)).join('')}`;
}

/**
 * AssumeRole (STS 2011-06-15): trust, external id, session policy, source identity (which needs sts:SetSourceIdentity on
 * both sides and then stays for ever), duration. The credentials it gives restrict for real.
 */
export function assumeRole(call: Call, form: JsonObject): JsonObject {
  const input = readRoleInput(form);
  const role = call.world.roles.get(input.RoleArn);
  const target = { roleAccount: input.RoleArn.split(':')[4], roleArn: input.RoleArn };
  try {
    const trusted = requireTrust(call, role, input.RoleArn, 'sts:AssumeRole', input);
    const carried = call.caller.kind === 'session' ? call.caller.session.sourceIdentity : undefined;
    if (input.SourceIdentity !== undefined || carried !== undefined)
      requireTrust(call, trusted, input.RoleArn, 'sts:SetSourceIdentity', {
        ...input,
        SourceIdentity: input.SourceIdentity ?? carried,
      });
    const session = createSession(call, trusted, input);
    const keys = issueCredentials(call.world, newAccessKeyId(), session, input.Policy);
    const assumed = toSessionCaller(session, keys.accessKeyId);
    const user = { AssumedRoleId: `${trusted.roleId}:${session.sessionName}`, Arn: assumed.arn };
    const packed = input.Policy === undefined ? undefined : Math.ceil((input.Policy.length / 2048) * 100);
    const shown = {
      accessKeyId: keys.accessKeyId,
      sessionToken: createHash('sha256').update(keys.sessionToken).digest('hex'),
      expiration: toTrailTime(session.expiresAt),
    };
    const response = {
      credentials: shown,
      assumedRoleUser: { assumedRoleId: user.AssumedRoleId, arn: user.Arn },
      sourceIdentity: session.sourceIdentity,
    };
    recordSts(call, 'AssumeRole', { request: shownParameters(input), response, ...target });
    return {
      AssumedRoleUser: user,
      Credentials: {
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: keys.secretAccessKey,
        SessionToken: keys.sessionToken,
        Expiration: new Date(session.expiresAt).toISOString().replace('.000', ''),
      },
      PackedPolicySize: packed,
      SourceIdentity: session.sourceIdentity,
    };
  } catch (error) {
    if (error instanceof AwsError)
      recordSts(call, 'AssumeRole', { request: shownParameters(input), response: null, error, ...target });
    throw error;
  }
}
