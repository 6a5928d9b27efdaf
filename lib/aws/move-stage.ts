import 'server-only';
import { UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { AppError } from '@/lib/domain/errors';
import type { ActingPerson, ActTrace } from '@/lib/domain/ports/aws';
import { toCallId } from '@/lib/domain/endpoint/stand-in-arn';
import type { Scope } from '@/lib/domain/scope';
import { withActSession } from './act-session';
import type { AwsOptions } from './aws-options';
import { toAppError } from './to-app-error';

interface Move {
  arn: string;
  stage: 'AWSCURRENT' | 'AWSPENDING';
  removeFrom: string;
  /** null: the label is only taken away. */
  moveTo: string | null;
}

/**
 * Moves or clears a staging label (UpdateSecretVersionStage). `removeFrom` makes it compare-and-set:
 * AWS refuses where the label has moved meanwhile, which is thrown as `conflict`. Sent once only,
 * because a second try after a lost answer would look like such a refusal.
 */
export async function moveStage(
  options: AwsOptions,
  scope: Scope,
  person: ActingPerson,
  { arn, stage, removeFrom, moveTo }: Move,
): Promise<{ trace: ActTrace }> {
  const call = { action: 'secretsmanager:UpdateSecretVersionStage', scopeId: scope.id };
  return withActSession(options, scope, person, { act: 'recover', arn, attempts: 1 }, async ({ client, trace }) => {
    try {
      const answer = await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: toCallId(arn),
          VersionStage: stage,
          RemoveFromVersionId: removeFrom,
          ...(moveTo === null ? {} : { MoveToVersionId: moveTo }),
        }),
      );
      return { trace: { ...trace, awsRequestId: answer.$metadata.requestId ?? null } };
    } catch (error) {
      const refused = toAppError(error, call);
      throw isMoved(refused) ? toConflict(refused) : refused;
    }
  });
}

const toConflict = (refused: AppError): AppError =>
  new AppError('conflict', refused.message, { cause: refused, awsRequestId: refused.awsRequestId });

// AWS's words where the label sits elsewhere: "Staging label X is currently attached to version Y, …".
const isMoved = ({ message }: AppError): boolean => /label .{0,200}(currently|not) attached to/i.test(message);
