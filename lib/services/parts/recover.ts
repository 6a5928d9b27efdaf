import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RecoverAnswer } from '@/lib/contract/acts';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { ActTrace } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';
import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import { beginAct, type BegunAct } from './begin-act';
import { requireUnblocked } from './begin-rotation';
import { claimKey, finishKey, withClaimedKey } from './claim-key';
import { recordAct, traceDetail } from './record-act';
import { refreshSecret } from './refresh-secret';
import { refusing } from './refusing';
import { requireReason } from './require-reason';
import { requireTypedName } from './require-typed-name';

export interface Recovery {
  id: string;
  /** What was asked, as the key's fingerprint holds it. */
  request: { act: 'clear' | 'rollback' | 'cancel'; input: { reason?: string | undefined } };
  /** Where the act asks for the name as a rotation does: what was typed. */
  typed?: { name: string | undefined };
  idempotencyKey: string | undefined;
}

export interface PlannedRecovery {
  checks: readonly PreflightCheck[];
  detail: NewLedgerEntry['detail'];
  askAws: () => Promise<{ trace: ActTrace }>;
}

/**
 * What every recovery does: what AWS says now, may they, the reason, the key, the preflight, the ledger, AWS, and the
 * secret read anew. `plan` decides on AWS's own word; what blocks is told as `conflict`, in words.
 */
export async function recover(
  ctx: Context,
  { id, request, typed, idempotencyKey }: Recovery,
  plan: (act: BegunAct) => PlannedRecovery | Promise<PlannedRecovery>,
): Promise<RecoverAnswer> {
  const act = await beginAct(ctx, 'secret.recover', id);
  const asking = { action: 'secret.recover', secret: act.ledgerSecret } as const;
  const reason = await refusing(ctx, asking, () => {
    const stated = requireReason(act.rule.rotateNeedsReason, request.input.reason);
    if (typed) requireTypedName(act, typed.name);
    return stated;
  });
  const before = await claimKey(ctx, idempotencyKey, { act: request.act, id, input: request.input });
  if (before) return { actId: before.before };
  const actId = randomUUID();
  await withClaimedKey(ctx, idempotencyKey, async () => {
    const { checks, detail, askAws } = await plan(act);
    await refusing(ctx, asking, () => requireUnblocked(checks));
    await recordAct(ctx, { actId, action: 'secret.recover', secret: act.ledgerSecret, reason, detail }, async () => ({
      result: undefined,
      detail: traceDetail((await askAws()).trace),
    }));
  });
  await finishKey(ctx, idempotencyKey, actId);
  await refreshSecret(ctx, act.scope, { id: act.row.id, arn: act.described.arn });
  return { actId };
}
