import 'server-only';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AppError } from '@/lib/domain/errors';
import type { ActingPerson, ActRole, ActTrace } from '@/lib/domain/ports/aws';
import type { Scope } from '@/lib/domain/scope';
import { toPasteText } from '@/lib/domain/roles/paste-text';
import { assumeRole } from './assume-role';
import type { Act, AwsOptions } from './aws-options';
import { toClientSettings } from './client-settings';
import { toScopeRoles } from './discovery-roles';
import { getAccount } from './get-account';
import { toSessionPolicy, type ActScope } from './session-policy';

/** AWS's minimum for DurationSeconds; a session serves one act. */
const DURATION_SECONDS = 900;

export interface ActSession {
  client: SecretsManagerClient;
  trace: Omit<ActTrace, 'awsRequestId'>;
}

export function actRole(options: AwsOptions, scope: Scope, act: Act): ActRole {
  const account = getAccount(options, scope);
  const roleArn = account.roles[act];
  return {
    roleArn,
    ownCredentials: roleArn === null && options.demoOverForeignEndpoint,
    policy: toPasteText(act, toScopeRoles(options, scope)),
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
  } catch (error) {
    throw toTraced(error, session.trace);
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
    return { client, trace: { accessKeyId: null, sessionName: null, personKnownToAws: false } };
  }
  const told = { sessionName: person.sessionName, personKnownToAws: true };
  const credentials = await assumeRole(options, {
    region: scope.region,
    accountId: scope.accountId,
    roleArn: role.roleArn,
    externalId: getAccount(options, scope).externalId,
    sessionName: person.sessionName,
    sourceIdentity: person.name,
    policy: toSessionPolicy(scope, what),
    durationSeconds: DURATION_SECONDS,
  }).catch((error: unknown) => {
    throw toTraced(error, { ...told, accessKeyId: null });
  });
  const client = new SecretsManagerClient({ ...settings, credentials });
  return { client, trace: { ...told, accessKeyId: credentials.accessKeyId } };
}

/** The same error, with what AWS was told of who acts. */
function toTraced(error: unknown, trace: ActSession['trace']): unknown {
  if (error instanceof AppError) error.trace = { ...trace, awsRequestId: error.awsRequestId ?? null };
  return error;
}
