import type { AccessList, AccessQuery, HistogramView } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { ExportLinks } from '@/components/layout/export-links';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, withValue, without, type UrlState } from '@/components/layout/url-state';
import { Pager } from '@/components/ui/pager';
import { AccessEmpty } from './access-empty';
import { AccessHead } from './access-head';
import { AccessTable } from './access-table';
import { CoverageLine } from './coverage-line';
import { AthenaNotice } from './athena/athena-notice';
import { toAsked } from './athena/athena-url';
import { accessHref, filterText } from './events-url';
import { FilterChips, namesIn } from './filter-chips';
import { HistogramCard } from './histogram-card';
import { toKnownValues } from './known-values';
import { isKnownInPart } from './uncovered';
import { PeriodLinks, PresetLinks } from './view-links';
import { isAllUnkept, UnkeptLine } from './unkept-line';

interface Props {
  list: AccessList;
  url: ParsedUrl<AccessQuery>;
  /** Days of the period that Athena tells of; null: none. */
  athena: { days: number; scopes: number } | null;
  scopes: ScopeView[];
  now: string;
}

/** A file of exactly what is counted: `30d` would have moved on by the time that it is asked for. */
const toCounted = (state: UrlState, { from, to }: HistogramView): UrlState =>
  withValue(withValue(state, 'from', from), 'to', to);

export function AccessScreen({ list, url, athena, scopes, now }: Props) {
  const { state } = url;
  const { histogram, events, coverage } = list;
  const gone = histogram !== undefined && isAllUnkept(list.unkept, histogram.to);
  const known = !gone && (histogram ? isKnownInPart(coverage, histogram) : coverage.length > 0);
  return (
    <>
      <AccessHead
        text={filterText(state)}
        known={toKnownValues(events)}
        scopes={scopes}
        coverage={coverage}
        now={now}
      />
      <UrlMistakes mistakes={url.mistakes} />
      <nav
        aria-label="Views"
        className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-1.5"
      >
        <PresetLinks state={state} counts={list.presets} known={known} />
        <PeriodLinks state={state} />
      </nav>
      {histogram && histogram.buckets.length > 0 && <HistogramCard histogram={histogram} state={state} />}
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-5 py-2">
        <FilterChips state={state} names={namesIn(events)} />
        {histogram && <CoverageLine scopes={scopes} coverage={coverage} period={histogram} now={now} />}
        <UnkeptLine unkept={list.unkept} />
        <output className="ml-auto text-ink-2">
          {known || events.length > 0 ? (
            <>
              <b className="font-semibold text-ink">{(histogram?.total ?? events.length).toLocaleString('en')}</b>{' '}
              {histogram?.total === 1 ? 'event' : 'events'}, newest first
            </>
          ) : (
            'unknown how many events'
          )}
        </output>
        {histogram && histogram.total > 0 && (
          <ExportLinks path="/api/access/export" state={toCounted(state, histogram)} words="Take away all of them:" />
        )}
      </div>
      <AthenaNotice
        found={athena}
        of={toAsked(state, histogram)}
        className="border-b border-line px-5 py-1.5 text-sm text-ink-2"
      />
      {events.length === 0 ? (
        <AccessEmpty list={list} state={state} scopes={scopes} isToldByAthena={athena !== null} />
      ) : (
        <AccessTable caption="Events" events={events} state={state} scopes={scopes} now={now} />
      )}
      <Pager
        label="Pages of events"
        first={valueOf(state, 'cursor') ? accessHref(without(state, 'cursor')) : null}
        next={list.nextCursor ? accessHref(atCursor(state, list.nextCursor)) : null}
      />
    </>
  );
}
