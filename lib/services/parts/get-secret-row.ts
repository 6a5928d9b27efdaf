import 'server-only';
import { AppError, notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { GoneReason, Scope } from '@/lib/domain/scope';
import { sightOf } from './authorize';

/** A secret within the actor's sight; `not_found` otherwise, whether it is there or not. */
export async function getSecretRow(ctx: Context, id: string): Promise<InventoryRow> {
  const row = await ctx.store.inventory.find(sightOf(ctx), id, ctx.now());
  if (!row) throw notFound('secret');
  return row;
}

/** The scope that is asked or acted in. One that is gone is called no more: `conflict`, with why. */
export async function getScope(ctx: Context, scopeId: string): Promise<Scope> {
  const scope = (await ctx.store.scopes.list()).find((known) => known.id === scopeId);
  if (scope) return scope;
  const known = (await ctx.store.scopes.conditions()).find((one) => one.scope.id === scopeId);
  if (!known?.gone) throw notFound('scope');
  throw new AppError(
    'conflict',
    `${GONE[known.gone.reason]} Keyledger no longer asks AWS there; what is shown was read before.`,
  );
}

const GONE = {
  left: 'The account of this secret has left the organization.',
  not_active: 'The account of this secret is suspended or closed.',
  region_off: 'The account of this secret has turned the region off.',
} as const satisfies Record<GoneReason, string>;
