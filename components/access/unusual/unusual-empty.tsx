import type { ScopeView } from '@/lib/contract/system';
import type { UnusualList } from '@/lib/contract/unusual';
import { AccessEmpty } from '@/components/access/access-empty';
import { isKnownInPart } from '@/components/access/uncovered';
import type { UrlState } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { learningWords } from './learning-words';
import { unusualHref } from './unusual-url';

interface Props {
  list: UnusualList;
  state: UrlState;
  scopes: readonly ScopeView[];
}

const isPeriod = ([name]: UrlState[number]): boolean => name === 'from' || name === 'to';

/** No rows: not looked at, not covered, nothing matches, nothing learned yet, or really none. */
export function UnusualEmpty({ list, state, scopes }: Props) {
  const { from, to, coverage, learning } = list;
  if (!isKnownInPart(coverage, list)) {
    const bucket = { from, to, person: 0, workload: 0, service: 0, denied: 0, known: 'none' } as const;
    const histogram = { from, to, stepSeconds: 0, total: 0, buckets: [bucket] };
    return <AccessEmpty list={{ coverage, unkept: [], histogram }} state={state} scopes={scopes} />;
  }
  if (!state.every(isPeriod))
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
