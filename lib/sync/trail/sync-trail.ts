import 'server-only';
import { dayOf } from '@/lib/domain/day';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { LOOK_SECONDS, planLook, type LookedDay, type LookPlan } from '@/lib/domain/trail/job/plan-look';
import { isReadFrom, toReading, type TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import { findScope } from '@/lib/sync/find-scope';
import { recordFailure, type Problem } from '@/lib/sync/record-failure';
import type { Handler, Next } from '@/lib/sync/run-job';
import { lookIntoFolder } from './look-into-folder';

interface Turn {
  scope: Scope;
  trail: TrailSettings;
  ownRoleArns: readonly string[];
  signal: AbortSignal;
}

async function planNow(
  ctx: SystemContext,
  { id }: Scope,
  trail: TrailSettings,
  now: Date,
): Promise<LookPlan & { looked: LookedDay[] }> {
  const coverage = (await ctx.store.history.coverage([id])).get(id) ?? [];
  const looked = await ctx.store.trail.lookedDays(id, toReading(trail));
  return { ...planLook({ intervals: ofEvents(coverage), looked, since: trail.since, now }), looked };
}

/** Whether something of the bucket can be read: what is withheld is then a few files' own. */
const hasAnswered = (looked: readonly LookedDay[], day: string, now: Date): boolean =>
  looked.some((one) => one.files > 0 || (one.day !== day && one.day === dayOf(now) && one.problem === null));

/** One folder: today's while it fills, then the newest of those days that nothing tells whole yet. */
async function takeTurn(ctx: SystemContext, { scope, trail, ownRoleArns, signal }: Turn): Promise<Next> {
  const now = ctx.now();
  const reading = toReading(trail);
  const { day, kept, looked } = await planNow(ctx, scope, trail, now);
  await ctx.store.trail.forgetFiles(scope.id, reading, kept);
  if (day === null) return { afterSeconds: LOOK_SECONDS };
  const folder = { scopeId: scope.id, reading, day };
  const look = { scope, trail, folder, hasAnswered: hasAnswered(looked, day, now), ownRoleArns, signal, now };
  const { problem, newestAt } = await lookIntoFolder(ctx, look);
  const left = await planNow(ctx, scope, trail, ctx.now());
  // Of a day that is not done it goes on, whatever another one showed since.
  const outcome = { problem: problem ?? left.problem, answered: true, newestAt, missing: left.missing };
  await ctx.store.trail.recordOutcome(scope.id, reading, outcome, ctx.now());
  return { afterSeconds: left.day === null ? LOOK_SECONDS : 0 };
}

/** A trail's files of one scope, out of the bucket that keyledger.yaml names. */
export function createTrailHandler(ctx: SystemContext, ownRoleArns: readonly string[]): Handler {
  return async ({ about }, signal): Promise<Next> => {
    const { trail } = ctx.config;
    const scope = await findScope(ctx, about);
    if (trail === null || scope === null || !isReadFrom(trail, scope)) return null;
    const record = async (problem: Problem) => {
      const { missing } = await planNow(ctx, scope, trail, ctx.now());
      const outcome = { problem, answered: false, newestAt: null, missing };
      await ctx.store.trail.recordOutcome(scope.id, toReading(trail), outcome, ctx.now());
    };
    return recordFailure({ signal, doing: 'read the trail’s files', record }, () =>
      takeTurn(ctx, { scope, trail, ownRoleArns, signal }),
    );
  };
}
