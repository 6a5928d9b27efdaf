import 'server-only';
import type { RecoverAnswer, RollbackInput } from '@/lib/contract/acts';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { authorize } from './parts/authorize';
import { moveLabel } from './parts/move-label';

interface Input {
  id: string;
  input: RollbackInput;
  idempotencyKey: string | undefined;
}

/**
 * POST /api/secrets/{id}/rollback: moves AWSCURRENT back to an earlier version. AWS's own
 * RemoveFromVersionId makes it a compare-and-set (aws-facts §1.5). The database or service that the
 * secret opens is not rolled back.
 */
export async function rollBack(ctx: Context, { id, input, idempotencyKey }: Input): Promise<RecoverAnswer> {
  authorize(ctx, 'secret.recover');
  const { fromVersionId, toVersionId } = input;
  return moveLabel(ctx, { id, request: { act: 'rollback', input }, idempotencyKey }, (stages) => {
    if (findVersionWithStage(stages, 'AWSCURRENT') !== fromVersionId)
      throw new AppError('conflict', 'AWSCURRENT is not on that version any more; look again.');
    if (toVersionId === fromVersionId) throw new AppError('conflict', 'That version is the current one already.');
    return {
      what: { stage: 'AWSCURRENT', removeFrom: fromVersionId, moveTo: toVersionId },
      detail: { what: 'roll back', fromVersionId, toVersionId },
    };
  });
}
