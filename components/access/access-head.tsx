import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import type { UrlState } from '@/components/layout/url-state';
import { HistoryAge } from './coverage-line';
import { FilterForm } from './filter-form';
import type { KnownValues } from './suggest-tokens';

interface Props {
  text: string;
  known: KnownValues;
  scopes: readonly ScopeView[];
  coverage: AccessList['coverage'];
  now: string;
  /** Of the address, beside the filter: which view it is. */
  kept?: UrlState;
}

export function AccessHead({ text, known, scopes, coverage, now, kept }: Props) {
  return (
    <PageHeader>
      <PageTitle>Access</PageTitle>
      <FilterForm text={text} known={known} {...(kept && { kept })} />
      <HistoryAge scopes={scopes} coverage={coverage} now={now} />
    </PageHeader>
  );
}
