import 'server-only';
import { holds, seesEverything } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { ScopeCondition } from '@/lib/domain/scope';
import { sightOf } from './authorize';

/** Scopes in which the actor sees a secret; all of them for who sees everything or may read the settings. */
export async function visibleScopes(ctx: Context): Promise<ScopeCondition[]> {
  const { inventory } = sightOf(ctx);
  if (seesAllScopes(ctx)) return ctx.store.scopes.conditions();
  const [all, inSight] = await Promise.all([
    ctx.store.scopes.conditions(),
    ctx.store.inventory.scopesInSight(inventory),
  ]);
  return all.filter(({ scope }) => inSight.has(scope.id));
}

export const seesAllScopes = (ctx: Context): boolean =>
  seesEverything(sightOf(ctx).inventory) || holds(ctx.actor.grants, 'settings.read');

/** The oldest of the scopes' ages: what a list over all of them can promise. What is gone says by itself how old it is. */
export function oldestAge(scopes: readonly ScopeCondition[]): Date | null {
  const ages = scopes
    .filter(({ gone }) => !gone)
    .map((health) => health.inventory.asOf)
    .filter((at) => at !== null);
  return ages.length === 0 ? null : new Date(Math.min(...ages.map(Number)));
}
