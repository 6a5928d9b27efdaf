import 'server-only';
import { listSecrets } from '@/lib/aws/list-secrets';
import type { ReadClients } from '@/lib/aws/read-clients';
import { AppError } from '@/lib/domain/errors';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';

/** One secret by ARN or name where DescribeSecret is unknown: as the listing has it. Throws `not_found`. */
export async function describeInListing(clients: ReadClients, scope: Scope, secretId: string): Promise<ObservedSecret> {
  for await (const page of listSecrets(clients, scope)) {
    const found = page.find(({ arn, name }) => arn === secretId || name === secretId);
    if (found) return found;
  }
  throw new AppError('not_found', `secretsmanager:ListSecrets in ${scope.id}: the secret is not in the listing.`);
}
