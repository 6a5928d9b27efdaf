import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import { followRun, type RunVerdict } from '@/lib/domain/rotation/follow-run';
import { followObserved } from '@/lib/domain/rotation/observed-run';
import { isEnded, type RotationRun } from '@/lib/domain/run';
import type { Scope } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import type { Handler, Next } from '@/lib/sync/run-job';
import { endRun } from './end-run';
import { createRunLooks, type RunLooks } from './look-for-runs';
import { observeRun } from './observe-run';

/** One slice; a long run is followed by many, so that it moves to another worker when this one stops. */
const SLICE_MILLISECONDS = 15_000;
/** Between looks at one that was begun elsewhere. */
const ELSEWHERE_SECONDS = 20;

/** Most rotations take seconds, some minutes: the older a run, the rarer the look. */
function toPauseMilliseconds(run: RotationRun, now: Date): number {
  const age = now.getTime() - run.startedAt.getTime();
  if (age < 60_000) return 1_000;
  return age < 5 * 60_000 ? 3_000 : 10_000;
}

const hasChanged = (run: RotationRun, verdict: RunVerdict): boolean =>
  run.state !== verdict.state || run.step !== verdict.step || run.message !== verdict.message;

async function followSlice(
  ctx: SystemContext,
  scope: Scope,
  known: RotationRun,
  looks: RunLooks,
  signal: AbortSignal,
): Promise<Next> {
  const endsAt = performance.now() + SLICE_MILLISECONDS;
  for (let run: RotationRun | null = known; ; run = await ctx.store.runs.find(EVERYTHING, known.id)) {
    if (!run || isEnded(run.state)) return null;
    const { seen, ...facts } = await observeRun(ctx, scope, run, looks);
    const verdict = run.startedBy === null ? followObserved({ ...facts, run }) : followRun({ ...facts, run });
    if (isEnded(verdict.state)) {
      await endRun(ctx, run, verdict, seen && { ...seen, scope, events: facts.events });
      return null;
    }
    if (hasChanged(run, verdict)) await ctx.store.runs.update(run.id, { ...verdict, updatedAt: facts.now });
    // Nobody waits for it as for what they began.
    if (run.startedBy === null) return { afterSeconds: ELSEWHERE_SECONDS };
    const pause = toPauseMilliseconds(run, facts.now);
    if (signal.aborted || performance.now() + pause > endsAt) return { afterSeconds: pause / 1000 };
    await sleep(pause, undefined, { signal });
  }
}

/** Follows one active run to its end, whatever process began to. */
export function createRunWatcher(ctx: SystemContext, ownRoleArns: readonly string[]): Handler {
  const looks = createRunLooks(ctx, ownRoleArns);
  return async ({ about }, signal) => {
    const run = await ctx.store.runs.find(EVERYTHING, about);
    if (!run || isEnded(run.state)) return null;
    const scope = await findScope(ctx, run.scopeId);
    if (scope === null) {
      const message = 'The account or region has left the configuration; how the rotation ended cannot be told.';
      await endRun(ctx, run, { state: 'unknown', step: run.step, message }, null);
      return null;
    }
    const leave = run.startedBy === null ? () => undefined : looks.follow(scope, run);
    try {
      return await followSlice(ctx, scope, run, looks, signal);
    } finally {
      leave();
    }
  };
}
