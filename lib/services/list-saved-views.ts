import 'server-only';
import { MOST_SHARED, type SavedViewsList } from '@/lib/contract/saved-views';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toSavedView } from './parts/to-saved-view';

/** GET /api/views. */
export async function listSavedViews(ctx: Context): Promise<SavedViewsList> {
  authorize(ctx, 'inventory.read');
  const views = await ctx.store.savedViews.list(ctx.actor, MOST_SHARED);
  return { items: views.map((view) => toSavedView(ctx, view)) };
}
