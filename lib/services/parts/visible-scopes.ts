import 'server-only';
import { holds, seesEverything } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { ScopeHealth } from '@/lib/domain/scope';
import { sightOf } from './authorize';

/** Scopes in which the actor sees a secret; all of them for who sees everything or may read the settings. */
export async function visibleScopes(ctx: Context): Promise<ScopeHealth[]> {
  const { inventory } = sightOf(ctx);
  const all = await ctx.store.scopes.health(inventory);
  if (seesEverything(inventory) || holds(ctx.actor.grants, 'settings.read')) return all;
  return all.filter((health) => health.inventory.secrets > 0);
}

/** The oldest of the scopes' ages: what a list over all of them can promise. */
export function oldestAge(scopes: readonly ScopeHealth[]): Date | null {
  const ages = scopes.map((health) => health.inventory.asOf).filter((at) => at !== null);
  return ages.length === 0 ? null : new Date(Math.min(...ages.map(Number)));
}
