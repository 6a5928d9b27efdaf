import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { BegunItem } from '@/lib/domain/ports/wave-store';
import { checkObstacles } from '@/lib/domain/rotation/check-obstacles';
import { authorize } from './parts/authorize';
import { beginAct } from './parts/begin-act';
import { beginRotation, requireUnblocked } from './parts/begin-rotation';
import { requireReason } from './parts/require-reason';
import { askToWatch } from './parts/start-run';

interface WaveTurn extends BegunItem {
  waveId: string;
  reason: string | null;
  /** The wave's name was typed at its start. */
  typedName: boolean;
}

/** `begun`: its run tells the rest. `later`: nothing came of it, and it may be tried again. `stop`: whoever started the wave may not. */
export type Turn = { outcome: 'begun' } | { outcome: 'skipped' | 'failed' | 'later' | 'stop'; why: string };

/**
 * The turn of one secret of a wave: the very path of a rotation by hand, as whoever started the wave, with what they
 * may now. The same token however often it is tried, so that a worker that died began one rotation or none.
 */
export async function rotateInWave(ctx: Context, turn: WaveTurn): Promise<Turn> {
  authorize(ctx, 'secret.rotate');
  try {
    if (!(await isKnown(ctx, turn.runId))) await begin(ctx, turn);
    return { outcome: 'begun' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return toTurn(error, await isKnown(ctx, turn.runId));
  }
}

const isKnown = async (ctx: Context, runId: string): Promise<boolean> =>
  (await ctx.store.runs.find(visibilityOf(ctx.actor.grants, 'inventory.read'), runId)) !== null;

async function begin(ctx: Context, { secretId, runId, waveId, reason, typedName }: WaveTurn): Promise<void> {
  const act = await beginAct(ctx, 'secret.rotate', secretId);
  requireReason(act.rule.rotateNeedsReason, reason ?? undefined);
  if (act.rule.rotateNeedsTypedName && !typedName)
    throw new AppError(
      'invalid',
      "Its environment asks for a typed name, which was not asked for at the wave's start.",
    );
  const activeRun = (await ctx.store.runs.activeOf([secretId])).get(secretId) ?? null;
  const facts = { secret: act.described, rotation: act.row.rotation, activeRun, foreign: ctx.aws.foreign };
  requireUnblocked(checkObstacles(facts));
  await beginRotation(ctx, act, { runId, reason, detail: { acknowledged: null, wave: waveId } });
  await askToWatch(ctx, runId);
}

/** What was written as a run is told by it, but for what AWS only put off. */
function toTurn({ code, message }: AppError, isWritten: boolean): Turn {
  if (code === 'throttled' || code === 'rate_limited') return { outcome: 'later', why: message };
  if (isWritten) return { outcome: 'begun' };
  if (code === 'forbidden') return { outcome: 'stop', why: message };
  if (code === 'conflict' || code === 'invalid') return { outcome: 'skipped', why: message };
  if (code === 'not_found')
    return { outcome: 'skipped', why: 'It is gone, or not in sight of whoever started the wave any more.' };
  return code === 'unavailable' ? { outcome: 'later', why: message } : { outcome: 'failed', why: message };
}
