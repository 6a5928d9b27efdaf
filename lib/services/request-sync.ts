import 'server-only';
import type { SyncAnswer, SyncInput } from '@/lib/contract/acts';
import { seesEverything } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toNotedEntry } from './parts/noted-entry';
import { findRefreshable, getRefreshable } from './parts/refreshable-scopes';

/** POST /api/sync: asks the worker to read a scope (or all that the actor may refresh) now; it stays inside AWS's pace. */
export async function requestSync(ctx: Context, input: SyncInput): Promise<SyncAnswer> {
  const granted = authorize(ctx, 'scope.sync');
  const scopes =
    input.scope === undefined
      ? (await findRefreshable(ctx, granted)).refreshable
      : [await getRefreshable(ctx, granted, input.scope)];
  const ids = scopes.map((scope) => scope.id);
  await ctx.store.ledger.append(
    toNotedEntry(ctx, 'scope.sync', { scopes: ids.length, scope: input.scope ?? null }),
    ctx.now(),
  );
  await Promise.all(ids.map((id) => ctx.jobs.requestSync(id)));
  // Whoever has everything read anew means what there may be besides, too.
  if (input.scope === undefined && ctx.config.discovery && seesEverything(granted)) await ctx.jobs.discover();
  return { scopes: ids };
}
