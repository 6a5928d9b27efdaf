import 'server-only';
import { describeSecret } from '@/lib/aws/describe-secret';
import type { ReadClients } from '@/lib/aws/read-clients';
import { concludeNoVersion } from '@/lib/aws/to-observed-secret';
import { toCallId } from '@/lib/domain/endpoint/stand-in-arn';
import { AppError } from '@/lib/domain/errors';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { describeInListing } from './describe-in-listing';
import { toKnownSecret } from './to-known-secret';

/** One secret by name or ARN, also where the endpoint knows no ARNs or no DescribeSecret. Throws `not_found`. */
export async function describeOne(clients: ReadClients, scope: Scope, secretId: string): Promise<ObservedSecret> {
  if (!clients.foreign) return concludeNoVersion(await describeSecret(clients.secrets, scope, secretId));
  try {
    return toKnownSecret(await describeSecret(clients.secrets, scope, toCallId(secretId)), scope);
  } catch (error) {
    const isMissing = error instanceof AppError && error.problem?.code === 'unsupported';
    if (!isMissing) throw error;
    return describeInListing(clients, scope, secretId);
  }
}
