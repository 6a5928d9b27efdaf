import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** The person or token with what they may now; or, in words, why nobody acts as them any more. */
export type FindStarter = (starter: WaveStarter) => Promise<Actor | string>;

const SLICE_MILLISECONDS = 15_000;
/** Longer than a job that lost its worker takes to be another's; whoever took an item and lives has asked AWS by then. */
const TAKEN_MILLISECONDS = 20_000;

const STOPPED = 'As many rotations have failed as its rule allows.';
const DAY_MS = 86_400_000;
const TOO_LONG = `It has gone on for ${WAVE_DAYS} days: it goes on once whoever started it resumes it.`;
/** Read by all who see something of the wave: what AWS said stands with the secret. */
const NOT_HEARD =
  'AWS does not take what Keyledger itself signs with: its credentials or its clock are to be mended first.';
const UNASKED = 'The worker was stopped before AWS was asked.';

/** Works on one wave, whatever process began to: it takes turns of secrets, and their runs tell how each of them ended. */
export function createWaveHandler(ctx: SystemContext, findStarter: FindStarter): Handler {
  return async ({ about }, signal) => {
    const endsAt = performance.now() + SLICE_MILLISECONDS;
    for (;;) {
      const wave = await ctx.store.waves.findWorked(about);
      if (!wave) return null;
      const pause = wave.state === 'running' ? await step(ctx, wave, findStarter, signal) : await release(ctx, wave);
      if (pause === null) return null;
      if (signal.aborted || performance.now() + pause > endsAt) return { afterSeconds: pause / 1000 };
      await sleep(pause, undefined, { signal });
    }
  };
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

/** Milliseconds to the next step; null: it is over, or stands. */
async function step(
  ctx: SystemContext,
  wave: WorkedWave,
  findStarter: FindStarter,
  signal: AbortSignal,
): Promise<number | null> {
  const actor = await findStarter(wave.starter);
  if (typeof actor === 'string') return pauseWave(ctx, wave, actor);
  if (!holds(actor.grants, 'secret.rotate'))
    return pauseWave(ctx, wave, `${actor.name} does not have secret.rotate any more.`);
  if (ctx.now().getTime() - wave.since.getTime() > WAVE_DAYS * DAY_MS) return pauseWave(ctx, wave, TOO_LONG);
  const taken = await takeOver(ctx, wave);
  const next = await ctx.store.waves.advance(wave.id, ctx.now(), planNext);
  if (next === null) return null;
  if (next.step.do === 'stop') return pauseWave(ctx, wave, STOPPED);
  const acting: Context = { ...ctx, actor, requestId: randomUUID() };
  const turns = await takeTurns(acting, wave, [...taken, ...next.begun], signal);
  if (turns.some(({ turn }) => turn.outcome === 'stop')) return pauseWave(ctx, wave, NOT_HEARD);
  if (next.step.do === 'finish') return null;
  const later = turns.filter((one) => one.turn.outcome === 'later' && !isLast(one));
  if (later.length > 0) return toLaterMilliseconds(Math.max(...later.map(({ item }) => item.tries)));
  return next.step.do === 'wait' ? next.step.milliseconds : 0;
}

/** All have ended when this has, also where one of them broke: none goes on behind the next step. */
async function takeTurns(ctx: Context, wave: WorkedWave, items: readonly BegunItem[], signal: AbortSignal) {
  const ended = await Promise.allSettled(items.map(async (item) => takeTurn(ctx, wave, item, signal)));
  return ended.map((turn) => {
    if (turn.status === 'rejected') throw turn.reason;
    return turn.value;
  });
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
