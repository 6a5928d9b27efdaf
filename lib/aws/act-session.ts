import 'server-only';
import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import { AppError } from '@/lib/domain/errors';
import type { ActingPerson, ActRole, ActTrace } from '@/lib/domain/ports/aws';
import type { Scope } from '@/lib/domain/scope';
import { toPasteText } from '@/lib/domain/roles/paste-text';
import { assumeRole } from './assume-role';
import type { Act, AwsOptions, BaseCredentials } from './aws-options';
import { toClientSettings } from './client-settings';
import { toScopeRoles } from './discovery-roles';
import { getAccount } from './get-account';
import type { KeptConnections } from './keep-connections';
import { toSessionPolicy, type ActScope } from './session-policy';

/** AWS's minimum for DurationSeconds; a session serves one act. */
const DURATION_SECONDS = 900;

export interface ActSession<C = SecretsManagerClient> {
  client: C;
  trace: Omit<ActTrace, 'awsRequestId'>;
}

/** Who looks at a function or its log does so with the role that may have it invoked. */
const ROLE_OF = {
  reveal: 'reveal',
  rotate: 'rotate',
  recover: 'recover',
  cancel: 'recover',
  look: 'rotate',
  readLog: 'rotate',
} as const;

type Settings = Omit<ReturnType<typeof toClientSettings>, 'requestHandler'> & {
  requestHandler: NonNullable<SecretsManagerClientConfig['requestHandler']>;
  credentials?: BaseCredentials;
};

/** `kept`: connections that it shares; only of an act that may be sent twice. */
type Attempted = ActScope & { attempts: number; kept?: KeptConnections };

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
export const withActSession = async <T>(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  what: Attempted,
  act: (session: ActSession) => Promise<T>,
): Promise<T> => withClientSession(options, scope, person, what, (settings) => new SecretsManagerClient(settings), act);

/** The same with a client of another service. */
export async function withClientSession<C extends { destroy(): void }, T>(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  what: Attempted,
  toClient: (settings: Settings) => C,
  act: (session: ActSession<C>) => Promise<T>,
): Promise<T> {
  const { settings, trace } = await openSession(options, scope, person, what);
  const client = toClient(settings);
  try {
    return await act({ client, trace });
  } catch (error) {
    throw toTraced(error, trace);
  } finally {
    client.destroy();
  }
}

async function openSession(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  what: Attempted,
): Promise<{ settings: Settings; trace: ActSession['trace'] }> {
  const shared = what.kept ? { requestHandler: what.kept.requestHandler } : {};
  const settings = { ...toClientSettings(options, scope.region, what.attempts), ...shared };
  const use = ROLE_OF[what.act];
  const role = actRole(options, scope, use);
  if (role.roleArn === null) {
    if (!role.ownCredentials)
      throw new AppError('forbidden', `No ${use} role is configured for account ${scope.accountId}.`, {
        remedy: role.policy,
      });
    const own = options.credentials ? { credentials: options.credentials } : {};
    return {
      settings: { ...settings, ...own },
      trace: { accessKeyId: null, sessionName: null, personKnownToAws: false },
    };
  }
  const told = { sessionName: person.sessionName, personKnownToAws: true };
  const asked = {
    region: scope.region,
    accountId: scope.accountId,
    roleArn: role.roleArn,
    externalId: getAccount(options, scope).externalId,
    sessionName: person.sessionName,
    sourceIdentity: person.name,
    policy: toSessionPolicy(scope, what),
    durationSeconds: DURATION_SECONDS,
  };
  const credentials = await assumeRole(options, asked, what.kept).catch((error: unknown) => {
    throw toTraced(error, { ...told, accessKeyId: null });
  });
  return { settings: { ...settings, credentials }, trace: { ...told, accessKeyId: credentials.accessKeyId } };
}

/** The same error, with what AWS was told of who acts. */
function toTraced(error: unknown, trace: ActSession['trace']): unknown {
  if (error instanceof AppError) error.trace = { ...trace, awsRequestId: error.awsRequestId ?? null };
  return error;
}
