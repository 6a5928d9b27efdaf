import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/domain/actor';
import { holds } from '@/lib/domain/grant';
import type { Context, SystemContext } from '@/lib/domain/ports/context';
import type { BegunItem, WaveStarter, WorkedWave } from '@/lib/domain/ports/wave-store';
import { MOST_TRIES, toLaterMilliseconds } from '@/lib/domain/wave/ask-again';
import { planNext } from '@/lib/domain/wave/plan-next';
import { WAVE_DAYS } from '@/lib/domain/wave/wave';
import { rotateInWave, type Turn } from '@/lib/services/rotate-in-wave';
import type { Handler } from '@/lib/sync/run-job';
import { pauseWave } from './pause-wave';
import { createRunEnds } from './run-ends';
import { underWay, type UnderWay } from './turns-under-way';

/** The person or token with what they may now; or, in words, why nobody acts as them any more. */
export type FindStarter = (starter: WaveStarter) => Promise<Actor | string>;

const SLICE_MILLISECONDS = 15_000;
/** Longer than a job that lost its worker takes to be another's; whoever took an item and lives has asked AWS by then. */
const TAKEN_MILLISECONDS = 20_000;

/** How soon after some were begun, or have ended, it is seen whether others may. */
const NEXT_MS = 100;

const STOPPED = 'As many rotations have failed as its rule allows.';
const DAY_MS = 86_400_000;
const TOO_LONG = `It has gone on for ${WAVE_DAYS} days: it goes on once whoever started it resumes it.`;
/** Read by all who see something of the wave: what AWS said stands with the secret. */
const NOT_HEARD =
  'AWS does not take what Keyledger itself signs with: its credentials or its clock are to be mended first.';
const UNASKED = 'The worker was stopped before AWS was asked.';

interface Working {
  findStarter: FindStarter;
  turns: UnderWay<TakenTurn>;
  /** Tokens of the turns that this process has taken and that have not ended: nobody else's to take over. */
  mine: Set<string>;
  signal: AbortSignal;
}

/**
 * Works on one wave, whatever process began to: it takes turns of secrets, and their runs tell how each of them ended. The
 * next turns begin while others are still being asked for; whatever ends the slice waits for them.
 */
export function createWaveHandler(ctx: SystemContext, findStarter: FindStarter, ends = createRunEnds()): Handler {
  return async ({ about }, signal) => {
    const endsAt = performance.now() + SLICE_MILLISECONDS;
    const working: Working = { findStarter, turns: underWay(), mine: new Set(), signal };
    const { turns } = working;
    let heldUntil = 0;
    try {
      for (;;) {
        const known = ends.told();
        const left = signal.aborted ? 0 : heldUntil - performance.now();
        const pause = signal.aborted || left > 0 ? left : await look(ctx, about, working);
        const isOver = pause === null || signal.aborted || performance.now() + pause > endsAt;
        if (isOver) await turns.settle();
        else await ends.wait(pause, { least: left > 0 ? pause : NEXT_MS, known, signal });
        const later = await conclude(ctx, about, turns);
        if (pause === null || later === null) return null;
        if (isOver) return { afterSeconds: Math.max(pause, later) / 1000 };
        if (later > 0) heldUntil = performance.now() + later;
      }
    } finally {
      await turns.settle();
    }
  };
}

/** Milliseconds to the next look; null: it is over, or stands. */
async function look(ctx: SystemContext, id: string, working: Working): Promise<number | null> {
  const wave = await ctx.store.waves.findWorked(id);
  if (!wave) return null;
  if (wave.state === 'running') return step(ctx, wave, working);
  await working.turns.settle();
  return release(ctx, wave);
}

/** What the turns that ended come to: milliseconds for which nothing more begins; null: the wave was paused. */
async function conclude(ctx: SystemContext, id: string, turns: UnderWay<TakenTurn>): Promise<number | null> {
  const ended = await turns.takeEnded();
  if (ended.some(({ turn }) => turn.outcome === 'stop')) {
    await turns.settle();
    const wave = await ctx.store.waves.findWorked(id);
    return wave && pauseWave(ctx, wave, NOT_HEARD);
  }
  const later = ended.filter((one) => one.turn.outcome === 'later' && !isLast(one));
  return later.length === 0 ? 0 : toLaterMilliseconds(Math.max(...later.map(({ item }) => item.tries)));
}

const takeOver = async (ctx: SystemContext, { id }: WorkedWave): Promise<BegunItem[]> => {
  const now = ctx.now();
  return ctx.store.waves.takeOver(id, new Date(now.getTime() - TAKEN_MILLISECONDS), now);
};

/** Nothing begins in a wave that was stopped; what was taken before and never asked for waits again. */
async function release(ctx: SystemContext, wave: WorkedWave): Promise<null> {
  for (const item of await takeOver(ctx, wave))
    await ctx.store.waves.giveBack(wave.id, item, { why: UNASKED, isRefused: false, isTry: false });
  return null;
}

async function step(
  ctx: SystemContext,
  wave: WorkedWave,
  { findStarter, turns, mine, signal }: Working,
): Promise<number | null> {
  const actor = await findStarter(wave.starter);
  if (typeof actor === 'string') return pauseWave(ctx, wave, actor);
  if (!holds(actor.grants, 'secret.rotate'))
    return pauseWave(ctx, wave, `${actor.name} does not have secret.rotate any more.`);
  if (ctx.now().getTime() - wave.since.getTime() > WAVE_DAYS * DAY_MS) return pauseWave(ctx, wave, TOO_LONG);
  const taken = (await takeOver(ctx, wave)).filter(({ runId }) => !mine.has(runId));
  const next = await ctx.store.waves.advance(wave.id, ctx.now(), planNext);
  if (next === null) return null;
  if (next.step.do === 'stop') return pauseWave(ctx, wave, STOPPED);
  for (const item of [...taken, ...next.begun]) {
    mine.add(item.runId);
    const acting: Context = { ...ctx, actor, requestId: randomUUID() };
    turns.add(takeTurn(acting, wave, item, signal).finally(() => mine.delete(item.runId)));
  }
  if (next.step.do === 'finish') return null;
  return next.step.do === 'wait' ? next.step.milliseconds : NEXT_MS;
}

interface TakenTurn {
  item: BegunItem;
  turn: Turn;
}

const isLast = ({ item, turn }: TakenTurn): boolean => 'isTry' in turn && turn.isTry && item.tries + 1 >= MOST_TRIES;

async function takeTurn(ctx: Context, wave: WorkedWave, item: BegunItem, signal: AbortSignal): Promise<TakenTurn> {
  const turn = await rotateInWave(ctx, { wave, item, signal });
  const { waves } = ctx.store;
  const settle = async (state: 'failed' | 'skipped', why: string): Promise<void> =>
    waves.settle(wave.id, item, { state, why, at: ctx.now() });
  if (turn.outcome === 'skipped' || turn.outcome === 'failed') await settle(turn.outcome, turn.why);
  if (turn.outcome === 'later' || turn.outcome === 'stop') {
    if (!isLast({ item, turn })) await waves.giveBack(wave.id, item, turn);
    // Where AWS was asked, the run has failed already.
    else if (!turn.isRefused) await settle('failed', turn.why);
  }
  return { item, turn };
}
