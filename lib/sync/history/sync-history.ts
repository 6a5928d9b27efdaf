import 'server-only';
import { liveMilliseconds, planHistory, type HistoryRange } from '@/lib/domain/history/plan-history';
import { dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope, ScopeProblem } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import { AppError } from '@/lib/domain/errors';
import type { JobData } from '@/lib/sync/queues';
import { recordFailure, type Problem } from '@/lib/sync/record-failure';
import type { Handler, Next, Slice as SliceData } from '@/lib/sync/run-job';
import { withRestarts } from '@/lib/sync/with-restarts';
import { readRange } from './read-range';

/** A scope's long backfill gives way to others after this time. */
const SLICE_MILLISECONDS = 20_000;
const DAY_MILLISECONDS = 86_400_000;
/** An endpoint without LookupEvents does not get one from being asked; a person may change it, though. */
const UNSUPPORTED_SECONDS = 600;

interface Slice {
  scope: Scope;
  data: SliceData;
  ownRoleArns: readonly string[];
  signal: AbortSignal;
}

/**
 * What LookupEvents itself has read. What trail files cover rests on a person's word for what their trail records, so
 * that it is read here all the same, as far as it goes back.
 */
async function findOwnCoverage(ctx: SystemContext, { id }: Scope): Promise<CoverageInterval[]> {
  const coverage = (await ctx.store.history.coverage([id])).get(id) ?? [];
  return coverage.filter(({ source }) => source === 'lookup-events');
}

async function planNow(ctx: SystemContext, scope: Scope, now: Date, pollSeconds: number) {
  const coverage = await findOwnCoverage(ctx, scope);
  return { coverage, plan: planHistory({ coverage, now, pollSeconds }) };
}

/** Until it is spent, and the process goes on. */
function createBudget(signal: AbortSignal) {
  const startedAt = performance.now();
  return (milliseconds: number) => (): boolean => !signal.aborted && performance.now() < startedAt + milliseconds;
}

/**
 * The events since the last read first, then backwards to 90 days, then once a day the last day again for what
 * came very late; as far as this slice goes, and never past the moment when there is something new to read.
 */
async function readSlice(ctx: SystemContext, { scope, data, ownRoleArns, signal }: Slice): Promise<Next> {
  const budget = createBudget(signal);
  const now = ctx.now();
  const pollSeconds = ctx.config.historyPollSeconds;
  // Who asks wants what happened a moment ago, not what is due.
  const { coverage, plan } = await planNow(ctx, scope, now, data.asked ? 1 : pollSeconds);
  const doneOn = dayOf(now);
  let left = findDailyPart(data, coverage.length === 0, now);
  const read = { scope, ownRoleArns };
  if (plan.live) {
    await readRange(ctx, read, plan.live, budget(liveMilliseconds(plan, pollSeconds)));
    await ctx.store.changes.noteFollowed(scope.id);
  }
  const untilLive = plan.live ? pollSeconds * 1000 : plan.liveAt.getTime() - now.getTime();
  const mayGoOn = budget(Math.min(SLICE_MILLISECONDS, untilLive));
  for (const range of plan.rest) if (!mayGoOn() || (await readRange(ctx, read, range, mayGoOn))) break;
  const after = (await planNow(ctx, scope, ctx.now(), pollSeconds)).plan;
  if (left && after.rest.length === 0 && mayGoOn()) left = await readRange(ctx, read, left, mayGoOn);
  const isOver = after.rest.length === 0 && left === null;
  return { afterSeconds: isOver ? secondsUntil(after.liveAt, ctx.now()) : 0, doneOn, left: toTexts(left) };
}

const secondsUntil = (at: Date, now: Date): number => Math.max(0, at.getTime() - now.getTime()) / 1000;

/** What is still to be read again of the last day; a scope that was never read has nothing to read again. */
function findDailyPart({ doneOn, left }: JobData, isFirst: boolean, now: Date): HistoryRange | null {
  if (left) return { from: new Date(left.from), to: new Date(left.to) };
  if (isFirst || doneOn === dayOf(now)) return null;
  return { from: new Date(now.getTime() - DAY_MILLISECONDS), to: now };
}

const toTexts = (range: HistoryRange | null): JobData['left'] =>
  range && { from: range.from.toISOString(), to: range.to.toISOString() };

const EMPTY: Omit<ScopeProblem, 'since'> = {
  code: 'unsupported',
  message: 'cloudtrail:LookupEvents answers, but has never shown a call that reads, not even Keyledger’s own.',
  remedy: 'If the endpoint keeps a history it may be minutes late; Keyledger goes on asking.',
  lack: 'empty-history',
};

/** A foreign endpoint's history that has shown no reads proves nothing of them. */
async function findLimitation(ctx: SystemContext, scope: Scope): Promise<Omit<ScopeProblem, 'since'> | null> {
  if (!ctx.aws.foreign) return null;
  const coverage = await findOwnCoverage(ctx, scope);
  return coverage.length > 0 ? null : EMPTY;
}

export function createHistoryHandler(ctx: SystemContext, ownRoleArns: readonly string[]): Handler {
  return async (data, signal) => {
    const scope = await findScope(ctx, data.about);
    if (scope === null) return null;
    try {
      const record = (problem: Problem) => ctx.store.scopes.recordFailure(scope.id, 'history', problem, ctx.now());
      return await recordFailure({ signal, doing: 'read this scope', record }, () =>
        withRestarts(async () => {
          const next = await readSlice(ctx, { scope, data, ownRoleArns, signal });
          await ctx.store.scopes.recordSuccess(scope.id, 'history', ctx.now(), await findLimitation(ctx, scope));
          return next;
        }),
      );
    } catch (error) {
      // Recorded already; to try ever more rarely would help nobody.
      if (error instanceof AppError && error.problem?.code === 'unsupported')
        return { afterSeconds: UNSUPPORTED_SECONDS };
      throw error;
    }
  };
}
