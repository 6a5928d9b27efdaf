import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { ActTrace } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';
import type { RotationRun } from '@/lib/domain/run';
import { toActingPerson } from './acting-person';
import type { BegunAct } from './begin-act';
import { isRefusal } from './is-refusal';

/** What a wave has to say of a run. */
export interface RunTurn {
  /** As `runs.create`; throws where it is not to be any more. */
  create(run: RotationRun): Promise<boolean>;
  /** AWS put off every try so far, and did nothing: after a while, whether the same is asked again. */
  mayAskAgain(tries: number): Promise<boolean>;
}

/** Asks AWS to rotate, with the run standing before, so that nothing that AWS began is ever unknown here. */
export async function startRun(ctx: Context, act: BegunAct, run: RotationRun, turn?: RunTurn): Promise<ActTrace> {
  if (!(await (turn ?? ctx.store.runs).create(run)))
    throw new AppError('conflict', 'A rotation of this secret is already being followed.');
  try {
    const trace = await ask(ctx, act, run, turn);
    const message = 'AWS has begun the rotation.';
    await ctx.store.runs.update(run.id, { state: 'running', message, updatedAt: ctx.now() });
    return trace;
  } catch (error) {
    // What AWS refused has ended; what broke on the way may have begun, so that the worker has to look.
    if (error instanceof AppError && isRefusal(error)) {
      const at = ctx.now();
      await ctx.store.runs.update(run.id, { state: 'failed', message: error.message, updatedAt: at, endedAt: at });
    }
    throw error;
  }
}

async function ask(ctx: Context, act: BegunAct, run: RotationRun, turn?: RunTurn): Promise<ActTrace> {
  const { arn, rotationLambdaArn } = act.described;
  const what = { arn, rotationLambdaArn, clientRequestToken: run.id };
  for (let tries = 1; ; tries += 1) {
    try {
      return (await ctx.aws.rotate(act.scope, toActingPerson(ctx), what)).trace;
    } catch (error) {
      const isPutOff = error instanceof AppError && error.code === 'throttled';
      if (!isPutOff || !(await turn?.mayAskAgain(tries))) throw error;
    }
  }
}

/** The worker's own sweep finds the run too: that it could not be asked only costs seconds. */
export async function askToWatch(ctx: Context, runId: string): Promise<void> {
  try {
    await ctx.jobs.watchRun(runId);
  } catch {
    ctx.log.warn({ requestId: ctx.requestId, runId }, 'the worker could not be asked to watch the run; its sweep will');
  }
}
