import 'server-only';
import { decideSecret } from '@/lib/domain/decide-secret';
import { decideEnvironment } from '@/lib/domain/environment';
import { EVERYTHING } from '@/lib/domain/grant';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { RunVerdict } from '@/lib/domain/rotation/follow-run';
import { ROTATION_STEPS, type RotationEvent } from '@/lib/domain/rotation-state';
import { RUN_STATES, toLedgerPhase, type RotationRun } from '@/lib/domain/run';
import type { Scope } from '@/lib/domain/scope';
import { toFailureFields } from '@/lib/sync/failure-fields';
import type { SeenSecret } from './observe-run';

export const KEYLEDGER = { id: 'keyledger', name: 'Keyledger', persona: null };

/** What shows how the secret stands; `events`: those that told the end, too, which the history may read only a minute later. */
interface Seen extends SeenSecret {
  scope: Scope;
  events: readonly RotationEvent[];
}

/**
 * The run's end: the ledger first, once, whatever dies between; then the secret as it was seen, so that
 * pages need not wait for the next listing; then the run.
 */
export async function endRun(
  ctx: SystemContext,
  run: RotationRun,
  verdict: RunVerdict,
  seen: Seen | null,
): Promise<void> {
  const at = ctx.now();
  // What was begun elsewhere is no act of anybody here.
  const told = run.startedBy === null ? null : await findEnd(ctx, run);
  if (told === null && run.startedBy !== null) {
    const entry: NewLedgerEntry = {
      actId: run.id,
      action: 'secret.rotate',
      phase: toLedgerPhase(verdict.state),
      actor: KEYLEDGER,
      secret: await describeForLedger(ctx, run, seen),
      reason: run.reason,
      code: null,
      requestId: null,
      count: 1,
      detail: { runId: run.id, runState: verdict.state, step: verdict.step },
    };
    await ctx.store.ledger.append(entry, at);
  }
  // Before the run ends: whoever sees its end reads the secret anew.
  if (seen) await keepSecret(ctx, run, seen);
  // What the ledger told before this process looked stays the end: what showed it may be out of sight by now.
  const end = told === null || told.state === verdict.state ? verdict : { ...told, message: TOLD_BEFORE };
  await ctx.store.runs.update(run.id, { ...end, updatedAt: at, endedAt: at });
  ctx.log.info({ room: 'sync', runId: run.id, state: end.state, step: end.step }, 'rotation run ended');
}

const TOLD_BEFORE = 'It had ended so before the process that followed it stopped; the history has what showed it.';

/** What the ledger says of its end; null: nothing. */
async function findEnd(ctx: SystemContext, run: RotationRun): Promise<Pick<RunVerdict, 'state' | 'step'> | null> {
  const entries = await ctx.store.ledger.list(EVERYTHING, {
    action: ['secret.rotate'],
    actor: KEYLEDGER.id,
    actId: run.id,
    limit: 20,
    beforeSeq: null,
  });
  for (const { detail } of entries) {
    const state = RUN_STATES.find((known) => known === detail['runState']);
    const step = ROTATION_STEPS.find((known) => known === detail['step']) ?? null;
    if (state) return { state, step };
  }
  return null;
}

/** As it was seen, as with whoever asked; where it was not, as it is kept. */
export async function describeForLedger(
  ctx: SystemContext,
  run: RotationRun,
  seen: Seen | null,
): Promise<NewLedgerEntry['secret']> {
  if (seen) {
    const { arn, name, tags, accountId } = seen.secret;
    const { value } = decideEnvironment(
      { name, tags, accountId, accountName: seen.scope.accountName },
      ctx.environmentRules,
    );
    return { id: run.secretId, arn, name, accountId, tags, environment: value };
  }
  const row = await ctx.store.inventory.find({ inventory: EVERYTHING, history: EVERYTHING }, run.secretId, ctx.now());
  if (!row) return null;
  const { id, arn, name, accountId, tags } = row;
  return { id, arn, name, accountId, tags, environment: row.environment.value };
}

async function keepSecret(ctx: SystemContext, run: RotationRun, { scope, secret, observedAt, events }: Seen) {
  try {
    const rotationEvents = events.toSorted((a, b) => b.at.getTime() - a.at.getTime());
    const facts = { secret, accountName: scope.accountName, rules: ctx.environmentRules, rotationEvents };
    await ctx.store.inventory.applyDescribed(
      decideSecret({ ...facts, pendingSince: null, observedAt, now: ctx.now() }),
    );
  } catch (error) {
    // The run has ended; the next listing brings the secret's state in any case.
    ctx.log.warn(
      { room: 'sync', runId: run.id, ...toFailureFields(error) },
      'the secret could not be kept after its rotation',
    );
  }
}
