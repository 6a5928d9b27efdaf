import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RotateAnswer, RotateInput } from '@/lib/contract/acts';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { beginAct, type BegunAct } from './parts/begin-act';
import { beginRotation, requireUnblocked } from './parts/begin-rotation';
import { claimKey, finishKey, withClaimedKey } from './parts/claim-key';
import { isRefusal } from './parts/is-refusal';
import { planForRotation } from './parts/plan-for-rotation';
import { refusing } from './parts/refusing';
import { requireReason } from './parts/require-reason';
import { requireTypedName } from './parts/require-typed-name';
import { askToWatch } from './parts/start-run';

interface Input {
  id: string;
  input: RotateInput;
  idempotencyKey: string | undefined;
}

/**
 * POST /api/secrets/{id}/rotate: RotateSecret with the id and our token, nothing else, so that
 * configuration is never touched. The run's id is that token, which AWS makes the new version's id.
 */
export async function rotateSecret(ctx: Context, { id, input, idempotencyKey }: Input): Promise<RotateAnswer> {
  authorize(ctx, 'secret.rotate');
  const act = await beginAct(ctx, 'secret.rotate', id);
  const asking = { action: 'secret.rotate', secret: act.ledgerSecret } as const;
  const reason = await refusing(ctx, asking, () => {
    const stated = requireReason(act.rule.rotateNeedsReason, input.reason);
    requireTypedName(act, input.confirmName);
    return stated;
  });
  const before = await claimKey(ctx, idempotencyKey, { act: 'rotate', id, input });
  if (before) return { runId: before.before };
  return withClaimedKey(ctx, idempotencyKey, async () => {
    const plan = await planForRotation(ctx, { ...act.row, environment: act.environment }, act.described);
    await refusing(ctx, asking, () => requireUnblocked(plan.checks));
    return begin(ctx, act, { reason, input, idempotencyKey });
  });
}

async function begin(
  ctx: Context,
  act: BegunAct,
  { reason, input, idempotencyKey }: Pick<Input, 'input' | 'idempotencyKey'> & { reason: string | null },
): Promise<RotateAnswer> {
  const runId = randomUUID();
  const detail = { acknowledged: (input.acknowledged ?? []).join(' ') || null };
  try {
    await beginRotation(ctx, act, { runId, reason, detail });
  } catch (error) {
    if (!isRefusal(error)) await follow(ctx, runId, idempotencyKey);
    throw error;
  }
  await follow(ctx, runId, idempotencyKey);
  return { runId };
}

/**
 * From now on the worker looks, and the same key leads to the same run, also where AWS's answer was
 * lost. Where not even the run could be written, AWS was not asked, and the key must not lead to nothing.
 */
async function follow(ctx: Context, runId: string, idempotencyKey: string | undefined): Promise<void> {
  await askToWatch(ctx, runId);
  if (idempotencyKey === undefined) return;
  const isWritten = await ctx.store.runs.find(visibilityOf(ctx.actor.grants, 'inventory.read'), runId);
  if (isWritten) await finishKey(ctx, idempotencyKey, runId);
}
