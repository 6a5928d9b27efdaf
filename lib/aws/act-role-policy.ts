import 'server-only';
import type { Scope } from '@/lib/domain/scope';
import type { Act } from './aws-options';
import { toViaService } from './session-policy';

interface Facts {
  scope: Scope;
  act: Act;
  /** ARN that Keyledger runs as, or null where only its account is known. */
  ownAccountId: string | null;
  externalId: string | null;
}

/** The role's policy: wide over secrets, because each session is narrowed to one act on one ARN. */
function toRoleStatements({ scope, act }: Facts): object[] {
  const secrets = `arn:${scope.partition}:secretsmanager:*:${scope.accountId}:secret:*`;
  if (act === 'reveal')
    return [
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secrets },
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: `arn:${scope.partition}:kms:*:*:key/*`,
        Condition: { StringLike: { 'kms:ViaService': anyRegion(toViaService(scope), scope.region) } },
      },
    ];
  if (act === 'rotate')
    return [
      {
        Effect: 'Allow',
        Action: ['secretsmanager:RotateSecret', 'secretsmanager:DescribeSecret'],
        Resource: secrets,
      },
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: `arn:${scope.partition}:lambda:*:${scope.accountId}:function:*`,
      },
    ];
  return [
    { Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: secrets },
    {
      Effect: 'Allow',
      Action: 'secretsmanager:UpdateSecretVersionStage',
      Resource: secrets,
      Condition: { StringEquals: { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPENDING'] } },
    },
  ];
}

const anyRegion = (hosts: string | string[], region: string): string[] =>
  [hosts].flat().map((host) => host.replace(region, '*'));

/**
 * The text to paste for an act that has no role: the role's policy, its trust policy (with
 * `sts:SetSourceIdentity`, without which AWS refuses to be told the person), and where to name it.
 */
export function toActRolePolicy(facts: Facts): string {
  const principal = `arn:${facts.scope.partition}:iam::${facts.ownAccountId ?? facts.scope.accountId}:root`;
  const conditions = {
    StringLike: { 'sts:SourceIdentity': '*' },
    ...(facts.externalId === null ? {} : { StringEquals: { 'sts:ExternalId': facts.externalId } }),
  };
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    Condition: conditions,
  };
  return [
    `1. Policy of the ${facts.act} role in account ${facts.scope.accountId}:`,
    print(toRoleStatements(facts)),
    '2. Its trust policy (name the role or user that Keyledger runs as instead of the whole account):',
    print([trust]),
    `3. In keyledger.yaml, under the account ${facts.scope.accountId}: roles.${facts.act}: <ARN of the role>`,
  ].join('\n\n');
}

const print = (Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
