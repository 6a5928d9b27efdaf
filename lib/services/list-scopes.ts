import 'server-only';
import type { ScopesList, ScopesQuery } from '@/lib/contract/scopes-list';
import type { ScopeView } from '@/lib/contract/system';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { pageOfScopes } from './parts/page-of-scopes';
import { toScopeView } from './parts/to-scope-view';
import { seesAllScopes } from './parts/visible-scopes';

/** The scopes that hold something for the actor, and how each is doing, as they are configured. */
export async function gatherScopes(ctx: Context): Promise<ScopeView[]> {
  authorize(ctx, 'inventory.read');
  const all = await ctx.store.scopes.health(sightOf(ctx).inventory);
  const scopes = seesAllScopes(ctx) ? all : all.filter(({ inventory }) => inventory.secrets > 0);
  return scopes.map((health) => toScopeView(ctx, health));
}

/**
 * GET /api/scopes. They are hundreds, and counted whole for whoever asks: what is asked for is picked out here. `known`:
 * those that were gathered for this person already.
 */
export async function listScopes(ctx: Context, query: ScopesQuery, known?: readonly ScopeView[]): Promise<ScopesList> {
  authorize(ctx, 'inventory.read');
  return pageOfScopes(known ?? (await gatherScopes(ctx)), query);
}
