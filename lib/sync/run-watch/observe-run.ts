import 'server-only';
import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import { AppError } from '@/lib/domain/errors';
import type { SystemContext } from '@/lib/domain/ports/context';
import { findRunStep } from '@/lib/domain/rotation/find-run-step';
import type { RunFacts } from '@/lib/domain/rotation/follow-run';
import type { RotationRun } from '@/lib/domain/run';
import type { Scope } from '@/lib/domain/scope';
import { findVersionWithStage, type ObservedSecret } from '@/lib/domain/secret';
import type { RunLooks } from './look-for-runs';

/** As AWS described it, asked at that moment. */
export interface SeenSecret {
  secret: ObservedSecret;
  observedAt: Date;
}

/** All that followRun needs: labels from AWS, service events from the store and, now and then, straight from CloudTrail. */
export async function observeRun(
  ctx: SystemContext,
  scope: Scope,
  run: RotationRun,
  looks: RunLooks,
): Promise<Omit<RunFacts, 'run'> & { seen: SeenSecret | null }> {
  const seen = await look(ctx, scope, run.arn);
  const stages = seen ? (seen.secret.versionStages ?? {}) : 'gone';
  // Labels that show the success need no event to confirm it; of what was begun elsewhere the history tells.
  const isDone = stages !== 'gone' && findVersionWithStage(stages, 'AWSCURRENT') === run.id;
  const events = isDone || run.startedBy === null ? [] : await looks.events(scope, run);
  const stored = (await ctx.store.inventory.rotationEvents([run.secretId])).get(run.secretId) ?? [];
  const direct = events
    .filter((event) => event.secretRef?.value === run.arn)
    .map(toRotationEvent)
    .filter((event) => event !== null);
  return {
    seen,
    stages,
    isOff: seen?.secret.rotationEnabled === false,
    events: [...stored, ...direct],
    seenStep: findRunStep(events, run.id),
    now: ctx.now(),
  };
}

async function look(ctx: SystemContext, scope: Scope, arn: string): Promise<SeenSecret | null> {
  const observedAt = ctx.now();
  try {
    return { secret: await ctx.aws.describeSecret(scope, arn), observedAt };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
