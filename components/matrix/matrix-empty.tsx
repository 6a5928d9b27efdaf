import type { MatrixList } from '@/lib/contract/matrix-list';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { valueOf, type UrlState } from '@/components/layout/url-state';
import { NothingMatches, NothingThere, NotLookedAt } from '@/components/secrets/empty-list';
import { filtersOfMatrix, matrixHref, ofPart } from './matrix-url';

/** No rows, for one of four reasons that must not look alike. */
export function MatrixEmpty({ list, state }: { list: MatrixList; state: UrlState }) {
  const only = valueOf(state, 'only');
  if (list.scopes.length > 0 && list.scopes.every((scope) => scope.asOf === null)) return <NotLookedAt />;
  if (only && list.totals.all > 0)
    return (
      <EmptyState>
        <EmptyTitle>{only === 'incomplete' ? 'Nothing is incomplete' : 'Nothing differs'}</EmptyTitle>
        <p>
          {only === 'incomplete'
            ? 'Every logical secret that you may see is there in every environment shown.'
            : 'What is there in several environments has the same rotation, interval, kind of key and owner.'}
        </p>
        <TextLink href={matrixHref(ofPart(state, 'all'))}>All logical secrets</TextLink>
      </EmptyState>
    );
  if (filtersOfMatrix(state).length > 0) return <NothingMatches clear={matrixHref([])} />;
  return <NothingThere />;
}
