import 'server-only';
import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { toFailure } from '@/lib/aws/failure';
import { toFailureKind } from '@/lib/aws/failure-kind';
import type { EndpointFacts } from '@/lib/domain/endpoint/endpoint-facts';

/** A name that nobody gives a secret. */
export const NO_SECRET = 'keyledger-probe/there-is-no-such-secret';

/** How the endpoint refuses to describe a secret that is not there. */
export async function askForNothing(secrets: SecretsManagerClient): Promise<EndpointFacts['refusal']> {
  try {
    await secrets.send(new DescribeSecretCommand({ SecretId: NO_SECRET }));
    return null;
  } catch (error) {
    const failure = toFailure(error);
    const kind = toFailureKind(failure);
    if (kind.code === 'not_found') return failure.status === 400 ? 'as-aws' : 'other-status';
    if (kind.problem === 'unsupported' && !failure.unreadable) return 'unsupported';
    return failure.unreadable ? 'unreadable' : null;
  }
}
