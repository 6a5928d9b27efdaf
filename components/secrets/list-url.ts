import { FACETS } from '@/lib/contract/secrets-list';
import { secretsQuery, type SecretsQuery } from '@/lib/contract/secrets-query';
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

export const LIST_PATH = '/secrets';
const REPEATABLE = [...FACETS, 'valueAge'];
/** Not `include` and `limit`: those are a client's business, no part of what a person shares. */
const KNOWN = ['q', ...REPEATABLE, 'pending', 'sort', 'order', 'cursor'];

export const readListUrl = (params: SearchParams): ParsedUrl<SecretsQuery> =>
  parseUrlState(secretsQuery, readUrlState(params, KNOWN), REPEATABLE);

export const listHref = (state: UrlState): string => toHref(LIST_PATH, state);

/** What narrows the list; sort, order and page do not. */
export const filtersOf = (state: UrlState): UrlState =>
  state.filter(([name]) => !['sort', 'order', 'cursor'].includes(name));

export const clearedFilters = (state: UrlState): UrlState =>
  state.filter(([name]) => name === 'sort' || name === 'order');

/** A column's header: sorts by it, and the other way round where it is sorted by it already. */
export function sortedBy(state: UrlState, sort: SecretsQuery['sort']): UrlState {
  const current = valueOf(state, 'sort') ?? 'name';
  const order = current === sort && valueOf(state, 'order') !== 'desc' ? 'desc' : 'asc';
  const next = sort === 'name' ? without(state, 'sort') : withValue(state, 'sort', sort);
  return order === 'desc' ? withValue(next, 'order', 'desc') : without(next, 'order');
}
