import 'server-only';
import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AppError } from '@/lib/domain/errors';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { toAppError } from './to-app-error';
import { toObservedSecret } from './to-observed-secret';

/** One secret by name or ARN (DescribeSecret): the freshest word on it. Throws `not_found`. */
export async function describeSecret(
  secrets: SecretsManagerClient,
  scope: Scope,
  secretId: string,
): Promise<ObservedSecret> {
  const call = { action: 'secretsmanager:DescribeSecret', scopeId: scope.id };
  try {
    const secret = toObservedSecret(
      await secrets.send(new DescribeSecretCommand({ SecretId: secretId })),
      scope,
      'describe',
    );
    if (secret) return secret;
  } catch (error) {
    throw toAppError(error, call);
  }
  const message = `${call.action} in ${scope.id}: the answer has no ARN.`;
  throw new AppError('upstream', message, {
    problem: { code: 'protocol', message, remedy: 'Check the endpoint URL.' },
  });
}
