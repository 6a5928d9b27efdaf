import 'server-only';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { mayTidyViews } from './parts/to-saved-view';

/** DELETE /api/views/{id}. */
export async function deleteView(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'inventory.read');
  const { savedViews } = ctx.store;
  if (await savedViews.delete(id, ctx.actor)) return;
  if (!mayTidyViews(ctx) || !(await savedViews.delete(id, null))) throw notFound('view');
}
