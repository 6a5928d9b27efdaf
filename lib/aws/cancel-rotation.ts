import 'server-only';
import { CancelRotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { toCallId } from '@/lib/domain/endpoint/stand-in-arn';
import type { ActingPerson, ActTrace } from '@/lib/domain/ports/aws';
import { CANCEL_ACTION } from '@/lib/domain/roles/role-statements';
import type { Scope } from '@/lib/domain/scope';
import { withActSession } from './act-session';
import type { AwsOptions } from './aws-options';
import { toAppError } from './to-app-error';

/**
 * Turns automatic rotation off and ends a rotation under way (CancelRotateSecret); AWSPENDING stays where it is. Sent
 * once only: AWS refuses a second time where rotation is off, which after a lost answer would look like a refusal.
 */
export async function cancelRotation(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  { arn }: { arn: string },
): Promise<{ trace: ActTrace }> {
  return withActSession(options, scope, person, { act: 'cancel', arn, attempts: 1 }, async ({ client, trace }) => {
    try {
      const answer = await client.send(new CancelRotateSecretCommand({ SecretId: toCallId(arn) }));
      return { trace: { ...trace, awsRequestId: answer.$metadata.requestId ?? null } };
    } catch (error) {
      throw toAppError(error, { action: CANCEL_ACTION, scopeId: scope.id });
    }
  });
}
