import 'server-only';
import { planHistory, type HistoryRange } from '@/lib/domain/history/plan-history';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope, ScopeProblem } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import { AppError } from '@/lib/domain/errors';
import type { JobData } from '@/lib/sync/queues';
import { recordFailure } from '@/lib/sync/record-failure';
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
 * The events since the last read first, then backwards to 90 days, then once a day the last day again
 * for what came very late; as far as this slice goes.
 */
async function readSlice(ctx: SystemContext, { scope, data, ownRoleArns, signal }: Slice): Promise<Next> {
  const endsAt = performance.now() + SLICE_MILLISECONDS;
  const mayGoOn = (): boolean => !signal.aborted && performance.now() < endsAt;
  const now = ctx.now();
  const pollSeconds = ctx.config.historyPollSeconds;
  const coverage = (await ctx.store.history.coverage([scope.id])).get(scope.id) ?? [];
  const doneOn = now.toISOString().slice(0, 10);
  let left = findDailyPart(data, coverage.length === 0, now);
  // Who asks wants what happened a moment ago, not what is due.
  const plan = planHistory({ coverage, now, pollSeconds: data.asked ? 1 : pollSeconds });
  for (const range of plan) {
    if (!mayGoOn() || (await readRange(ctx, scope, range, ownRoleArns, mayGoOn)))
      return { afterSeconds: 0, doneOn, left: toTexts(left) };
  }
  if (left && mayGoOn()) left = await readRange(ctx, scope, left, ownRoleArns, mayGoOn);
  return { afterSeconds: left ? 0 : pollSeconds, doneOn, left: toTexts(left) };
}

/** What is still to be read again of the last day; a scope that was never read has nothing to read again. */
function findDailyPart({ doneOn, left }: JobData, isFirst: boolean, now: Date): HistoryRange | null {
  if (left) return { from: new Date(left.from), to: new Date(left.to) };
  if (isFirst || doneOn === now.toISOString().slice(0, 10)) return null;
  return { from: new Date(now.getTime() - DAY_MILLISECONDS), to: now };
}

const toTexts = (range: HistoryRange | null): JobData['left'] =>
  range && { from: range.from.toISOString(), to: range.to.toISOString() };

const EMPTY: Omit<ScopeProblem, 'since'> = {
  code: 'unsupported',
  message: 'cloudtrail:LookupEvents answers, but has never shown an event.',
  remedy: 'If the endpoint keeps a history it may be minutes late; Keyledger goes on asking.',
  lack: 'empty-history',
};

/** A foreign endpoint's history that has shown nothing proves nothing. */
async function findLimitation(ctx: SystemContext, scope: Scope): Promise<Omit<ScopeProblem, 'since'> | null> {
  if (!ctx.aws.foreign) return null;
  const coverage = await ctx.store.history.coverage([scope.id]);
  return coverage.has(scope.id) ? null : EMPTY;
}

export function createHistoryHandler(ctx: SystemContext, ownRoleArns: readonly string[]): Handler {
  return async (data, signal) => {
    const scope = await findScope(ctx, data.about);
    if (scope === null) return null;
    try {
      return await recordFailure(ctx, scope.id, 'history', signal, () =>
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
