import 'server-only';
import { RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { AppError } from '@/lib/domain/errors';
import type { ActingPerson, ActTrace } from '@/lib/domain/ports/aws';
import { toCallId } from '@/lib/domain/endpoint/stand-in-arn';
import type { Scope } from '@/lib/domain/scope';
import { withActSession, type ActSession } from './act-session';
import type { AwsOptions } from './aws-options';
import { SDK_ATTEMPTS } from './client-settings';
import { describeSecret } from './describe-secret';
import type { KeptConnections } from './keep-connections';
import { toAppError } from './to-app-error';

interface Rotation {
  arn: string;
  rotationLambdaArn: string | null;
  clientRequestToken: string;
}

/**
 * Starts a rotation with the id and our token and nothing else, so that its configuration stays as it
 * is (RotateSecret). Sending it twice is one rotation, because AWS knows it by the token. Throws
 * `conflict` while another one is not complete.
 */
export async function rotate(
  options: AwsOptions,
  kept: KeptConnections,
  scope: Scope,
  person: ActingPerson,
  { arn, rotationLambdaArn, clientRequestToken }: Rotation,
): Promise<{ versionId: string | null; trace: ActTrace }> {
  const call = { action: 'secretsmanager:RotateSecret', scopeId: scope.id };
  const what = { act: 'rotate', arn, rotationLambdaArn, attempts: SDK_ATTEMPTS, kept } as const;
  return withActSession(options, scope, person, what, async (session) => {
    const tries: unknown[] = [];
    session.client.middlewareStack.add(
      (next) => async (args) =>
        next(args).catch((failure: unknown) => {
          tries.push(failure);
          throw failure;
        }),
      // Inside of the SDK's own retries.
      { step: 'finalizeRequest', priority: 'low', name: 'tries' },
    );
    try {
      const input = { SecretId: toCallId(arn), ClientRequestToken: clientRequestToken };
      const answer = await session.client.send(new RotateSecretCommand(input));
      return {
        versionId: answer.VersionId ?? null,
        trace: { ...session.trace, awsRequestId: answer.$metadata.requestId ?? null },
      };
    } catch (error) {
      // A no to a later try says nothing of an earlier one whose answer was lost.
      const lost = tries.find((failure) => toAppError(failure, call).code !== 'throttled');
      const refused = toAppError(error, call);
      if (!(await isOurs(session, scope, arn, clientRequestToken, refused)))
        throw lost === undefined ? refused : toAppError(lost, call);
      return { versionId: clientRequestToken, trace: { ...session.trace, awsRequestId: null } };
    }
  });
}

/** Whether "a previous rotation isn't complete" speaks of the very one that an earlier try of ours began. */
async function isOurs(
  { client }: ActSession,
  scope: Scope,
  arn: string,
  token: string,
  refused: AppError,
): Promise<boolean> {
  if (refused.code !== 'conflict') return false;
  const secret = await describeSecret(client, scope, arn);
  return secret.versionStages !== null && Object.hasOwn(secret.versionStages, token);
}
