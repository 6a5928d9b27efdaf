import { TrailFilesHint } from '@/components/access/trail-files-hint';
import { valueOf, type UrlState } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';

interface Props {
  path: string;
  state: UrlState;
  covered: boolean;
  /** Some are deleted, which is said above. */
  unkept: boolean;
}

/** No events, for one of reasons that must not look alike; gaps, if any, are listed below it. */
export function NothingHappened({ path, state, covered, unkept }: Props) {
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
      <EmptyTitle>{covered ? (unkept ? 'No events are kept' : 'No events') : 'History not covered'}</EmptyTitle>
      <p>
        {covered ? (
          unkept ? (
            'None of the time of which they still are.'
          ) : (
            'CloudTrail has nothing about it in the time covered.'
          )
        ) : (
          <>
            No history of this scope has been read. <TrailFilesHint />
          </>
        )}
      </p>
    </EmptyState>
  );
}
