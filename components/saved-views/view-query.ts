import type { SavedView, ViewScreen } from '@/lib/contract/saved-views';
import type { UrlState } from '@/components/layout/url-state';

/** What a view of this screen would keep: its state without the page. */
export const toViewQuery = (state: UrlState): string =>
  new URLSearchParams(state.filter(([name]) => name !== 'cursor').map(([name, value]) => [name, value])).toString();

/** In whatever order the parameters stand. */
const toSpelling = (query: string): string => [...new URLSearchParams(query)].map(String).toSorted().join('\n');

/** The view that the screen shows, if one of them does. */
export const findShown = (views: readonly SavedView[], screen: ViewScreen, state: UrlState): SavedView | undefined => {
  const shown = toSpelling(toViewQuery(state));
  return views.find((view) => view.screen === screen && toSpelling(view.query) === shown);
};
