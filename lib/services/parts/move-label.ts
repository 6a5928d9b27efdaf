import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RecoverAnswer } from '@/lib/contract/acts';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Aws } from '@/lib/domain/ports/aws';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { RecoveryFacts } from '@/lib/domain/rotation/check-recovery';
import { findPendingVersion } from '@/lib/domain/rotation/read-progress';
import { toActingPerson } from './acting-person';
import { beginAct, type BegunAct } from './begin-act';
import { requireUnblocked } from './begin-rotation';
import { claimKey, finishKey, withClaimedKey } from './claim-key';
import { recordAct, traceDetail } from './record-act';
import { findRotation } from './find-rotation';
import { refreshSecret } from './refresh-secret';
import { refusing } from './refusing';
import { requireReason } from './require-reason';

interface LabelMove {
  id: string;
  /** What was asked, as the key's fingerprint holds it. */
  request: { act: 'clear' | 'rollback'; input: { reason?: string | undefined } };
  idempotencyKey: string | undefined;
}

interface PlannedMove {
  what: Omit<Parameters<Aws['moveStage']>[2], 'arn'>;
  detail: NewLedgerEntry['detail'];
}

/**
 * Moves one staging label, as every recovery does: what AWS says now, may they, the reason, the key, the
 * preflight, the ledger, AWS, and the secret read anew. `check` decides on AWS's own labels, and on what is known
 * to go on; what blocks is told as `conflict`, in words.
 */
export async function moveLabel(
  ctx: Context,
  { id, request, idempotencyKey }: LabelMove,
  check: (facts: RecoveryFacts) => PreflightCheck[],
  { what, detail }: PlannedMove,
): Promise<RecoverAnswer> {
  const act = await beginAct(ctx, 'secret.recover', id);
  const asking = { action: 'secret.recover', secret: act.ledgerSecret } as const;
  const reason = await refusing(ctx, asking, () => requireReason(act.rule.rotateNeedsReason, request.input.reason));
  const before = await claimKey(ctx, idempotencyKey, { act: request.act, id, input: request.input });
  if (before) return { actId: before.before };
  const { arn } = act.described;
  const actId = randomUUID();
  await withClaimedKey(ctx, idempotencyKey, async () => {
    const facts = await findFacts(ctx, act);
    await refusing(ctx, asking, () => requireUnblocked(check(facts)));
    await recordAct(ctx, { actId, action: 'secret.recover', secret: act.ledgerSecret, reason, detail }, async () => {
      const { trace } = await ctx.aws.moveStage(act.scope, toActingPerson(ctx), { arn, ...what });
      return { result: undefined, detail: traceDetail(trace) };
    });
  });
  await finishKey(ctx, idempotencyKey, actId);
  await refreshSecret(ctx, act.scope, { id: act.row.id, arn });
  return { actId };
}

async function findFacts(ctx: Context, act: BegunAct): Promise<RecoveryFacts> {
  const pending = findPendingVersion(act.described.versionStages);
  const [{ rotation }, active, pendingRun] = await Promise.all([
    findRotation(ctx, act),
    ctx.store.runs.activeOf([act.row.id]),
    pending === null ? null : ctx.store.runs.find(visibilityOf(ctx.actor.grants, 'inventory.read'), pending),
  ]);
  return {
    secret: act.described,
    rotation,
    activeRun: active.get(act.row.id) ?? null,
    pendingRun,
    foreign: ctx.aws.foreign,
  };
}
