import 'server-only';
import type { RecoverAnswer, RollbackInput } from '@/lib/contract/acts';
import type { Context } from '@/lib/domain/ports/context';
import { checkRollBack } from '@/lib/domain/rotation/check-recovery';
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
  return moveLabel(
    ctx,
    { id, request: { act: 'rollback', input }, idempotencyKey },
    (facts) => checkRollBack(facts, fromVersionId, toVersionId),
    {
      what: { stage: 'AWSCURRENT', removeFrom: fromVersionId, moveTo: toVersionId },
      detail: { what: 'roll back', fromVersionId, toVersionId },
    },
  );
}
