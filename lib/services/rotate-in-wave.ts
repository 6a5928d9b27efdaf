import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/errors';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { BegunItem, WorkedWave } from '@/lib/domain/ports/wave-store';
import { checkObstacles } from '@/lib/domain/rotation/check-obstacles';
import { toAskAgainMilliseconds } from '@/lib/domain/wave/ask-again';
import { authorize } from './parts/authorize';
import { beginAct } from './parts/begin-act';
import { beginRotation, requireUnblocked } from './parts/begin-rotation';
import { requireReason } from './parts/require-reason';
import { askToWatch, type RunTurn } from './parts/start-run';

interface WaveTurn {
  wave: Pick<WorkedWave, 'id' | 'reason' | 'typedName'>;
  item: BegunItem;
  /** Aborted where this process stops: nothing more is waited for. */
  signal: AbortSignal;
}

/**
 * `begun`: its run tells the rest. `later`: nothing came of it, and it may be tried again; `isRefused`: AWS was asked.
 * `stop`: whoever started the wave may not.
 */
export type Turn =
  | { outcome: 'begun' }
  | { outcome: 'later' | 'stop'; why: string; isRefused: boolean }
  | { outcome: 'skipped' | 'failed'; why: string };

const STOPPED = { pointer: 'wave', rule: 'The wave was stopped before AWS was asked.' };
const toStopped = (): AppError => new AppError('conflict', STOPPED.rule, { errors: [STOPPED] });

/**
 * The turn of one secret of a wave: the very path of a rotation by hand, as whoever started the wave, with what they
 * may now. The same token however often it is tried, so that a worker that died began one rotation or none.
 */
export async function rotateInWave(ctx: Context, turn: WaveTurn): Promise<Turn> {
  authorize(ctx, 'secret.rotate');
  const { runId } = turn.item;
  try {
    if (!(await isKnown(ctx, runId))) await begin(ctx, turn);
    return { outcome: 'begun' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return toTurn(error, await isKnown(ctx, runId));
  }
}

const isKnown = async (ctx: Context, runId: string): Promise<boolean> =>
  (await ctx.store.runs.find(visibilityOf(ctx.actor.grants, 'inventory.read'), runId)) !== null;

async function begin(ctx: Context, turn: WaveTurn): Promise<void> {
  const { id, reason, typedName } = turn.wave;
  const { secretId, runId } = turn.item;
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
  if (!(await ctx.store.waves.isTurn(id, turn.item))) throw toStopped();
  const detail = { acknowledged: null, wave: id };
  await beginRotation(ctx, act, { runId, reason, detail, turn: toRunTurn(ctx, turn) });
  await askToWatch(ctx, runId);
}

const toRunTurn = (ctx: Context, { wave, item, signal }: WaveTurn): RunTurn => ({
  async create(run) {
    const created = await ctx.store.waves.createRun(wave.id, item, run);
    if (created === 'stopped') throw toStopped();
    return created === 'created';
  },
  async mayAskAgain(tries) {
    const milliseconds = toAskAgainMilliseconds(tries, Math.random());
    if (milliseconds === null) return false;
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    return !signal.aborted && (await ctx.store.waves.isTurn(wave.id, item));
  },
});

/** What was written as a run is told by it, but for what AWS only put off. */
function toTurn({ code, message, errors }: AppError, isWritten: boolean): Turn {
  if (code === 'throttled' || code === 'rate_limited') return { outcome: 'later', why: message, isRefused: isWritten };
  if (isWritten) return { outcome: 'begun' };
  if (errors.includes(STOPPED)) return { outcome: 'later', why: message, isRefused: false };
  if (code === 'forbidden') return { outcome: 'stop', why: message, isRefused: false };
  if (code === 'conflict' || code === 'invalid') return { outcome: 'skipped', why: message };
  if (code === 'not_found')
    return { outcome: 'skipped', why: 'It is gone, or not in sight of whoever started the wave any more.' };
  return code === 'unavailable'
    ? { outcome: 'later', why: message, isRefused: false }
    : { outcome: 'failed', why: message };
}
