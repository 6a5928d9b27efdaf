import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangedSecret } from '@/lib/domain/ports/changes-store';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import type { Handler } from '@/lib/sync/run-job';
import { describeOne } from './describe-one';

/** Twenty calls a second at most, of the 40,000 that AWS gives: applications of the account have the rest. */
const [AT_ONCE, TURN_MILLISECONDS] = [10, 500];
const SLICE_MILLISECONDS = 20_000;

async function describeLot(ctx: SystemContext, scope: Scope, lot: readonly ChangedSecret[]): Promise<boolean> {
  const ended = await Promise.allSettled(lot.map(async (changed) => describeOne(ctx, scope, changed)));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return ended.some((end) => end.status === 'fulfilled' && end.value === 'added');
}

async function describeDue(ctx: SystemContext, scope: Scope, signal: AbortSignal): Promise<boolean> {
  const endsAt = performance.now() + SLICE_MILLISECONDS;
  let added = false;
  await ctx.store.changes.settle(scope.id, []);
  for (;;) {
    if (signal.aborted || performance.now() >= endsAt) return added;
    const turn = sleep(TURN_MILLISECONDS);
    const lot = await ctx.store.changes.due(scope.id, ctx.now(), AT_ONCE);
    if (lot.length === 0) return added;
    added = (await describeLot(ctx, scope, lot)) || added;
    if (lot.length === AT_ONCE) await turn;
  }
}

/** Describes what the history of a scope named as changed. Ends when nothing waits; the next event begins it again. */
export function createChangesHandler(ctx: SystemContext): Handler {
  return async ({ about }, signal) => {
    const scope = await findScope(ctx, about);
    if (scope === null) return null;
    // Events were written before their secret was known.
    if (await describeDue(ctx, scope, signal)) await ctx.store.history.resolvePending(scope.id);
    await ctx.store.changes.noteFollowed(scope.id);
    const next = await ctx.store.changes.nextAt(scope.id);
    return next && { afterSeconds: Math.max(0, next.getTime() - ctx.now().getTime()) / 1000 };
  };
}
