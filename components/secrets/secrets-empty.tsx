import type { SecretsList } from '@/lib/contract/secrets-list';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import type { UrlState } from '@/components/layout/url-state';
import { clearedFilters, filtersOf, listHref } from './list-url';

/** No rows, for one of three reasons that must not look alike. */
export function SecretsEmpty({ list, state }: { list: SecretsList; state: UrlState }) {
  if (list.scopes.length > 0 && list.scopes.every((scope) => scope.asOf === null)) {
    return (
      <EmptyState>
        <EmptyTitle>Not looked at yet</EmptyTitle>
        <p>No scope has been read so far. The first listing takes seconds to minutes; what it finds appears here.</p>
      </EmptyState>
    );
  }
  if (filtersOf(state).length > 0) {
    return (
      <EmptyState>
        <EmptyTitle>Nothing matches</EmptyTitle>
        <p>No secret that you may see fits all of these filters.</p>
        <TextLink href={listHref(clearedFilters(state))}>Clear filters</TextLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState>
      <EmptyTitle>Nothing there</EmptyTitle>
      <p>The scopes were read, and hold no secret that you may see.</p>
    </EmptyState>
  );
}
