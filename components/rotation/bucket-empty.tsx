import type { RotationList } from '@/lib/contract/rotation-list';
import type { ScopeView } from '@/lib/contract/system';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { valueOf, type UrlState } from '@/components/layout/url-state';
import { rotationWord } from '@/components/secrets/rotation-words';
import { countBlindScopes } from './blind-scopes';
import { BUCKET_WORDS } from './bucket-words';
import { bucketHref, filtersOf, rotationHref } from './rotation-url';

interface Props {
  list: RotationList;
  state: UrlState;
  scopes: readonly Pick<ScopeView, 'lacks'>[];
}

/** No rows, for one of reasons that must not look alike. */
export function BucketEmpty({ list, state, scopes }: Props) {
  if (list.scopes.length > 0 && list.asOf === null) {
    return (
      <EmptyState>
        <EmptyTitle>Not looked at yet</EmptyTitle>
        <p>No scope has been read so far. The first listing takes seconds to minutes; what it finds appears here.</p>
      </EmptyState>
    );
  }
  if (valueOf(state, 'cursor')) {
    return (
      <EmptyState>
        <EmptyTitle>Nothing further</EmptyTitle>
        <TextLink href={bucketHref(state, list.state)}>First page</TextLink>
      </EmptyState>
    );
  }
  const filtered = filtersOf(state).length > 0;
  const blind = countBlindScopes(scopes, list.state);
  const unread = list.scopes.filter(({ asOf }) => asOf === null).length;
  return (
    <EmptyState>
      <EmptyTitle>
        {filtered ? 'Nothing matches' : `${BUCKET_WORDS[list.state].none}${blind > 0 ? ', as far as is known' : ''}`}
      </EmptyTitle>
      {filtered && <p>{`${BUCKET_WORDS[list.state].none} among the secrets that fit these filters.`}</p>}
      {blind > 0 && (
        <p>{`${blind} of ${scopes.length} scopes do not show what tells it: whether one is ${rotationWord(list.state)} there is unknown.`}</p>
      )}
      {unread > 0 && <p>{`${unread} of ${list.scopes.length} scopes were not read yet: of those it is unknown.`}</p>}
      {filtered && <TextLink href={rotationHref([['state', list.state]])}>Clear filters</TextLink>}
    </EmptyState>
  );
}
