import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { assumeRole, type RoleRequest, type SessionCredentials } from './assume-role';
import type { AwsAccount, AwsOptions, BaseCredentials } from './aws-options';

const DURATION_SECONDS = 3_600;
/** Renewed so early that no call in flight outlives its session. */
const RENEW_BEFORE_MILLISECONDS = 5 * 60_000;

const SESSION_NAME = 'keyledger-read';

type Session = Pick<RoleRequest, 'region' | 'accountId' | 'roleArn' | 'externalId' | 'sessionName'>;

/**
 * Credentials of a role that reads, for the SDK: one session shared by all that is asked with it, renewed in time, asked
 * for once however many callers wait. A failure is not remembered.
 */
function createRoleCredentials(options: AwsOptions, session: Session): () => Promise<SessionCredentials> {
  let current: Promise<SessionCredentials> | null = null;
  let renewAt = 0;
  return async () => {
    if (current !== null && Date.now() < renewAt) return current;
    renewAt = Number.POSITIVE_INFINITY;
    current = assumeRole(options, {
      ...session,
      sourceIdentity: null,
      policy: null,
      durationSeconds: DURATION_SECONDS,
    });
    try {
      const begun = await current;
      renewAt = begun.expiration.getTime() - RENEW_BEFORE_MILLISECONDS;
      return begun;
    } catch (error) {
      current = null;
      throw error;
    }
  };
}

/** Those of an account's read role, shared by all of its scopes. */
const createReadCredentials = (options: AwsOptions, account: AwsAccount, roleArn: string) =>
  createRoleCredentials(options, {
    region: account.regions[0] ?? 'us-east-1',
    accountId: account.accountId,
    roleArn,
    externalId: account.externalId,
    sessionName: SESSION_NAME,
  });

/** As whom something is read that no account of the configuration stands for: a bucket, the keys of a region. */
export interface ReadAs {
  /** null: the credentials that Keyledger runs with. */
  role: string | null;
  externalId: string | null;
  /** Where the role's session is asked for. */
  region: string;
}

/** What that is read with; undefined: the SDK's default chain. */
export function credentialsOf(
  options: AwsOptions,
  { role, externalId, region }: ReadAs,
  sessionName = SESSION_NAME,
): BaseCredentials | undefined {
  if (role === null) return options.credentials;
  const accountId = role.split(':')[4] ?? '';
  return createRoleCredentials(options, { region, accountId, roleArn: role, externalId, sessionName });
}

/** What an account is read with; undefined: the SDK's default chain. */
export type ReadCredentials = (account: AwsAccount) => BaseCredentials | undefined;

/** The credentials of each account, shared by all that reads it. Throws where the configuration gives no way into it. */
export function keepReadCredentials(options: AwsOptions): ReadCredentials {
  const kept = new Map<string, BaseCredentials | undefined>();
  return (account) => {
    refuseForeignAccount(options, account);
    if (!kept.has(account.accountId)) {
      const { read } = account.roles;
      kept.set(account.accountId, read === null ? options.credentials : createReadCredentials(options, account, read));
    }
    return kept.get(account.accountId);
  };
}

// Without this the secrets of our own account would be shown as those of the other.
function refuseForeignAccount({ ownAccountId }: AwsOptions, account: AwsAccount): void {
  if (account.roles.read !== null || ownAccountId === null || account.accountId === ownAccountId) return;
  const message = `No read role is configured for account ${account.accountId}; the credentials belong to ${ownAccountId}.`;
  throw new AppError('upstream', message, {
    problem: { code: 'denied', message, remedy: `Name a role at roles.read of account ${account.accountId}.` },
  });
}
