import 'server-only';
import type { ClearPendingInput, RecoverAnswer } from '@/lib/contract/acts';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { authorize } from './parts/authorize';
import { moveLabel } from './parts/move-label';

interface Input {
  id: string;
  input: ClearPendingInput;
  idempotencyKey: string | undefined;
}

/**
 * POST /api/secrets/{id}/pending/clear: takes AWSPENDING off the version that the person saw it on
 * (aws-facts §1.5, Unstick). Undoes nothing in the database or service that the secret opens.
 */
export async function clearPending(ctx: Context, { id, input, idempotencyKey }: Input): Promise<RecoverAnswer> {
  authorize(ctx, 'secret.recover');
  return moveLabel(ctx, { id, request: { act: 'clear', input }, idempotencyKey }, (stages) => {
    const pending = findVersionWithStage(stages, 'AWSPENDING');
    if (pending !== input.versionId)
      throw new AppError('conflict', 'AWSPENDING is not on that version any more; look again.');
    if (pending === findVersionWithStage(stages, 'AWSCURRENT')) {
      throw new AppError(
        'conflict',
        'AWSPENDING stands on the current version: the rotation is complete and nothing is stuck.',
      );
    }
    return {
      what: { stage: 'AWSPENDING', removeFrom: input.versionId, moveTo: null },
      detail: { what: 'clear AWSPENDING', versionId: input.versionId },
    };
  });
}
