import 'server-only';
import type { SyncAnswer, SyncInput } from '@/lib/contract/acts';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toNotedEntry } from './parts/noted-entry';
import { visibleScopes } from './parts/visible-scopes';

/** POST /api/sync: asks the worker to read a scope (or all within sight) now; it stays inside AWS's pace. */
export async function requestSync(ctx: Context, input: SyncInput): Promise<SyncAnswer> {
  authorize(ctx, 'scope.sync');
  const visible = (await visibleScopes(ctx)).map((health) => health.scope);
  const scopes = input.scope === undefined ? visible : visible.filter((scope) => scope.id === input.scope);
  if (input.scope !== undefined && scopes.length === 0) throw notFound('scope');
  const ids = scopes.map((scope) => scope.id);
  await ctx.store.ledger.append(
    toNotedEntry(ctx, 'scope.sync', { scopes: ids.length, scope: input.scope ?? null }),
    ctx.now(),
  );
  await Promise.all(ids.map((id) => ctx.jobs.requestSync(id)));
  return { scopes: ids };
}
