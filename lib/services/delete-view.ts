import 'server-only';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { mayTidyViews } from './parts/to-saved-view';
import { toViewRecord } from './parts/to-view-record';

/** DELETE /api/views/{id}: one's own leaves no entry; what somebody else shared is gone for everybody, and says who did it. */
export async function deleteView(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'inventory.read');
  const { savedViews } = ctx.store;
  if (await savedViews.delete(id, ctx.actor)) return;
  const view = mayTidyViews(ctx) ? await savedViews.findShared(id) : null;
  if (!view) throw notFound('view');
  await recordAct(ctx, toViewRecord('view.delete', view), async () => {
    if (!(await savedViews.delete(id, null))) throw notFound('view');
    return { result: null, detail: {} };
  });
}
