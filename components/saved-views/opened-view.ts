import type { SavedView } from '@/lib/contract/saved-views';
import { opaqueId } from '@/lib/contract/shared';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, type SearchParams } from '@/components/layout/url-state';

/** In a screen's URL: which view was opened, so that the screen can say that it shows something else by now. */
export const OPENED = 'view';

/** It goes along with the state from link to link, and is no part of what is asked for: an id of no view says nothing. */
export function withOpened<T>(url: ParsedUrl<T>, params: SearchParams): ParsedUrl<T> {
  const [opened] = readUrlState(params, [OPENED]);
  return opened && opaqueId.safeParse(opened[1]).success ? { ...url, state: [...url.state, opened] } : url;
}

export const openedHref = ({ id, href }: Pick<SavedView, 'id' | 'href'>): string =>
  `${href}${href.includes('?') ? '&' : '?'}${OPENED}=${encodeURIComponent(id)}`;
