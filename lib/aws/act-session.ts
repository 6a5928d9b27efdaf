import 'server-only';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AppError } from '@/lib/domain/errors';
import type { ActingPerson, ActRole, ActTrace } from '@/lib/domain/ports/aws';
import type { Scope } from '@/lib/domain/scope';
import { toActRolePolicy } from './act-role-policy';
import { assumeRole } from './assume-role';
import type { Act, AwsOptions } from './aws-options';
import { toClientSettings } from './client-settings';
import { getAccount } from './read-clients';
import { toSessionPolicy, type ActScope } from './session-policy';

/** AWS's minimum for DurationSeconds; a session serves one act. */
const DURATION_SECONDS = 900;

export interface ActSession {
  client: SecretsManagerClient;
  trace: Omit<ActTrace, 'awsRequestId'>;
}

export function actRole(options: AwsOptions, scope: Scope, act: Act): ActRole {
  const { roles, externalId } = getAccount(options, scope);
  return {
    roleArn: roles[act],
    ownCredentials: roles[act] === null && options.demoOverForeignEndpoint,
    policy: toActRolePolicy({ scope, act, ownAccountId: options.ownAccountId, externalId }),
  };
}

/**
 * A client that may do this act on this ARN and nothing else, as this person. `attempts`: how often
 * the SDK may send the act; 1 where a second time is not the same as the first.
 */
export async function withActSession<T>(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  what: ActScope & { attempts: number },
  act: (session: ActSession) => Promise<T>,
): Promise<T> {
  const session = await openSession(options, scope, person, what);
  try {
    return await act(session);
  } finally {
    session.client.destroy();
  }
}

async function openSession(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  what: ActScope & { attempts: number },
): Promise<ActSession> {
  const settings = toClientSettings(options, scope.region, what.attempts);
  const role = actRole(options, scope, what.act);
  if (role.roleArn === null) {
    if (!role.ownCredentials)
      throw new AppError('forbidden', `No ${what.act} role is configured for account ${scope.accountId}.`, {
        remedy: role.policy,
      });
    const own = options.credentials ? { credentials: options.credentials } : {};
    const client = new SecretsManagerClient({ ...settings, ...own });
    return { client, trace: { accessKeyId: null, personKnownToAws: false } };
  }
  const credentials = await assumeRole(options, {
    region: scope.region,
    accountId: scope.accountId,
    roleArn: role.roleArn,
    externalId: getAccount(options, scope).externalId,
    sessionName: person.name,
    sourceIdentity: person.name,
    policy: toSessionPolicy(scope, what),
    durationSeconds: DURATION_SECONDS,
  });
  const client = new SecretsManagerClient({ ...settings, credentials });
  return { client, trace: { accessKeyId: credentials.accessKeyId, personKnownToAws: true } };
}
