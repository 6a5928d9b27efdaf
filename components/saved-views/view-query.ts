import type { SavedView, ViewScreen } from '@/lib/contract/saved-views';
import { valueOf, type UrlState } from '@/components/layout/url-state';
import { OPENED } from './opened-view';

const NOT_KEPT: readonly string[] = ['cursor', OPENED];

/** What a view of this screen would keep: its state without the page, and without which view it came from. */
export const toViewQuery = (state: UrlState): string =>
  new URLSearchParams(
    state.filter(([name]) => !NOT_KEPT.includes(name)).map(([name, value]) => [name, value]),
  ).toString();

/** In whatever order the parameters stand. */
const toSpelling = (query: string): string => [...new URLSearchParams(query)].map(String).toSorted().join('\n');

export interface FoundViews {
  /** The view that the screen shows, if one of them does: of two that are alike, the one that was opened. */
  shown?: SavedView | undefined;
  /** The view that was opened, where the screen shows none any more. */
  changed?: SavedView | undefined;
}

export function findViews(views: readonly SavedView[], screen: ViewScreen, state: UrlState): FoundViews {
  const here = views.filter((view) => view.screen === screen);
  const opened = here.find(({ id }) => id === valueOf(state, OPENED));
  const now = toSpelling(toViewQuery(state));
  const alike = here.filter(({ query }) => toSpelling(query) === now);
  const shown = alike.find((view) => view === opened) ?? alike[0];
  return shown ? { shown } : { changed: opened };
}
