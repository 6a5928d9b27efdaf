import 'server-only';
import { randomUUID } from 'node:crypto';
import { LookupEventsCommand, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { FilterLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, GetPolicyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  BatchGetSecretValueCommand,
  CancelRotateSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  RotateSecretCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { toLogGroup } from '@/lib/aws/look/to-function-facts';
import { OPTIONAL_ACTIONS } from '@/lib/domain/diagnosis/actions';
import type { Pacer } from '@/lib/aws/pacer';
import type { ProbedCall, RoleProbe } from '@/lib/domain/roles/role-probe';
import { CANCEL_ACTION } from '@/lib/domain/roles/role-statements';
import { toProbeAnswer } from './probe-answer';

export interface Probing {
  secrets: SecretsManagerClient;
  trail: CloudTrailClient;
  lambda: LambdaClient;
  logs: CloudWatchLogsClient;
  /** CloudTrail's two calls a second are shared with the reading of history. */
  pacer: Pacer;
  scopeId: string;
  /** Of a secret that cannot exist. */
  arn: string;
  /** Of a function that cannot exist. */
  functionArn: string;
}

/** AWS refuses a batch as a whole, or each secret in it. */
async function batch({ secrets, arn }: Probing): Promise<void> {
  const { Errors = [] } = await secrets.send(new BatchGetSecretValueCommand({ SecretIdList: [arn] }));
  const [error] = Errors;
  if (error)
    throw Object.assign(new Error(error.Message ?? ''), { name: error.ErrorCode ?? 'Unknown', $fault: 'client' });
}

const CALLS: Record<string, (probing: Probing) => Promise<unknown>> = {
  'secretsmanager:ListSecrets': ({ secrets }) => secrets.send(new ListSecretsCommand({ MaxResults: 1 })),
  'cloudtrail:LookupEvents': ({ trail, pacer, scopeId }) =>
    pacer.run(scopeId, () => trail.send(new LookupEventsCommand({ MaxResults: 1 }))),
  'secretsmanager:DescribeSecret': ({ secrets, arn: SecretId }) =>
    secrets.send(new DescribeSecretCommand({ SecretId })),
  'secretsmanager:ListSecretVersionIds': ({ secrets, arn: SecretId }) =>
    secrets.send(new ListSecretVersionIdsCommand({ SecretId })),
  'secretsmanager:GetResourcePolicy': ({ secrets, arn: SecretId }) =>
    secrets.send(new GetResourcePolicyCommand({ SecretId })),
  'secretsmanager:GetSecretValue': ({ secrets, arn: SecretId }) =>
    secrets.send(new GetSecretValueCommand({ SecretId })),
  'secretsmanager:BatchGetSecretValue': batch,
  'secretsmanager:RotateSecret': ({ secrets, arn: SecretId }) =>
    secrets.send(new RotateSecretCommand({ SecretId, ClientRequestToken: randomUUID() })),
  'secretsmanager:UpdateSecretVersionStage': ({ secrets, arn: SecretId }) =>
    secrets.send(
      new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSPENDING', RemoveFromVersionId: randomUUID() }),
    ),
  [CANCEL_ACTION]: ({ secrets, arn: SecretId }) => secrets.send(new CancelRotateSecretCommand({ SecretId })),
  'lambda:GetFunctionConfiguration': ({ lambda, functionArn: FunctionName }) =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
  'lambda:GetPolicy': ({ lambda, functionArn: FunctionName }) => lambda.send(new GetPolicyCommand({ FunctionName })),
  // Of the first millisecond of 1970, in which nothing was logged.
  'logs:FilterLogEvents': ({ logs, functionArn }) =>
    logs.send(
      new FilterLogEventsCommand({ logGroupName: toLogGroup(functionArn), startTime: 0, endTime: 1, limit: 1 }),
    ),
};

const VALUES = ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'];
const READING = [
  'secretsmanager:ListSecrets',
  'cloudtrail:LookupEvents',
  'secretsmanager:DescribeSecret',
  'secretsmanager:ListSecretVersionIds',
  'secretsmanager:GetResourcePolicy',
];

/** What is tried with whom: what they are for, and the reading of values. */
export const ACTIONS = {
  read: [...READING, ...VALUES],
  reveal: VALUES,
  rotate: ['secretsmanager:DescribeSecret', 'secretsmanager:RotateSecret', ...OPTIONAL_ACTIONS, ...VALUES],
  recover: ['secretsmanager:DescribeSecret', 'secretsmanager:UpdateSecretVersionStage', CANCEL_ACTION, ...VALUES],
  own: VALUES,
} as const satisfies Record<RoleProbe['use'], readonly string[]>;

/** One call after the other; an endpoint that is not there is not asked again. */
export async function probeCalls(probing: Probing, actions: readonly string[]): Promise<ProbedCall[]> {
  const probed: ProbedCall[] = [];
  for (const action of actions) {
    const call = CALLS[action];
    if (!call) continue;
    const answer = await toProbeAnswer({ action, scopeId: probing.scopeId }, call(probing));
    probed.push({ action, answer });
    if (answer.kind === 'unclear' && (answer.code === 'unreachable' || answer.code === 'region_off')) break;
  }
  return probed;
}
