import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RecoverAnswer, RollbackInput } from '@/lib/contract/acts';
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
  const act = await beginAct(ctx, 'secret.recover', id);
  const reason = requireReason(act.rule.rotateNeedsReason, input.reason);
  const before = await claimKey(ctx, idempotencyKey, { act: 'rollback', id, input });
  if (before) return { actId: before.before };
  if (findVersionWithStage(act.described.versionStages, 'AWSCURRENT') !== input.fromVersionId) {
    throw new AppError('conflict', 'AWSCURRENT is not on that version any more; look again.');
  }
  if (input.toVersionId === input.fromVersionId)
    throw new AppError('conflict', 'That version is the current one already.');
  const actId = randomUUID();
  const detail = { what: 'roll back', fromVersionId: input.fromVersionId, toVersionId: input.toVersionId };
  await recordAct(ctx, { actId, action: 'secret.recover', secret: act.ledgerSecret, reason, detail }, async () => {
    const { fromVersionId: removeFrom, toVersionId: moveTo } = input;
    const what = { arn: act.described.arn, stage: 'AWSCURRENT', removeFrom, moveTo } as const;
    const { trace } = await ctx.aws.moveStage(act.scope, toActingPerson(ctx), what);
    return { result: undefined, detail: traceDetail(trace) };
  });
  await finishKey(ctx, idempotencyKey, actId);
  await ctx.jobs.requestSync(act.scope.id);
  return { actId };
}
