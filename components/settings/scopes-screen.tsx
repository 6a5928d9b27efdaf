import type { ScopesList, ScopesQuery } from '@/lib/contract/scopes-list';
import type { SettingsView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { TextLink } from '@/components/ui/text-link';
import { LacksList } from './lacks-list';
import { ListTools } from './list-tools';
import { NothingInList } from './nothing-in-list';
import { RefreshScope } from './refresh-scope';
import { SCOPE_WORDS } from './scope-words';
import { scopesHref, SCOPES_PATH } from './scopes-url';
import { ScopesTable } from './scopes-table';
import { toFilterLinks } from './to-filter-links';

interface Props {
  list: ScopesList;
  work: Pick<SettingsView, 'listings' | 'calls'>;
  url: ParsedUrl<ScopesQuery>;
  maySync: boolean;
  now: string;
}

const SEARCH = { label: 'Search scopes by account, id or region', placeholder: 'account, id, region' };

/** All scopes, what fails first: narrowed by state and text, a page at a time. */
export function ScopesScreen({ list, work, url: { state, mistakes }, maySync, now }: Props) {
  const { items, nextCursor, total = 0, facets } = list;
  const isLater = valueOf(state, 'cursor') !== undefined;
  const isNarrowed = state.some(([name]) => name !== 'cursor');
  const links = toFilterLinks({
    name: 'state',
    words: SCOPE_WORDS,
    counts: facets?.state ?? [],
    state,
    toHref: scopesHref,
  });
  return (
    <>
      <PageHeader>
        <PageTitle>Scopes</PageTitle>
        <p className="flex-1 text-ink-3">
          <TextLink href="/settings" className="underline">
            Settings
          </TextLink>{' '}
          · one account in one region each
        </p>
        {maySync && <RefreshScope scope={null} name="all scopes" />}
      </PageHeader>
      <UrlMistakes mistakes={mistakes} />
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <Card aria-label="Scopes">
          <CardHeader>
            <CardTitle>{total === 1 ? '1 scope' : `${total.toLocaleString('en')} scopes`}</CardTitle>
            <p className="text-ink-3">what fails first, then by account and region</p>
          </CardHeader>
          <ListTools path={SCOPES_PATH} state={state} search={SEARCH} title="State" links={links} />
          {items.length === 0 ? (
            <NothingInList
              clear={isNarrowed ? SCOPES_PATH : null}
              isLater={isLater}
              why="No scope holds anything that you may see."
            />
          ) : (
            <ScopesTable scopes={items} {...work} maySync={maySync} now={now} />
          )}
          <LacksList scopes={items} />
          <Pager
            label="Pages of scopes"
            first={isLater ? scopesHref(without(state, 'cursor')) : null}
            next={nextCursor ? scopesHref(atCursor(state, nextCursor)) : null}
          />
        </Card>
      </div>
    </>
  );
}
