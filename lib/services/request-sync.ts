import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SyncAnswer, SyncInput } from '@/lib/contract/acts';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toLedgerActor } from './parts/ledger-actor';
import { visibleScopes } from './parts/visible-scopes';

/** POST /api/sync: asks the worker to read a scope (or all within sight) now; it stays inside AWS's pace. */
export async function requestSync(ctx: Context, input: SyncInput): Promise<SyncAnswer> {
  authorize(ctx, 'scope.sync');
  const visible = (await visibleScopes(ctx)).map((health) => health.scope);
  const scopes = input.scope === undefined ? visible : visible.filter((scope) => scope.id === input.scope);
  if (input.scope !== undefined && scopes.length === 0) throw notFound('scope');
  const ids = scopes.map((scope) => scope.id);
  await ctx.store.ledger.append(
    {
      actId: randomUUID(),
      action: 'scope.sync',
      phase: 'noted',
      actor: toLedgerActor(ctx),
      secret: null,
      reason: null,
      code: null,
      requestId: ctx.requestId,
      count: 1,
      detail: { scopes: ids.length, scope: input.scope ?? null },
    },
    ctx.now(),
  );
  await Promise.all(ids.map((id) => ctx.jobs.requestSync(id)));
  return { scopes: ids };
}
