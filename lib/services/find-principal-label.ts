import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';

/** What a principal is called, for a filter that names it by its id; null: none that is in sight. */
export async function findPrincipalLabel(ctx: Context, id: string): Promise<string | null> {
  authorize(ctx, 'history.read');
  return (await ctx.store.history.findPrincipal(sightOf(ctx), id))?.principal.label ?? null;
}
