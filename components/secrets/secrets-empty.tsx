import type { SecretsList } from '@/lib/contract/secrets-list';
import type { UrlState } from '@/components/layout/url-state';
import { NothingMatches, NothingThere, NotLookedAt } from './empty-list';
import { clearedFilters, filtersOf, listHref } from './list-url';

export function SecretsEmpty({ list, state }: { list: SecretsList; state: UrlState }) {
  if (list.scopes.length > 0 && list.scopes.every((scope) => scope.asOf === null)) return <NotLookedAt />;
  if (filtersOf(state).length > 0) return <NothingMatches clear={listHref(clearedFilters(state))} />;
  return <NothingThere />;
}
