import 'server-only';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AwsAccount, AwsOptions, BaseCredentials } from '@/lib/aws/aws-options';
import { assumeRole, type SessionCredentials } from '@/lib/aws/assume-role';
import { SDK_ATTEMPTS, toClientSettings } from '@/lib/aws/client-settings';
import type { Pacer } from '@/lib/aws/pacer';
import type { ActingPerson } from '@/lib/domain/ports/aws';
import { isLet, type ProbeAnswer, type ProbedCall, type RoleProbe } from '@/lib/domain/roles/role-probe';
import type { RoleUse } from '@/lib/domain/roles/role-use';
import type { Scope } from '@/lib/domain/scope';
import { toOpeningAnswer } from './opening-answer';
import { ACTIONS, probeCalls } from './probe-calls';
import { toProbePolicy } from './probe-policy';

export interface Probe {
  options: AwsOptions;
  account: AwsAccount;
  scope: Scope;
  person: ActingPerson;
  pacer: Pacer;
  /** Of a secret that cannot exist. */
  arn: string;
  /** Of a function that cannot exist, named as those are that the policies are for. */
  functionArn: string;
}

/** AWS's minimum; a probe takes seconds. */
const DURATION_SECONDS = 900;

/** AssumeRole as it is done in earnest, but for what is left out; the session can do nothing but be refused or find nothing. */
async function open(
  { options, account, scope, person, ...of }: Probe,
  { use, roleArn, leave }: { use: RoleUse; roleArn: string; leave?: 'person' | 'externalId' },
): Promise<{ answer: ProbeAnswer; session: SessionCredentials | null }> {
  const named = use === 'read' || leave === 'person' ? null : person.name;
  const asked = assumeRole(options, {
    region: scope.region,
    accountId: account.accountId,
    roleArn,
    externalId: leave === 'externalId' ? null : account.externalId,
    sessionName: use === 'read' ? 'keyledger-read' : person.sessionName,
    sourceIdentity: named,
    policy: toProbePolicy(of),
    durationSeconds: DURATION_SECONDS,
  });
  const session = await asked.catch(() => null);
  return { answer: await toOpeningAnswer(asked), session };
}

async function callAll(
  probe: Probe,
  as: BaseCredentials | undefined,
  actions: readonly string[],
): Promise<ProbedCall[]> {
  const { options, scope, pacer, arn, functionArn } = probe;
  const credentials = as ? { credentials: as } : {};
  const settings = { ...toClientSettings(options, scope.region, SDK_ATTEMPTS), ...credentials };
  const secrets = new SecretsManagerClient(settings);
  const lambda = new LambdaClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  const trail = new CloudTrailClient({ ...toClientSettings(options, scope.region, 1), ...credentials });
  try {
    return await probeCalls({ secrets, trail, lambda, logs, pacer, scopeId: scope.id, arn, functionArn }, actions);
  } finally {
    for (const client of [secrets, trail, lambda, logs]) client.destroy();
  }
}

/** What a role lets and refuses, seen without touching a secret. */
export async function probeRole(probe: Probe, use: RoleUse): Promise<RoleProbe> {
  const roleArn = probe.account.roles[use];
  const nothing = { use, arn: roleArn, opened: null, withoutPerson: null, withoutExternalId: null, calls: [] };
  if (roleArn === null) return nothing;
  const { answer, session } = await open(probe, { use, roleArn });
  const without = async (leave: 'person' | 'externalId') => (await open(probe, { use, roleArn, leave })).answer;
  const opened = { ...nothing, opened: answer };
  if (answer.kind === 'unclear') return opened;
  const withoutPerson = use === 'read' ? null : await without('person');
  if (!isLet(answer) || session === null) return { ...opened, withoutPerson };
  return {
    ...opened,
    withoutPerson,
    withoutExternalId: probe.account.externalId === null ? null : await without('externalId'),
    calls: await callAll(probe, session, ACTIONS[use]),
  };
}

/** What Keyledger's own credentials let in their own account; where that has no read role, they read it too. */
export async function probeOwn(probe: Probe): Promise<RoleProbe> {
  const actions = probe.account.roles.read === null ? ACTIONS.read : ACTIONS.own;
  const calls = await callAll(probe, probe.options.credentials, actions);
  return { use: 'own', arn: probe.options.ownArn, opened: null, withoutPerson: null, withoutExternalId: null, calls };
}
