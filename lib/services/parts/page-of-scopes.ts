import 'server-only';
import type { ScopesList, ScopesQuery } from '@/lib/contract/scopes-list';
import type { ScopeView } from '@/lib/contract/system';
import { SCOPE_STANDINGS } from '@/lib/domain/scope';
import { countBy, pageByPlace, type Place } from './page-by-place';

const toPlace = ({ state, accountName, region, id }: ScopeView): Place => [
  SCOPE_STANDINGS.indexOf(state),
  `${accountName} ${region}`.toLowerCase(),
  id,
];

/** One page of those that were gathered. */
export function pageOfScopes(scopes: readonly ScopeView[], query: ScopesQuery): ScopesList {
  const { state, q, include } = query;
  const text = q?.toLowerCase() ?? '';
  const named = scopes.filter(({ id, accountName, region }) =>
    [`${accountName} ${region}`, id].some((name) => name.toLowerCase().includes(text)),
  );
  const matching = state.length === 0 ? named : named.filter((scope) => state.includes(scope.state));
  const { page, nextCursor } = pageByPlace(matching, toPlace, query);
  return {
    items: page,
    nextCursor,
    ...(include.includes('total') && { total: matching.length }),
    ...(include.includes('facets') && {
      facets: { state: countBy(named, SCOPE_STANDINGS, (scope) => scope.state) },
    }),
  };
}
