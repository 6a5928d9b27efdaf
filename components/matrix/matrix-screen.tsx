import type { MatrixList, MatrixQuery } from '@/lib/contract/matrix-list';
import { AsOf } from '@/components/layout/as-of';
import type { SecretFacets } from '@/lib/contract/secrets-list';
import type { SavedView } from '@/lib/contract/saved-views';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { UnreadScopes } from '@/components/groups/unread-scopes';
import { Facets } from '@/components/secrets/facets';
import { FilterRail } from '@/components/secrets/filter-rail';
import { SearchForm } from '@/components/secrets/search-form';
import { StaleScopes } from '@/components/secrets/stale-scopes';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { MatrixBar } from './matrix-bar';
import { MatrixEmpty } from './matrix-empty';
import { MatrixLegend } from './matrix-legend';
import { MatrixTable } from './matrix-table';
import { filtersOfMatrix, MATRIX_PATH, matrixHref } from './matrix-url';

interface Props {
  list: MatrixList;
  /** Of the secrets that meet the filter, whichever part of the matrix is looked at. */
  facets: SecretFacets;
  url: ParsedUrl<MatrixQuery>;
  scopes: ScopeView[];
  views: readonly SavedView[];
  /** Who is named by `readBy`. */
  reader: string | null;
  now: string;
}

export function MatrixScreen({ list, facets, url, scopes, views, reader, now }: Props) {
  const { state } = url;
  return (
    <>
      <PageHeader>
        <PageTitle>Matrix</PageTitle>
        <SearchForm state={state} path={MATRIX_PATH} />
        <p className="text-ink-3">
          <AsOf at={list.asOf} now={now} />
        </p>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <StaleScopes scopes={scopes} now={now} />
      <UnreadScopes scopes={scopes} />
      <MatrixBar list={list} facets={facets} state={state} views={views} reader={reader} />
      {list.environmentsLeftOut > 0 && (
        <p className="border-b border-line px-5 py-1.5 text-sm text-ink-3">
          The {list.environments.length} environments with most secrets are shown;{' '}
          {list.environmentsLeftOut.toLocaleString('en')} more are left out. A filter by environment chooses others.
        </p>
      )}
      <FilterRail
        chosen={filtersOfMatrix(state).length}
        facets={<Facets facets={facets} state={state} toHref={matrixHref} hasPending={false} />}
      >
        {list.items.length === 0 ? (
          <MatrixEmpty list={list} state={state} />
        ) : (
          <>
            <MatrixTable list={list} now={now} />
            <MatrixLegend list={list} />
          </>
        )}
        <Pager
          label="Pages of the matrix"
          first={valueOf(state, 'cursor') ? matrixHref(without(state, 'cursor')) : null}
          next={list.nextCursor ? matrixHref(atCursor(state, list.nextCursor)) : null}
        />
      </FilterRail>
    </>
  );
}
