import 'server-only';

/**
 * What a probe's session may do at most: name one secret that does not exist, and list. Whatever is
 * wrong with the role, such a session can read no value and change nothing.
 */
export const toProbePolicy = (arn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:ListSecretVersionIds',
          'secretsmanager:GetResourcePolicy',
          'secretsmanager:GetSecretValue',
          'secretsmanager:RotateSecret',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        Resource: arn,
      },
      {
        Effect: 'Allow',
        Action: ['secretsmanager:ListSecrets', 'secretsmanager:BatchGetSecretValue', 'cloudtrail:LookupEvents'],
        Resource: '*',
      },
    ],
  });
