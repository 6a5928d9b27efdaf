import type { RunView } from '@/lib/contract/rotation';
import { AsOf } from '@/components/layout/as-of';
import type { RotationList, RotationQuery } from '@/lib/contract/rotation-list';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { CALENDAR_PATH } from '@/components/calendar/calendar-url';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { REMINDERS_PATH } from '@/components/reminders/reminders-url';
import { WAVES_PATH } from '@/components/waves/waves-url';
import { FilterRail } from '@/components/secrets/filter-rail';
import { StaleScopes } from '@/components/secrets/stale-scopes';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { ActiveRuns } from './active-runs';
import { BucketRows } from './bucket-rows';
import { BucketsNav } from './buckets-nav';
import { PastRuns } from './past-runs';
import { RotationFilters } from './rotation-filters';
import { activeRunsPath, filtersOf, rotationHref } from './rotation-url';

interface Props {
  list: RotationList;
  active: RunView[];
  past: { items: RunView[]; nextCursor: string | null };
  url: ParsedUrl<RotationQuery>;
  scopes: ScopeView[];
  now: string;
}

export function RotationScreen({ list, active, past, url, scopes, now }: Props) {
  const { state } = url;
  const total = list.buckets.reduce((sum, { count }) => sum + count, 0);
  const filters = filtersOf(state).length;
  return (
    <>
      <PageHeader>
        <PageTitle>Rotation</PageTitle>
        <p className="text-ink-3">
          {total === 1 ? '1 secret' : `${total.toLocaleString('en')} secrets`}
          {', '}
          <AsOf at={list.asOf} now={now} />
        </p>
        <span className="ml-auto flex gap-4">
          <TextLink href={CALENDAR_PATH} className="inline-flex min-h-6 items-center">
            Calendar
          </TextLink>
          <TextLink href={REMINDERS_PATH} className="inline-flex min-h-6 items-center">
            Reminders
          </TextLink>
          <TextLink href={WAVES_PATH} className="inline-flex min-h-6 items-center">
            Waves
          </TextLink>
          <TextLink href="#runs" className="inline-flex min-h-6 items-center">
            Runs
          </TextLink>
        </span>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <StaleScopes scopes={scopes} now={now} />
      <BucketsNav list={list} state={state} scopes={scopes} now={now} />
      <ActiveRuns initial={active} path={activeRunsPath(state)} now={now} />
      <FilterRail
        chosen={filters}
        facets={<RotationFilters filters={list.filters} state={state} toHref={rotationHref} />}
      >
        <BucketRows list={list} state={state} scopes={scopes} now={now} />
        <PastRuns runs={past} state={state} now={now} />
      </FilterRail>
    </>
  );
}
