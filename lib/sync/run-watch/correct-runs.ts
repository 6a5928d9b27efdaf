import 'server-only';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { RotationRun } from '@/lib/domain/run';
import { describeForLedger, KEYLEDGER } from './end-run';

/** In one turn of the house; the rest has the next. */
const AT_ONCE = 50;

/**
 * A run ends with the first failure that AWS tells, so that waves stop and people are told at once. AWS may try the same
 * rotation again while its window is open, or in the next one (aws-facts §1.5), and somebody may finish it by hand: where
 * the labels show that it succeeded after all, the ledger has that as an entry of its own, and then the run.
 */
export async function correctRuns(ctx: SystemContext): Promise<void> {
  for (const run of await ctx.store.runs.succeededAfterAll(AT_ONCE)) await correctRun(ctx, run);
}

async function correctRun(ctx: SystemContext, run: RotationRun): Promise<void> {
  const at = ctx.now();
  if (!(await isTold(ctx, run)))
    await ctx.store.ledger.append(
      {
        actId: run.id,
        action: 'secret.rotate',
        phase: 'done',
        actor: KEYLEDGER,
        secret: await describeForLedger(ctx, run, null),
        reason: run.reason,
        code: null,
        requestId: null,
        count: 1,
        detail: { runId: run.id, runState: 'succeeded', step: 'finishSecret', toldBefore: run.state },
      },
      at,
    );
  const before = run.step === null ? `as ${run.state}` : `as ${run.state} at ${run.step}`;
  const message = `AWSCURRENT came to the new version after all: AWS tried again, or somebody finished it. The run had ended ${before}: ${run.message}`; // prettier-ignore
  await ctx.store.runs.correct(run.id, { step: 'finishSecret', message, endedAt: at });
  ctx.log.info({ room: 'sync', runId: run.id, before: run.state }, 'rotation run succeeded after all');
}

/** The process that wrote it may have died before the run was changed. */
async function isTold(ctx: SystemContext, { id }: RotationRun): Promise<boolean> {
  const asked = { action: ['secret.rotate' as const], actor: KEYLEDGER.id, actId: id, limit: 20, beforeSeq: null };
  return (await ctx.store.ledger.list(EVERYTHING, asked)).some(({ detail }) => detail['runState'] === 'succeeded');
}
