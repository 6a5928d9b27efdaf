import { integer, required, text, type InputOf } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { policy, policyArns, serialNumber, sessionName, tagKeys, tags, tokenCode } from './members';
import { invalid, readQuery } from './read-query';

const externalId = { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/, patternText: '[\\w+=,.@:\\/-]*' };

/** Members and limits of the service model (STS 2011-06-15, AssumeRoleRequest). */
const members = {
  RoleArn: required(text({ min: 20, max: 2048 }), ''),
  RoleSessionName: required(text(sessionName), ''),
  DurationSeconds: integer({ min: 900, max: 43_200 }),
  ExternalId: text(externalId),
  Policy: policy,
  PolicyArns: policyArns,
  SourceIdentity: text(sessionName),
  Tags: tags,
  TransitiveTagKeys: tagKeys,
  SerialNumber: serialNumber,
  TokenCode: tokenCode,
};
export type AssumeRoleInput = InputOf<typeof members>;

export function readAssumeRole(form: JsonObject): AssumeRoleInput {
  const input = readQuery(members, form);
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(input.RoleArn)) throw invalid(`${input.RoleArn} is invalid`);
  if (input.SourceIdentity?.toLowerCase().startsWith('aws:') === true)
    throw invalid(
      "1 validation error detected: Value at 'sourceIdentity' failed to satisfy constraint: Member must not start with 'aws:'",
    );
  return input;
}

/** The parameters as the record shows them; tags stand nowhere else but here (aws-facts §5.1). */
export function toShownParameters(input: AssumeRoleInput): JsonObject {
  const { Tags = [], TransitiveTagKeys: transitive, PolicyArns: arns } = input;
  return {
    roleArn: input.RoleArn,
    roleSessionName: input.RoleSessionName,
    durationSeconds: input.DurationSeconds,
    externalId: input.ExternalId,
    policy: input.Policy,
    policyArns: arns?.map((entry) => ({ arn: entry?.arn })),
    sourceIdentity: input.SourceIdentity,
    principalTags: Tags.length === 0 ? undefined : Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
    transitiveTagKeys: transitive === undefined || transitive.length === 0 ? undefined : transitive,
    serialNumber: input.SerialNumber,
  };
}
