import 'server-only';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Scope } from '@/lib/domain/scope';
import { sightOf } from './authorize';

/** A secret within the actor's sight; `not_found` otherwise, whether it is there or not. */
export async function getSecretRow(ctx: Context, id: string): Promise<InventoryRow> {
  const row = await ctx.store.inventory.find(sightOf(ctx), id, ctx.now());
  if (!row) throw notFound('secret');
  return row;
}

export async function getScope(ctx: Context, scopeId: string): Promise<Scope> {
  const scope = (await ctx.store.scopes.list()).find((known) => known.id === scopeId);
  if (!scope) throw notFound('scope');
  return scope;
}
