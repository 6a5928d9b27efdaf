import 'server-only';
import { isAskedFor, type AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { mostDays, planDays, toAthenaCoverage } from '@/lib/domain/athena/plan-days';
import { addDays, dayOf } from '@/lib/domain/day';
import { AppError } from '@/lib/domain/errors';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope, ScopeProblem } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import type { Handler, Next } from '@/lib/sync/run-job';
import { askDays, planQuestion } from './ask-days';

/** A day is over once a day; what changes besides is who tells of one. */
const LOOK_SECONDS = 1_800;

const OURS: Omit<ScopeProblem, 'since'> = {
  code: 'unknown',
  message: 'Keyledger itself failed while it asked Athena.',
  remedy: "Look at the worker's log. It tries again by itself.",
};

const secondsToTomorrow = (now: Date): number =>
  Math.ceil((Date.parse(addDays(dayOf(now), 1)) - now.getTime()) / 1000) + 1;

/** Troubles of the way to AWS: a query that ran meanwhile has its answer still. */
const PASSING: ReadonlySet<ScopeProblem['code']> = new Set(['throttled', 'unreachable', 'expired', 'denied']);

async function knownOf(ctx: SystemContext, { id }: Scope) {
  const coverage = (await ctx.store.history.coverage([id])).get(id) ?? [];
  return { intervals: ofEvents(coverage), asked: await ctx.store.athena.askedDays(id) };
}

/** Without somebody's word that the trail records reads, a day without any is not known to be one. */
async function cover(ctx: SystemContext, scope: Scope, { trail }: AthenaSettings): Promise<void> {
  const { asked, intervals } = await knownOf(ctx, scope);
  await ctx.store.athena.cover(scope.id, trail.completeReads ? toAthenaCoverage(asked, intervals) : []);
}

async function sayEnough(ctx: SystemContext, { id }: Scope, { bytesPerDay }: AthenaSettings): Promise<void> {
  const message = `athena: the ${bytesPerDay / 1e9} GB that may be scanned today have been.`;
  const remedy =
    'It goes on with the next day (UTC). Raise athena.gigabytesPerDay in keyledger.yaml if that is too slow.';
  await ctx.store.athena.recordOutcome(
    id,
    { problem: { code: 'throttled', message, remedy }, answered: false },
    ctx.now(),
  );
}

async function recordFailure(ctx: SystemContext, scopeId: string, error: unknown, signal: AbortSignal): Promise<void> {
  // Whether the database can be reached says nothing about Athena.
  const isOfDatabase = error instanceof AppError && error.code === 'unavailable' && error.problem === undefined;
  if (signal.aborted || isOfDatabase) return;
  const code = error instanceof AppError ? error.problem?.code : undefined;
  // What the answer itself is wrong with is so whenever it is read again.
  if (code === undefined || !PASSING.has(code)) await ctx.store.athena.giveUp(scopeId);
  const problem = (error instanceof AppError ? error.problem : undefined) ?? OURS;
  await ctx.store.athena.recordOutcome(scopeId, { problem, answered: false }, ctx.now());
}

/**
 * One scope's next days. Days that the stored events tell whole by now go back to them first: of each day of a scope one
 * source tells, and whenever that changes the day is worked out anew.
 */
export function createAthenaHandler(ctx: SystemContext, ownRoleArns: readonly string[]): Handler {
  return async ({ about, failures }, signal): Promise<Next> => {
    const { athena } = ctx.config;
    const scope = await findScope(ctx, about);
    if (athena === null || scope === null || !isAskedFor(athena, scope)) return null;
    const now = ctx.now();
    const used = await ctx.store.athena.bytesSince(new Date(dayOf(now)));
    const mostBytes = athena.bytesPerDay - used;
    const most = mostDays(await ctx.store.athena.bytesOfDay(scope.id), mostBytes);
    const known = await knownOf(ctx, scope);
    // On a day on which nothing was asked yet, one day is tried all the same.
    const plan = planDays({ ...known, since: athena.trail.since, most: Math.max(most, 1), now });
    await ctx.store.athena.giveBack(scope.id, plan.giveBack, now);
    const ask = await planQuestion(ctx, { scope, athena, days: plan.ask, failures });
    if (ask === null) {
      await cover(ctx, scope, athena);
      return { afterSeconds: LOOK_SECONDS };
    }
    if (!ask.isUnderWay && (mostBytes <= 0 || (most < 1 && used > 0))) {
      await sayEnough(ctx, scope, athena);
      return { afterSeconds: secondsToTomorrow(now) };
    }
    try {
      await askDays(ctx, { ...ask, scope, athena, ownRoleArns, mostBytes, signal });
    } catch (error) {
      await recordFailure(ctx, scope.id, error, signal);
      throw error;
    }
    await cover(ctx, scope, athena);
    await ctx.store.athena.recordOutcome(scope.id, { problem: null, answered: true }, ctx.now());
    return { afterSeconds: 0 };
  };
}
