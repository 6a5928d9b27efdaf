import { TrailFilesHint } from '@/components/access/trail-files-hint';
import { valueOf, type UrlState } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';

/** No events, for one of reasons that must not look alike; gaps, if any, are listed below it. */
export function NothingHappened({ path, state, covered }: { path: string; state: UrlState; covered: boolean }) {
  const further = valueOf(state, 'cursor') !== undefined;
  if (state.some(([name]) => name !== 'cursor')) {
    return (
      <EmptyState>
        <EmptyTitle>{further ? 'Nothing further matches' : 'Nothing matches'}</EmptyTitle>
        <TextLink href={`${path}#timeline`}>Clear filters</TextLink>
      </EmptyState>
    );
  }
  if (further) {
    return (
      <EmptyState>
        <EmptyTitle>Nothing further</EmptyTitle>
      </EmptyState>
    );
  }
  return (
    <EmptyState>
      <EmptyTitle>{covered ? 'No events' : 'History not covered'}</EmptyTitle>
      <p>
        {covered ? (
          'CloudTrail has nothing about it in the time covered.'
        ) : (
          <>
            No history of this scope has been read. <TrailFilesHint />
          </>
        )}
      </p>
    </EmptyState>
  );
}
