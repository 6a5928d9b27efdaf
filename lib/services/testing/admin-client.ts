import 'server-only';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Scope } from '@/lib/domain/scope';
import { adminUsers } from '@/lib/local-aws/seed/identities';

/** What an administrator does past Keyledger: the real SDK with the account's own keys. */
export function adminClient(endpoint: string, scope: Scope): SecretsManagerClient {
  const admin = adminUsers.find(({ account }) => account === scope.accountId);
  if (!admin) throw new Error(`no administrator of ${scope.accountId}`);
  const { accessKeyId, secretAccessKey } = admin;
  return new SecretsManagerClient({
    endpoint,
    region: scope.region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
}
