import type { ScopeView } from '@/lib/contract/system';
import type { UnusualList, UnusualQuery } from '@/lib/contract/unusual';
import { AccessEmpty } from '@/components/access/access-empty';
import { isKnownInPart } from '@/components/access/uncovered';
import { withValue, without, type UrlState } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { learningWords } from './learning-words';
import { unusualHref } from './unusual-url';

interface Props {
  list: UnusualList;
  query: UnusualQuery;
  state: UrlState;
  scopes: readonly ScopeView[];
}

const isShape = ([name]: UrlState[number]): boolean => name === 'from' || name === 'to' || name === 'state';
const isPeriod = ([name]: UrlState[number]): boolean => name === 'from' || name === 'to';

/** No rows: not looked at, not covered, nothing matches, nothing learned yet, or really none. */
export function UnusualEmpty({ list, query, state, scopes }: Props) {
  const { from, to, coverage, learning } = list;
  if (!isKnownInPart(coverage, list)) {
    const bucket = { from, to, person: 0, workload: 0, service: 0, denied: 0, known: 'none' } as const;
    const histogram = { from, to, stepSeconds: 0, total: 0, buckets: [bucket] };
    return <AccessEmpty list={{ coverage, unkept: [], histogram }} state={state} scopes={scopes} />;
  }
  const { open, dismissed } = list.counts;
  if (query.cursor !== undefined)
    return (
      <EmptyState className="px-5">
        <EmptyTitle>Nothing further</EmptyTitle>
        <p>There are no more than on the pages before.</p>
      </EmptyState>
    );
  if (open + dismissed > 0)
    return query.state === 'open' ? (
      <EmptyState className="px-5">
        <EmptyTitle>Nothing open</EmptyTitle>
        <p>{dismissed === 1 ? 'What was found was dismissed.' : 'All that was found was dismissed.'}</p>
        <TextLink href={unusualHref(withValue(state, 'state', 'dismissed'))}>Show what was dismissed</TextLink>
      </EmptyState>
    ) : (
      <EmptyState className="px-5">
        <EmptyTitle>Nothing dismissed</EmptyTitle>
        <p>Nobody dismissed any of what was found.</p>
        <TextLink href={unusualHref(without(state, 'state'))}>Show what is open</TextLink>
      </EmptyState>
    );
  if (!state.every(isShape))
    return (
      <EmptyState className="px-5">
        <EmptyTitle>Nothing matches</EmptyTitle>
        <p>No unusual read that you may see fits all of these filters. {learningWords(learning)}</p>
        <TextLink href={unusualHref(state.filter(isPeriod))}>Clear filters</TextLink>
      </EmptyState>
    );
  return (
    <EmptyState className="px-5">
      <EmptyTitle>{learning.since === null ? 'Still learning' : 'Nothing unusual'}</EmptyTitle>
      <p>
        {list.rules.filter(({ on }) => on).length} rules found nothing in this period. {learningWords(learning)}
      </p>
    </EmptyState>
  );
}
