import 'server-only';
import type { ChangeViewInput, SavedView } from '@/lib/contract/saved-views';
import { AppError, notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { StoredView } from '@/lib/domain/ports/saved-view-store';
import { authorize } from './parts/authorize';
import { toSavedView } from './parts/to-saved-view';
import { toViewQuery } from './parts/to-view-query';

/**
 * POST /api/views/{id}: writes over what one's own view shows; name and sharing stay. The screen that asks may be hours
 * old: what was changed elsewhere meanwhile is told, and nothing is written.
 */
export async function changeView(ctx: Context, input: ChangeViewInput & { id: string }): Promise<SavedView> {
  authorize(ctx, 'inventory.read');
  const { id, seen } = input;
  const { savedViews } = ctx.store;
  const before = await savedViews.findOwn(id, ctx.actor);
  if (!before) throw notFound('view');
  const query = toViewQuery(before.screen, input.query);
  const asSeen = { ...seen, savedAt: new Date(seen.savedAt) };
  const set = { query, personName: ctx.actor.name, savedAt: ctx.now() };
  const done = await savedViews.writeOver(id, ctx.actor, asSeen, set);
  if (!done) throw notFound('view');
  const { view, written } = done;
  const change = written ? null : findChange(view, seen, query);
  if (change) throw new AppError('conflict', `Nothing was saved, since the view was changed meanwhile: ${change}.`);
  return toSavedView(ctx, view);
}

/** null: it is as it should be already. */
function findChange(view: StoredView, seen: ChangeViewInput['seen'], query: string): string | null {
  if (view.name !== seen.name) return `it is called “${view.name}” now`;
  if (view.shared !== seen.shared) return view.shared ? 'it is shared now' : 'it is not shared any more';
  return view.query === query ? null : 'it shows something else now';
}
