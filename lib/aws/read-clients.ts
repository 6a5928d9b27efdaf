import 'server-only';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AppError } from '@/lib/domain/errors';
import type { Scope } from '@/lib/domain/scope';
import type { AwsAccount, AwsOptions, BaseCredentials } from './aws-options';
import type { CallCounter } from './count-calls';
import { SDK_ATTEMPTS, toClientSettings } from './client-settings';
import { readLoosely } from './foreign/read-loosely';
import { createReadCredentials } from './read-credentials';

export interface ReadClients {
  secrets: SecretsManagerClient;
  /** For listings of many calls at once, which keep a pace of their own. */
  pages: SecretsManagerClient;
  trail: CloudTrailClient;
  /** The endpoint need not be AWS. */
  foreign: boolean;
}

/** Clients that read a scope, made once each. Throws where the configuration gives no way into the account. */
export function createReadClients(options: AwsOptions, counter: CallCounter): (scope: Scope) => ReadClients {
  const credentialsOf = new Map<string, BaseCredentials | undefined>();
  const clientsOf = new Map<string, ReadClients>();

  function findCredentials(account: AwsAccount): BaseCredentials | undefined {
    if (!credentialsOf.has(account.accountId)) {
      const { read } = account.roles;
      const credentials = read === null ? options.credentials : createReadCredentials(options, account, read);
      credentialsOf.set(account.accountId, credentials);
    }
    return credentialsOf.get(account.accountId);
  }

  return (scope) => {
    const known = clientsOf.get(scope.id);
    if (known) return known;
    const account = getAccount(options, scope);
    refuseForeignAccount(options, account);
    const credentials = findCredentials(account);
    const as = credentials ? { credentials } : {};
    const foreign = options.demoOverForeignEndpoint;
    const clients = {
      foreign,
      secrets: new SecretsManagerClient({ ...toClientSettings(options, scope.region, SDK_ATTEMPTS), ...as }),
      // No retry by the SDK: its quick ones would break the pace that AWS asks for.
      pages: new SecretsManagerClient({ ...toClientSettings(options, scope.region, 1), ...as }),
      trail: new CloudTrailClient({ ...toClientSettings(options, scope.region, 1), ...as }),
    };
    // What it prints goes nowhere, and to prepare it takes an eighth of what reading a page does.
    clients.pages.middlewareStack.remove('loggerMiddleware');
    if (foreign) readLoosely(clients.secrets);
    counter.watch(scope.id, clients);
    clientsOf.set(scope.id, clients);
    return clients;
  };
}

export function getAccount(options: AwsOptions, scope: Scope): AwsAccount {
  const account = options.accounts.find(({ accountId }) => accountId === scope.accountId);
  if (account) return account;
  throw new AppError('internal', `Account ${scope.accountId} is not in the configuration.`);
}

// Without this the secrets of our own account would be shown as those of the other.
function refuseForeignAccount({ ownAccountId }: AwsOptions, account: AwsAccount): void {
  if (account.roles.read !== null || ownAccountId === null || account.accountId === ownAccountId) return;
  const message = `No read role is configured for account ${account.accountId}; the credentials belong to ${ownAccountId}.`;
  throw new AppError('upstream', message, {
    problem: { code: 'denied', message, remedy: `Name a role at roles.read of account ${account.accountId}.` },
  });
}
