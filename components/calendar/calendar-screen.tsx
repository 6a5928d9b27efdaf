import type { CalendarList, CalendarPageQuery } from '@/lib/contract/rotation-calendar';
import type { RunsList } from '@/lib/contract/rotation';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { RotationFilters } from '@/components/rotation/rotation-filters';
import { RunRows } from '@/components/rotation/run-rows';
import { FilterRail } from '@/components/secrets/filter-rail';
import { Chip } from '@/components/ui/chip';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { TextLink } from '@/components/ui/text-link';
import { byStartDay, dayWords, outcomeWords } from './by-day';
import { calendarHref, filtersOfCalendar } from './calendar-url';
import { ComingDays } from './coming-days';
import { ComingWeeks } from './coming-weeks';

interface Props {
  title: string;
  coming: CalendarList;
  past: RunsList;
  url: ParsedUrl<CalendarPageQuery>;
  now: string;
}

/** What rotates when, and how the rotations that were started here ended, day by day. */
export function CalendarScreen({ title, coming, past, url: { state, mistakes }, now }: Props) {
  const isLater = valueOf(state, 'cursor') !== undefined;
  const isOlder = valueOf(state, 'runs') !== undefined;
  const filters = filtersOfCalendar(state);
  const day = valueOf(state, 'day');
  const isNarrowed = filters.length > 0;
  const withRuns = (cursor: string) => [...state.filter(([name]) => name !== 'runs'), ['runs', cursor] as const];
  return (
    <>
      <PageHeader>
        <PageTitle>{title}</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/rotation" className="underline">
            Rotation
          </TextLink>{' '}
          · days and windows are in UTC
        </p>
        <TextLink href="#past" className="ml-auto inline-flex min-h-6 items-center">
          Past runs
        </TextLink>
      </PageHeader>
      <UrlMistakes mistakes={mistakes} />
      <FilterRail
        chosen={filters.length}
        facets={<RotationFilters filters={coming.filters} state={state} toHref={calendarHref} />}
      >
        <section aria-label="Rotations by day" className="px-4 pt-3 pb-1 max-md:px-5">
          <ComingWeeks days={coming.days} state={state} now={now} />
          {day !== undefined && (
            <p className="mt-2">
              <Chip href={calendarHref(without(state, 'day'))} label={`on ${day}`}>
                on {day}
              </Chip>
            </p>
          )}
        </section>
        <section aria-label="Coming rotations">
          <h2 className="px-4 pt-3 text-base font-semibold max-md:px-5">Coming</h2>
          {coming.items.length === 0 ? (
            <NothingToCome isLater={isLater} isNarrowed={isNarrowed} />
          ) : (
            <ComingDays items={coming.items} now={now} />
          )}
          <Pager
            label="Pages of coming rotations"
            first={isLater ? calendarHref(without(state, 'cursor')) : null}
            next={coming.nextCursor ? calendarHref(atCursor(state, coming.nextCursor)) : null}
          />
        </section>
        <section id="past" aria-label="Past runs">
          <h2 className="px-4 pt-3 text-base font-semibold max-md:px-5">Past runs</h2>
          {past.items.length === 0 ? (
            <EmptyState>
              <EmptyTitle>{isOlder ? 'Nothing further' : 'No runs yet'}</EmptyTitle>
              <p>
                {isNarrowed
                  ? 'None of what the filters choose. Runs are narrowed by environment, account and service.'
                  : 'A rotation that is started on a secret’s page is followed to its end and listed here.'}
              </p>
            </EmptyState>
          ) : (
            byStartDay(past.items).map(({ key, items }) => (
              <section key={key} aria-label={`Runs: ${dayWords(key)}`} className="border-b border-line pb-2">
                <h3 className="px-4 pt-3 pb-1 font-medium max-md:px-5">
                  {dayWords(key)} <span className="font-normal text-ink-3">{outcomeWords(items)}</span>
                </h3>
                <RunRows caption={`Runs: ${dayWords(key)}`} runs={items} now={now} />
              </section>
            ))
          )}
          <Pager
            label="Pages of runs"
            first={isOlder ? `${calendarHref(state.filter(([name]) => name !== 'runs'))}#past` : null}
            next={past.nextCursor ? `${calendarHref(withRuns(past.nextCursor))}#past` : null}
          />
        </section>
      </FilterRail>
    </>
  );
}

function NothingToCome({ isLater, isNarrowed }: { isLater: boolean; isNarrowed: boolean }) {
  return (
    <EmptyState>
      <EmptyTitle>{isLater ? 'Nothing further' : isNarrowed ? 'Nothing matches' : 'Nothing is to come'}</EmptyTitle>
      {isNarrowed ? (
        <TextLink href={calendarHref([])}>Clear filters</TextLink>
      ) : (
        <p>No secret that you see rotates by a schedule.</p>
      )}
    </EmptyState>
  );
}
