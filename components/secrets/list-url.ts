import { FACETS } from '@/lib/contract/secrets-list';
import { secretsScreenQuery, type SecretsScreenQuery } from '@/lib/contract/groups-list';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import {
  readUrlState,
  toHref,
  valueOf,
  withValue,
  without,
  type SearchParams,
  type UrlState,
} from '@/components/layout/url-state';
import { OPENED, withOpened } from '@/components/saved-views/opened-view';

export const LIST_PATH = '/secrets';
/** What narrows a list, wherever one is shown. */
export const REPEATABLE_FILTERS = [...FACETS, 'without'];
export const FILTERS = ['q', 'prefix', 'below', 'readBy', ...REPEATABLE_FILTERS];

const REPEATABLE = [...REPEATABLE_FILTERS, 'open'];
/** Not `include` and `limit`: those are a client's business, no part of what a person shares. */
const KNOWN = [...FILTERS, 'open', 'pending', 'sort', 'order', 'by', 'under', 'cursor'];

export const readListUrl = (params: SearchParams): ParsedUrl<SecretsScreenQuery> =>
  withOpened(parseUrlState(secretsScreenQuery, readUrlState(params, KNOWN), REPEATABLE), params);

export const listHref = (state: UrlState): string => toHref(LIST_PATH, state);

/** How the list is shown: what narrows it is the rest. */
const LOOKS = new Set(['sort', 'order', 'by', 'under', 'open', 'cursor', OPENED]);

/** What a file of it is asked for by: whichever of its views it came from, and whatever was opened there. */
export const exportedOf = (state: UrlState): UrlState =>
  state.filter(([name]) => !LOOKS.has(name) || name === 'sort' || name === 'order');

export const filtersOf = (state: UrlState): UrlState => state.filter(([name]) => !LOOKS.has(name));

export const clearedFilters = (state: UrlState): UrlState =>
  state.filter(([name]) => LOOKS.has(name) && name !== 'cursor');

/** A column's header: sorts by it, and the other way round where it is sorted by it already. */
export function sortedBy(state: UrlState, sort: SecretsQuery['sort']): UrlState {
  const current = valueOf(state, 'sort') ?? 'name';
  const order = current === sort && valueOf(state, 'order') !== 'desc' ? 'desc' : 'asc';
  const next = sort === 'name' ? without(state, 'sort') : withValue(state, 'sort', sort);
  return order === 'desc' ? withValue(next, 'order', 'desc') : without(next, 'order');
}
