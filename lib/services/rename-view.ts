import 'server-only';
import type { RenameViewInput, SavedView } from '@/lib/contract/saved-views';
import { AppError, notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { StoredView } from '@/lib/domain/ports/saved-view-store';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { mayTidyViews, toSavedView } from './parts/to-saved-view';
import { toViewRecord } from './parts/to-view-record';

/** POST /api/views/{id}/rename: as a deletion, one's own leaves no entry, and another's that is shared says who did it. */
export async function renameView(ctx: Context, { id, name }: RenameViewInput & { id: string }): Promise<SavedView> {
  authorize(ctx, 'inventory.read');
  const { savedViews } = ctx.store;
  const own = await savedViews.rename(id, name, ctx.actor);
  if (own) return toSavedView(ctx, toRenamed(own, 'You have a view of this name.'));
  const view = mayTidyViews(ctx) ? await savedViews.findShared(id) : null;
  if (!view) throw notFound('view');
  if (view.name === name) return toSavedView(ctx, view);
  return recordAct(ctx, toViewRecord('view.rename', view, { newName: name }), async () => {
    const renamed = toRenamed(await savedViews.rename(id, name, null), 'They share a view of this name.');
    return { result: toSavedView(ctx, renamed), detail: {} };
  });
}

function toRenamed(found: StoredView | 'taken' | null, taken: string): StoredView {
  if (found === 'taken') throw new AppError('conflict', taken);
  if (!found) throw notFound('view');
  return found;
}
