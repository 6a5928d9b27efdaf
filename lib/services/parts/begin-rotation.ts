import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { RotationRun } from '@/lib/domain/run';
import { findVersionWithStage } from '@/lib/domain/secret';
import type { BegunAct } from './begin-act';
import { recordAct, traceDetail } from './record-act';
import { startRun, type RunTurn } from './start-run';

interface Asked {
  /** The request token, which AWS makes the new version's id. */
  runId: string;
  reason: string | null;
  detail: NewLedgerEntry['detail'];
  /** In a wave. */
  turn?: RunTurn;
}

/** Asks AWS to rotate, with the ledger's entry and the run standing before: by hand or in a wave, in this one way. */
export async function beginRotation(
  ctx: Context,
  act: BegunAct,
  { runId, reason, detail, turn }: Asked,
): Promise<void> {
  const run = newRun(ctx, act, runId, reason);
  const record = {
    actId: runId,
    action: 'secret.rotate',
    secret: act.ledgerSecret,
    reason,
    detail: { runId, ...detail },
  } as const;
  await recordAct(ctx, record, async () => ({
    result: undefined,
    detail: traceDetail(await startRun(ctx, act, run, turn)),
  }));
}

function newRun(ctx: Context, act: BegunAct, id: string, reason: string | null): RotationRun {
  const at = ctx.now();
  return {
    id,
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

export function requireUnblocked(checks: readonly PreflightCheck[]): void {
  const blocking = checks.filter((check) => check.level === 'blocking');
  if (blocking.length === 0) return;
  throw new AppError('conflict', blocking.map((check) => check.message).join(' '), {
    errors: blocking.map((check) => ({ pointer: `preflight:${check.id}`, rule: check.message })),
  });
}
