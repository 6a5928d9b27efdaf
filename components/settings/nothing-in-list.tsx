import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';

interface Props {
  /** Where nothing is narrowed any more; null: nothing is. */
  clear: string | null;
  /** It is not the first page. */
  isLater: boolean;
  /** Why there may be nothing at all. */
  why: string;
}

/** In the place of the rows of a long table. */
export function NothingInList({ clear, isLater, why }: Props) {
  if (isLater)
    return (
      <EmptyState>
        <EmptyTitle>Nothing further</EmptyTitle>
        <p>Nothing is on this page any more.</p>
      </EmptyState>
    );
  return (
    <EmptyState>
      <EmptyTitle>{clear ? 'Nothing matches' : 'Nothing there'}</EmptyTitle>
      {clear ? <TextLink href={clear}>Clear filters</TextLink> : <p>{why}</p>}
    </EmptyState>
  );
}
