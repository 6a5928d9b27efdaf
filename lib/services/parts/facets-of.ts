import 'server-only';
import type { SecretFacets } from '@/lib/contract/secrets-list';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryFilter } from '@/lib/domain/ports/inventory-store';
import { sightOf } from './authorize';

/** Secrets in sight by each dimension under the filter less its own; who read them last is told to nobody but who may read that. */
export async function facetsOf(ctx: Context, filter: InventoryFilter): Promise<SecretFacets> {
  const facets = await ctx.store.inventory.facets(sightOf(ctx), filter, ctx.now());
  return holds(ctx.actor.grants, 'history.read') ? facets : { ...facets, lastRead: undefined };
}
