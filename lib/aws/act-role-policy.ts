import 'server-only';
import type { Scope } from '@/lib/domain/scope';
import type { Act } from './aws-options';
import { toPolicyText } from './policy-text';
import { toViaService } from './session-policy';

interface Facts {
  scope: Scope;
  act: Act;
  /** Account of the credentials that Keyledger runs with, or null where that is not known. */
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
  const { accountId } = facts.scope;
  return toPolicyText({ use: facts.act, accountId, statements: toRoleStatements(facts), trust });
}
