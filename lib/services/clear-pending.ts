import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ClearPendingInput, RecoverAnswer } from '@/lib/contract/acts';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { findVersionWithStage } from '@/lib/domain/secret';
import { toActingPerson } from './parts/acting-person';
import { authorize } from './parts/authorize';
import { beginAct } from './parts/begin-act';
import { claimKey, finishKey } from './parts/claim-key';
import { recordAct, traceDetail } from './parts/record-act';
import { requireReason } from './parts/require-reason';

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
  const act = await beginAct(ctx, 'secret.recover', id);
  const reason = requireReason(act.rule.rotateNeedsReason, input.reason);
  const before = await claimKey(ctx, idempotencyKey, { act: 'clear', id, input });
  if (before) return { actId: before.before };
  const stages = act.described.versionStages;
  const pending = findVersionWithStage(stages, 'AWSPENDING');
  if (pending !== input.versionId)
    throw new AppError('conflict', 'AWSPENDING is not on that version any more; look again.');
  if (pending === findVersionWithStage(stages, 'AWSCURRENT')) {
    throw new AppError(
      'conflict',
      'AWSPENDING stands on the current version: the rotation is complete and nothing is stuck.',
    );
  }
  const actId = randomUUID();
  const detail = { what: 'clear AWSPENDING', versionId: input.versionId };
  await recordAct(ctx, { actId, action: 'secret.recover', secret: act.ledgerSecret, reason, detail }, async () => {
    const what = { arn: act.described.arn, stage: 'AWSPENDING', removeFrom: input.versionId, moveTo: null } as const;
    const { trace } = await ctx.aws.moveStage(act.scope, toActingPerson(ctx), what);
    return { result: undefined, detail: traceDetail(trace) };
  });
  await finishKey(ctx, idempotencyKey, actId);
  await ctx.jobs.requestSync(act.scope.id);
  return { actId };
}
