import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import type { UrlState } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { ACCESS_PATH, accessHref } from './events-url';
import { TrailFilesHint } from './trail-files-hint';
import { unkeptWords } from './unkept-line';

const isPeriod = (name: string): boolean => name === 'from' || name === 'to';

interface Props {
  list: Pick<AccessList, 'coverage' | 'histogram' | 'unkept'>;
  state: UrlState;
  scopes: readonly Pick<ScopeView, 'lacks'>[];
  /** Of days of the period. */
  isToldByAthena?: boolean;
}

/** No rows, for one of seven reasons that must not look alike. */
export function AccessEmpty({ list, state, scopes, isToldByAthena = false }: Props) {
  const buckets = list.histogram?.buckets ?? [];
  const isUncovered =
    list.coverage.length === 0 || (buckets.length > 0 && buckets.every(({ known }) => known === 'none'));
  if (isUncovered && isToldByAthena) {
    return (
      <EmptyState className="px-5">
        <EmptyTitle>No single events are stored</EmptyTitle>
        <p>Of the days that Athena tells of there are sums alone; what was accessed on the others is unknown.</p>
      </EmptyState>
    );
  }
  const keepsNone = scopes.every(({ lacks }) => lacks.some(({ code }) => code === 'no-history'));
  if (list.coverage.length === 0 && scopes.length > 0 && keepsNone) {
    return (
      <EmptyState className="px-5">
        <EmptyTitle>No history is kept</EmptyTitle>
        <p>
          This endpoint keeps none (LookupEvents): what was accessed is unknown. <TrailFilesHint />
        </p>
      </EmptyState>
    );
  }
  if (list.coverage.length === 0) {
    return (
      <EmptyState className="px-5">
        <EmptyTitle>Not looked at yet</EmptyTitle>
        <p>No history has been read so far: what was accessed is unknown. What is read appears here.</p>
      </EmptyState>
    );
  }
  if (isUncovered) {
    return (
      <EmptyState className="px-5">
        <EmptyTitle>Not covered</EmptyTitle>
        <p>
          No history of this period has been read: what was accessed in it is unknown. <TrailFilesHint />
        </p>
        <TextLink href={accessHref(state.filter(([name]) => !isPeriod(name) && name !== 'cursor'))}>
          The last 30 days
        </TextLink>
      </EmptyState>
    );
  }
  if (buckets.length > 0 && buckets.every(({ known }) => known === 'unkept')) {
    return (
      <EmptyState className="px-5">
        <EmptyTitle>No longer kept</EmptyTitle>
        <p>{unkeptWords(list.unkept)} This period was read, and what was in it cannot be listed any more.</p>
        <TextLink href={accessHref(state.filter(([name]) => !isPeriod(name) && name !== 'cursor'))}>
          The last 30 days
        </TextLink>
      </EmptyState>
    );
  }
  const inPart = buckets.some(({ known }) => known === 'part' || known === 'none');
  const gone = list.unkept.length > 0 ? ` ${unkeptWords(list.unkept)}` : '';
  const limit = `${inPart ? ' What is not covered may hold some.' : ''}${gone}`;
  if (state.some(([name]) => !isPeriod(name))) {
    return (
      <EmptyState className="px-5">
        <EmptyTitle>Nothing matches</EmptyTitle>
        <p>No event that you may see fits all of these filters.{limit}</p>
        <TextLink href={ACCESS_PATH}>Clear filters</TextLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState className="px-5">
      <EmptyTitle>Nothing there</EmptyTitle>
      <p>CloudTrail has no event in this period that you may see.{limit}</p>
    </EmptyState>
  );
}
