import { ChevronRight } from 'lucide-react';
import type { SecretsList } from '@/lib/contract/secrets-list';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { Time } from '@/components/ui/time';
import { Facets } from './facets';
import { FilterBar } from './filter-bar';
import { filtersOf, listHref } from './list-url';
import { SearchForm } from './search-form';
import { SecretsEmpty } from './secrets-empty';
import { SecretsTable } from './secrets-table';
import { StaleScopes } from './stale-scopes';

interface Props {
  list: SecretsList;
  /** All that this person may see, under no filter. */
  all: number;
  url: ParsedUrl<SecretsQuery>;
  scopes: ScopeView[];
  sparklines: ReadonlyMap<string, number[]>;
  history: boolean;
  now: string;
}

export function SecretsScreen({ list, all, url, scopes, sparklines, history, now }: Props) {
  const { state, query } = url;
  return (
    <>
      <PageHeader>
        <PageTitle>Secrets</PageTitle>
        <SearchForm state={state} />
        <p className="text-ink-3">
          {list.asOf ? (
            <>
              as of <Time at={list.asOf} now={now} />
            </>
          ) : (
            'not looked at yet'
          )}
        </p>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <StaleScopes scopes={scopes} now={now} />
      <FilterBar state={state} list={list} all={all} />
      <div className="md:grid md:grid-cols-[10.5rem_minmax(0,1fr)]">
        {list.facets && (
          <details className="group border-line max-md:border-b md:disclosed md:border-r">
            <summary className="flex min-h-9 items-center px-5 font-medium text-ink-2 md:hidden">
              <ChevronRight aria-hidden size={14} className="mr-1.5 group-open:rotate-90" />
              Filters{filtersOf(state).length > 0 && ` (${filtersOf(state).length})`}
            </summary>
            <aside aria-label="Filters" className="pt-3 pr-2 pb-6 pl-3.5">
              <Facets facets={list.facets} state={state} />
            </aside>
          </details>
        )}
        <div className="min-w-0">
          {list.items.length === 0 ? (
            <SecretsEmpty list={list} state={state} />
          ) : (
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
          )}
          <Pager
            label="Pages of secrets"
            first={valueOf(state, 'cursor') ? listHref(without(state, 'cursor')) : null}
            next={list.nextCursor ? listHref(atCursor(state, list.nextCursor)) : null}
          />
        </div>
      </div>
    </>
  );
}
