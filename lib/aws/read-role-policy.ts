import 'server-only';
import type { Scope } from '@/lib/domain/scope';
import { toPolicyText } from './policy-text';

interface Facts {
  scope: Scope;
  /** Account of the credentials that Keyledger runs with, or null where that is not known. */
  ownAccountId: string | null;
  externalId: string | null;
}

/**
 * The text to paste for the role that reads an account: metadata, versions, resource policies and
 * CloudTrail's events, and no value whatever else may be granted to it (aws-facts §5.2).
 */
export function toReadRolePolicy({ scope, ownAccountId, externalId }: Facts): string {
  const statements = [
    { Effect: 'Allow', Action: ['secretsmanager:ListSecrets', 'cloudtrail:LookupEvents'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:ListSecretVersionIds',
        'secretsmanager:GetResourcePolicy',
      ],
      Resource: `arn:${scope.partition}:secretsmanager:*:${scope.accountId}:secret:*`,
    },
    {
      Effect: 'Deny',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
      Resource: '*',
    },
  ];
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `arn:${scope.partition}:iam::${ownAccountId ?? scope.accountId}:root` },
    Action: 'sts:AssumeRole',
    ...(externalId === null ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  };
  return toPolicyText({ use: 'read', accountId: scope.accountId, statements, trust });
}
