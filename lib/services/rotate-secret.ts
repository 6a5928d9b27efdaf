import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RotateAnswer, RotateInput } from '@/lib/contract/acts';
import { AppError } from '@/lib/domain/errors';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { Preflight } from '@/lib/domain/preflight';
import type { RotationRun } from '@/lib/domain/run';
import { findVersionWithStage } from '@/lib/domain/secret';
import { authorize } from './parts/authorize';
import { beginAct, type BegunAct } from './parts/begin-act';
import { claimKey, finishKey, withClaimedKey } from './parts/claim-key';
import { isRefusal } from './parts/is-refusal';
import { planForRotation } from './parts/plan-for-rotation';
import { recordAct, traceDetail } from './parts/record-act';
import { refusing } from './parts/refusing';
import { requireReason } from './parts/require-reason';
import { askToWatch, startRun } from './parts/start-run';

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
    await refusing(ctx, asking, () => requireUnblocked(plan));
    return begin(ctx, act, { reason, input, idempotencyKey });
  });
}

async function begin(
  ctx: Context,
  act: BegunAct,
  { reason, input, idempotencyKey }: Pick<Input, 'input' | 'idempotencyKey'> & { reason: string | null },
): Promise<RotateAnswer> {
  const run = newRun(ctx, act, reason);
  const record = {
    actId: run.id,
    action: 'secret.rotate',
    secret: act.ledgerSecret,
    reason,
    detail: { runId: run.id, acknowledged: (input.acknowledged ?? []).join(' ') || null },
  } as const;
  try {
    await recordAct(ctx, record, async () => ({
      result: undefined,
      detail: traceDetail(await startRun(ctx, act, run)),
    }));
  } catch (error) {
    if (!isRefusal(error)) await follow(ctx, run, idempotencyKey);
    throw error;
  }
  await follow(ctx, run, idempotencyKey);
  return { runId: run.id };
}

/**
 * From now on the worker looks, and the same key leads to the same run, also where AWS's answer was
 * lost. Where not even the run could be written, AWS was not asked, and the key must not lead to nothing.
 */
async function follow(ctx: Context, run: RotationRun, idempotencyKey: string | undefined): Promise<void> {
  await askToWatch(ctx, run.id);
  if (idempotencyKey === undefined) return;
  const isWritten = await ctx.store.runs.find(visibilityOf(ctx.actor.grants, 'inventory.read'), run.id);
  if (isWritten) await finishKey(ctx, idempotencyKey, run.id);
}

function newRun(ctx: Context, act: BegunAct, reason: string | null): RotationRun {
  const at = ctx.now();
  return {
    id: randomUUID(),
    secretId: act.row.id,
    arn: act.described.arn,
    scopeId: act.scope.id,
    state: 'started',
    step: null,
    message: 'AWS is being asked to rotate.',
    startedBy: { id: ctx.actor.id, name: ctx.actor.name },
    reason,
    startedAt: at,
    updatedAt: at,
    endedAt: null,
    previousVersionId: findVersionWithStage(act.described.versionStages, 'AWSCURRENT'),
  };
}

function requireTypedName(act: BegunAct, typed: string | undefined): void {
  if (!act.rule.rotateNeedsTypedName || typed === act.described.name) return;
  throw new AppError('invalid', "This environment asks for the secret's name to be typed.", {
    errors: [{ pointer: '/confirmName', rule: "is the secret's whole name" }],
  });
}

function requireUnblocked(plan: Preflight): void {
  const blocking = plan.checks.filter((check) => check.level === 'blocking');
  if (blocking.length === 0) return;
  throw new AppError('conflict', blocking.map((check) => check.message).join(' '), {
    errors: blocking.map((check) => ({ pointer: `preflight:${check.id}`, rule: check.message })),
  });
}
