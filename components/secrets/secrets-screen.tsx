import type { SecretsList } from '@/lib/contract/secrets-list';
import { AsOf } from '@/components/layout/as-of';
import type { SecretsScreenQuery } from '@/lib/contract/groups-list';
import type { SavedView } from '@/lib/contract/saved-views';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { ExportLinks } from '@/components/layout/export-links';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, toHref, toQueryInput, valueOf, without } from '@/components/layout/url-state';
import { OPENED } from '@/components/saved-views/opened-view';
import { PREFIXES_PATH } from '@/components/annotations/prefixes-path';
import { GroupTree, type Tree } from '@/components/groups/group-tree';
import { UnreadScopes } from '@/components/groups/unread-scopes';
import { SelectionBar } from '@/components/selection/selection-bar';
import { SelectionPage } from '@/components/selection/selection-page';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { TextLink } from '@/components/ui/text-link';
import { Facets } from './facets';
import { FilterBar } from './filter-bar';
import { FilterRail } from './filter-rail';
import { exportedOf, filtersOf, listHref, REPEATABLE_FILTERS } from './list-url';
import { SearchForm } from './search-form';
import { SecretsEmpty } from './secrets-empty';
import { SecretsTable } from './secrets-table';
import { StaleScopes } from './stale-scopes';

interface Props {
  list: SecretsList;
  /** All that this person may see, under no filter. */
  all: number;
  url: ParsedUrl<SecretsScreenQuery>;
  /** The groups in the place of the list. */
  tree: Tree | null;
  scopes: ScopeView[];
  views: readonly SavedView[];
  reader: string | null;
  sparklines: ReadonlyMap<string, number[]>;
  history: boolean;
  /** On any secret at all. */
  mayAnnotate: boolean;
  mayRotate: boolean;
  now: string;
}

export function SecretsScreen(props: Props) {
  const { list, all, url, tree, scopes, views, reader, sparklines, history, mayAnnotate, mayRotate, now } = props;
  const { state, query } = url;
  // What is taken away is what matches, whichever view it came from.
  const asked = without(state, OPENED);
  const next = tree ? (tree.levels.get(tree.under)?.nextCursor ?? null) : list.nextCursor;
  return (
    <>
      <PageHeader>
        <PageTitle>Secrets</PageTitle>
        <SearchForm state={state} />
        <p className="text-ink-3">
          <AsOf at={list.asOf} now={now} />
        </p>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <StaleScopes scopes={scopes} now={now} />
      {tree && <UnreadScopes scopes={scopes} />}
      <FilterBar state={state} list={list} all={all} views={views} reader={reader} />
      <FilterRail
        chosen={filtersOf(state).length}
        facets={list.facets && <Facets facets={list.facets} state={state} toHref={listHref} />}
      >
        {list.items.length === 0 ? (
          <SecretsEmpty list={list} state={state} />
        ) : tree ? (
          <GroupTree tree={tree} state={state} />
        ) : (
          <SelectionPage filter={toHref('', filtersOf(state))} ids={list.items.map(({ id }) => id)}>
            <SelectionBar
              total={list.total ?? list.items.length}
              asked={asked}
              narrowed={toQueryInput(filtersOf(state), REPEATABLE_FILTERS)}
              mayAnnotate={mayAnnotate}
              mayRotate={mayRotate}
            />
            <div className="md:overflow-x-auto">
              <SecretsTable
                list={list}
                query={query}
                state={state}
                sparklines={sparklines}
                history={history}
                now={now}
              />
            </div>
          </SelectionPage>
        )}
        <Pager
          label={tree ? 'Pages of groups' : 'Pages of secrets'}
          first={valueOf(state, 'cursor') ? listHref(without(state, 'cursor')) : null}
          next={next ? listHref(atCursor(state, next)) : null}
        />
        {list.items.length > 0 && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-2.5">
            <TextLink href={PREFIXES_PATH} className="inline-flex min-h-6 items-center">
              Owners by prefix
            </TextLink>
            <ExportLinks path="/api/secrets/export" state={exportedOf(state)} words={exportWords(list)} />
          </div>
        )}
      </FilterRail>
    </>
  );
}

const exportWords = ({ total }: SecretsList): string =>
  total === undefined ? 'Take away all that match:' : `Take away all ${total.toLocaleString('en')} that match:`;
