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
import { refusing } from './parts/refusing';
import { requireReason } from './parts/require-reason';
import { askToWatch, type RunTurn } from './parts/start-run';

interface WaveTurn {
  wave: Pick<WorkedWave, 'id' | 'reason' | 'typedName'>;
  item: BegunItem;
  /** Aborted where this process stops: nothing more is waited for. */
  signal: AbortSignal;
}

/**
 * `begun`: its run tells the rest. `later`: nothing came of it, and it may be tried again; `isRefused`: AWS was asked;
 * `isTry`: what kept it may be of the secret. `stop`: what kept it is Keyledger's own, and would keep every other too.
 */
export type Turn =
  | { outcome: 'begun' }
  | { outcome: 'later' | 'stop'; why: string; isRefused: boolean; isTry: boolean }
  | { outcome: 'skipped' | 'failed'; why: string };

const GONE = 'It is gone, or not in sight of whoever started the wave any more.';
const NOT_GRANTED = 'Whoever started the wave does not have secret.rotate on it.';
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
  const activeRun = (await ctx.store.runs.activeOf([secretId])).get(secretId) ?? null;
  const facts = {
    secret: act.described,
    rotation: act.row.rotation,
    activeRun,
    hasRole: true,
    foreign: ctx.aws.foreign,
  };
  const asking = { action: 'secret.rotate', secret: act.ledgerSecret, detail: { wave: id } } as const;
  await refusing(ctx, asking, () => {
    requireReason(act.rule.rotateNeedsReason, reason ?? undefined);
    if (act.rule.rotateNeedsTypedName && !typedName)
      throw new AppError(
        'invalid',
        "Its environment asks for a typed name, which was not asked for at the wave's start.",
      );
    requireUnblocked(checkObstacles(facts));
  });
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

/** What was written as a run is told by it, but for what AWS only put off, or did not hear for who Keyledger is. */
function toTurn({ code, message, errors, problem, remedy }: AppError, isWritten: boolean): Turn {
  const kept = { why: message, isRefused: isWritten, isTry: true };
  if (code === 'rate_limited') return { ...kept, outcome: 'later', isTry: false };
  if (code === 'throttled') return { ...kept, outcome: 'later' };
  if (problem?.code === 'expired') return { ...kept, outcome: 'stop' };
  if (isWritten) return { outcome: 'begun' };
  if (errors.includes(STOPPED)) return { ...kept, outcome: 'later', isTry: false };
  // Without a problem it is the database, which comes back.
  if (code === 'unavailable') return { ...kept, outcome: 'later', isTry: problem !== undefined };
  if (code === 'not_found') return { outcome: 'skipped', why: GONE };
  if (code === 'forbidden') return { outcome: 'skipped', why: remedy === undefined ? NOT_GRANTED : message };
  return { outcome: code === 'conflict' || code === 'invalid' ? 'skipped' : 'failed', why: message };
}
