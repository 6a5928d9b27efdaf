import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';

/** Why a list of secrets has no rows: three reasons that must not look alike. */
export function NotLookedAt() {
  return (
    <EmptyState>
      <EmptyTitle>Not looked at yet</EmptyTitle>
      <p>No scope has been read so far. The first listing takes seconds to minutes; what it finds appears here.</p>
    </EmptyState>
  );
}

export function NothingMatches({ clear }: { clear: string }) {
  return (
    <EmptyState>
      <EmptyTitle>Nothing matches</EmptyTitle>
      <p>No secret that you may see fits all of these filters.</p>
      <TextLink href={clear}>Clear filters</TextLink>
    </EmptyState>
  );
}

export function NothingThere() {
  return (
    <EmptyState>
      <EmptyTitle>Nothing there</EmptyTitle>
      <p>The scopes were read, and hold no secret that you may see.</p>
    </EmptyState>
  );
}
