import { parsePolicy, PolicySyntaxError, type Policy } from '@/lib/local-aws/iam/policy';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, readInput, required, text, type InputOf } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';

const nameLike = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/, patternText: '[\\w+=,.@-]*' };
const externalId = { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/, patternText: '[\\w+=,.@:\\/-]*' };

/** Members and limits of the service model (STS 2011-06-15, AssumeRoleRequest). */
const members = {
  RoleArn: required(text({ min: 20, max: 2048 }), ''),
  RoleSessionName: required(text(nameLike), ''),
  DurationSeconds: integer({ min: 900, max: 43_200 }),
  ExternalId: text(externalId),
  Policy: text({ min: 1, max: 2048, sensitive: true }),
  SourceIdentity: text(nameLike),
};
export type AssumeRoleInput = InputOf<typeof members>;

export const invalid = (message: string) => new AwsError('ValidationError', message);

/** Reads the form of an AssumeRole; refuses in STS's words (recorded: test_sts_invalid_parameters). */
export function readAssumeRole(form: JsonObject): AssumeRoleInput {
  const seconds = form.DurationSeconds;
  const numeric = typeof seconds === 'string' && /^-?\d+$/.test(seconds) ? Number(seconds) : seconds;
  const input = readInput(members, { ...form, DurationSeconds: numeric }, 'ValidationError');
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(input.RoleArn)) throw invalid(`${input.RoleArn} is invalid`);
  if (input.SourceIdentity?.toLowerCase().startsWith('aws:') === true)
    throw invalid(
      "1 validation error detected: Value at 'sourceIdentity' failed to satisfy constraint: Member must not start with 'aws:'",
    );
  return input;
}

export function readSessionPolicy(source: string | undefined): Policy | undefined {
  try {
    return source === undefined ? undefined : parsePolicy(source);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    throw new AwsError('MalformedPolicyDocument', error.message);
  }
}

/** The parameters as the record shows them. */
export function toShownParameters(input: AssumeRoleInput): JsonObject {
  return {
    roleArn: input.RoleArn,
    roleSessionName: input.RoleSessionName,
    durationSeconds: input.DurationSeconds,
    externalId: input.ExternalId,
    policy: input.Policy,
    sourceIdentity: input.SourceIdentity,
  };
}
