import Link from 'next/link';
import { matrixQuery, type MatrixList } from '@/lib/contract/matrix-list';
import { Chip } from '@/components/ui/chip';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { valueOf, without, type UrlState } from '@/components/layout/url-state';
import type { SecretFacets } from '@/lib/contract/secrets-list';
import type { SavedView } from '@/lib/contract/saved-views';
import { ViewsMenu } from '@/components/saved-views/views-menu';
import { ViewSwitch } from '@/components/groups/view-switch';
import { chipWords, labelOfFilter } from '@/components/secrets/facet-words';
import { clearedMatrix, filtersOfMatrix, matrixHref, ofPart } from './matrix-url';
import { PART_WORDS } from './matrix-words';

const LOOK =
  'inline-flex min-h-7 items-center gap-1.5 rounded-md px-2 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent';

interface Props {
  list: MatrixList;
  facets: SecretFacets;
  state: UrlState;
  views: readonly SavedView[];
  /** Who is named by `readBy`. */
  reader: string | null;
}

/** What narrows the matrix, and how many rows each part of it has. */
export function MatrixBar({ list, facets, state, views, reader }: Props) {
  const chosen = valueOf(state, 'only') ?? 'all';
  const filters = filtersOfMatrix(state);
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-5 py-2.5">
      <ViewsMenu views={views} screen="matrix" state={state} />
      <ul aria-label="Parts" className="-ml-2 flex flex-wrap gap-0.5">
        {matrixQuery.shape.only.unwrap().options.map((part) => (
          <li key={part}>
            <Link
              href={matrixHref(ofPart(state, part))}
              prefetch={false}
              aria-current={chosen === part ? 'true' : undefined}
              className={LOOK}
            >
              {PART_WORDS[part]} <span className="text-ink-3">{list.totals[part].toLocaleString('en')}</span>
            </Link>
          </li>
        ))}
      </ul>
      {filters
        .filter(([name]) => name !== 'q')
        .map((filter) => (
          <Chip
            key={filter.join('=')}
            href={matrixHref(without(state, filter[0], filter[1]))}
            label={chipWords(filter, labelOfFilter(filter, facets, reader))}
          >
            <Said text={chipWords(filter, labelOfFilter(filter, facets, reader))} />
          </Chip>
        ))}
      {filters.length > 0 && (
        <TextLink href={matrixHref(clearedMatrix(state))} className="inline-flex min-h-6 items-center px-1">
          Clear filters
        </TextLink>
      )}
      <span className="ml-auto">
        <ViewSwitch state={state} facets={facets} matrix />
      </span>
    </div>
  );
}
