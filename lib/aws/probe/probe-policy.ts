import 'server-only';
import { FUNCTION_ACTIONS, LOG_ACTION } from '@/lib/domain/diagnosis/actions';
import { CANCEL_ACTION } from '@/lib/domain/roles/role-statements';
import { toLogGroup } from '@/lib/aws/look/to-function-facts';

/**
 * What a probe's session may do at most: name one secret and one function that do not exist, and list. Whatever is
 * wrong with the role, such a session can read no value and change nothing.
 */
export const toProbePolicy = ({ arn, functionArn }: { arn: string; functionArn: string }): string =>
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
          CANCEL_ACTION,
        ],
        Resource: arn,
      },
      { Effect: 'Allow', Action: FUNCTION_ACTIONS, Resource: functionArn },
      { Effect: 'Allow', Action: LOG_ACTION, Resource: toLogArns(functionArn) },
      {
        Effect: 'Allow',
        Action: ['secretsmanager:ListSecrets', 'secretsmanager:BatchGetSecretValue', 'cloudtrail:LookupEvents'],
        Resource: '*',
      },
    ],
  });

function toLogArns(functionArn: string): string[] {
  const [, partition, , region, account] = functionArn.split(':');
  const group = `arn:${partition}:logs:${region}:${account}:log-group:${toLogGroup(functionArn)}`;
  return [group, `${group}:*`];
}
