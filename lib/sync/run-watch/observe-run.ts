import 'server-only';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import { AppError } from '@/lib/domain/errors';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { SystemContext } from '@/lib/domain/ports/context';
import { findRunStep } from '@/lib/domain/rotation/find-run-step';
import type { RunFacts } from '@/lib/domain/rotation/follow-run';
import type { RotationRun } from '@/lib/domain/run';
import type { Scope } from '@/lib/domain/scope';
import { findVersionWithStage } from '@/lib/domain/secret';
import { ownRoles } from '@/lib/sync/history/own-roles';

/** A failure shows in CloudTrail alone; each look costs one of two calls a second that the scope has. */
const LOOK_EVERY_MS = 3_000;
const BEFORE_MS = 5_000;
/** Pages of one look: events about the run are the newest. */
const MOST_PAGES = 2;

/** What is known of a run's events over the looks of one slice. */
export interface RunEvents {
  ownRoleArns: readonly string[];
  lookedAt: number | null;
  events: AccessEvent[];
}

/** All that followRun needs: labels from AWS, service events from the store and, now and then, straight from CloudTrail. */
export async function observeRun(
  ctx: SystemContext,
  scope: Scope,
  run: RotationRun,
  known: RunEvents,
): Promise<Omit<RunFacts, 'run'>> {
  const stages = await readStages(ctx, scope, run.arn);
  // Labels that show the success need no event to confirm it.
  const isDone = stages !== 'gone' && findVersionWithStage(stages, 'AWSCURRENT') === run.id;
  if (!isDone && (known.lookedAt === null || performance.now() - known.lookedAt >= LOOK_EVERY_MS)) {
    known.lookedAt = performance.now();
    known.events = await tryLookUp(ctx, scope, run, known);
  }
  const stored = (await ctx.store.inventory.rotationEvents([run.secretId])).get(run.secretId) ?? [];
  const direct = known.events
    .filter((event) => event.secretRef?.value === run.arn)
    .map(toRotationEvent)
    .filter((event) => event !== null);
  return {
    stages,
    events: [...stored, ...direct],
    seenStep: findRunStep(known.events, run.id),
    now: ctx.now(),
  };
}

async function readStages(ctx: SystemContext, scope: Scope, arn: string): Promise<RunFacts['stages']> {
  try {
    return (await ctx.aws.describeSecret(scope, arn)).versionStages ?? {};
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 'gone';
    throw error;
  }
}

/** Without the right to read CloudTrail a run can still be seen to succeed. */
async function tryLookUp(ctx: SystemContext, scope: Scope, run: RotationRun, known: RunEvents): Promise<AccessEvent[]> {
  try {
    return await lookUp(ctx, scope, run, known.ownRoleArns);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ room: 'sync', runId: run.id, error: error.message }, "a run's events could not be looked up");
    return known.events;
  }
}

async function lookUp(
  ctx: SystemContext,
  scope: Scope,
  run: RotationRun,
  ownRoleArns: readonly string[],
): Promise<AccessEvent[]> {
  const context = { accountId: scope.accountId, region: scope.region, ownRoleArns: ownRoles(ctx, scope, ownRoleArns) };
  const range = { from: new Date(run.startedAt.getTime() - BEFORE_MS), to: ctx.now() };
  const found: AccessEvent[] = [];
  let pages = 0;
  for await (const page of ctx.aws.lookupEvents(scope, range)) {
    for (const raw of page.records) {
      const record = normaliseRecord(raw, context);
      if (record.ok) found.push(record.event);
    }
    pages += 1;
    if (pages >= MOST_PAGES) break;
  }
  return found;
}
