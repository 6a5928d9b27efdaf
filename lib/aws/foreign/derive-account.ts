import 'server-only';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { toClientSettings } from '@/lib/aws/client-settings';
import { parseArn } from '@/lib/domain/arn';
import { readLoosely } from './read-loosely';

/** What imitators call an account that they know nothing of. */
const ZEROS = '000000000000';

/** The account that a foreign endpoint's first secret names, for where it has no STS; zeros where it names none. */
export async function deriveAccount(region: string): Promise<string> {
  const client = new SecretsManagerClient(toClientSettings({}, region, 1));
  readLoosely(client);
  try {
    const { SecretList = [] } = await client.send(new ListSecretsCommand({ MaxResults: 1 }));
    const accounts = SecretList.map(({ ARN }) => parseArn(ARN ?? '')?.accountId);
    return accounts.find((account) => /^\d{12}$/.test(account ?? '')) ?? ZEROS;
  } catch {
    // Whether it can be listed at all, the scope's health will say.
    return ZEROS;
  } finally {
    client.destroy();
  }
}
