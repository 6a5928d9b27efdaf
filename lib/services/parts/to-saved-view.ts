import 'server-only';
import { VIEW_PATHS, type SavedView } from '@/lib/contract/saved-views';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { StoredView } from '@/lib/domain/ports/saved-view-store';
import { toWire } from './wire-time';

/** Whoever may end what others began may rename and delete what they share, too. */
export const mayTidyViews = ({ actor }: Context): boolean => holds(actor.grants, 'session.end');

export function toSavedView(ctx: Context, view: StoredView): SavedView {
  const { id, name, screen, query, shared, savedAt } = view;
  const mine = view.issuer === ctx.actor.issuer && view.subject === ctx.actor.subject;
  return {
    id,
    name,
    screen,
    query,
    href: query === '' ? VIEW_PATHS[screen] : `${VIEW_PATHS[screen]}?${query}`,
    shared,
    mine,
    by: view.personName,
    savedAt: toWire(savedAt),
    mayChange: mine || (shared && mayTidyViews(ctx)),
  };
}
