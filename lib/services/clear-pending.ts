import 'server-only';
import type { ClearPendingInput, RecoverAnswer } from '@/lib/contract/acts';
import type { Context } from '@/lib/domain/ports/context';
import { checkClearing } from '@/lib/domain/rotation/check-recovery';
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
  const { versionId } = input;
  return moveLabel(
    ctx,
    { id, request: { act: 'clear', input }, idempotencyKey },
    (facts) => checkClearing(facts, versionId),
    {
      what: { stage: 'AWSPENDING', removeFrom: versionId, moveTo: null },
      detail: { what: 'clear AWSPENDING', versionId },
    },
  );
}
