import 'server-only';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Scope } from '@/lib/domain/scope';
import type { AwsOptions } from './aws-options';
import type { CallCounter } from './count-calls';
import { SDK_ATTEMPTS, toClientSettings } from './client-settings';
import { readLoosely } from './foreign/read-loosely';
import { getAccount } from './get-account';
import type { ReadCredentials } from './read-credentials';

export interface ReadClients {
  secrets: SecretsManagerClient;
  /** For listings of many calls at once, which keep a pace of their own. */
  pages: SecretsManagerClient;
  trail: CloudTrailClient;
  /** The endpoint need not be AWS. */
  foreign: boolean;
}

/** Clients that read a scope, made once each. Throws where the configuration gives no way into the account. */
export function createReadClients(
  options: AwsOptions,
  counter: CallCounter,
  credentialsOf: ReadCredentials,
): (scope: Scope) => ReadClients {
  const clientsOf = new Map<string, ReadClients>();

  return (scope) => {
    const known = clientsOf.get(scope.id);
    if (known) return known;
    const account = getAccount(options, scope);
    const credentials = credentialsOf(account);
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
