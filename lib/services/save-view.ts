import 'server-only';
import { randomBytes } from 'node:crypto';
import { MOST_VIEWS, type SavedView, type SaveViewInput } from '@/lib/contract/saved-views';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toSavedView } from './parts/to-saved-view';
import { toViewQuery } from './parts/to-view-query';

/** POST /api/views. A view is a link and gives no sight: it is no act, and no entry of the ledger. */
export async function saveView(ctx: Context, input: SaveViewInput): Promise<SavedView> {
  authorize(ctx, 'inventory.read');
  const { name, screen, shared, replace } = input;
  const { issuer, subject, name: personName } = ctx.actor;
  const query = toViewQuery(screen, input.query);
  const id = randomBytes(16).toString('base64url');
  const view = { id, issuer, subject, personName, name, screen, query, shared, savedAt: ctx.now() };
  const saved = await ctx.store.savedViews.save(view, { replace, most: MOST_VIEWS });
  if (saved === 'taken') throw new AppError('conflict', 'You have a view of this name.');
  if (saved === 'full') throw new AppError('conflict', `You have ${MOST_VIEWS} views. Delete one that is not needed.`);
  return toSavedView(ctx, saved);
}
