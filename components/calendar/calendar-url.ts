import { calendarPageQuery, type CalendarPageQuery } from '@/lib/contract/rotation-calendar';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const CALENDAR_PATH = '/rotation/calendar';
const REPEATABLE = ['state', 'env', 'account', 'service'];
const FILTERS = [...REPEATABLE, 'day'];

export const readCalendarUrl = (params: SearchParams): ParsedUrl<CalendarPageQuery> =>
  parseUrlState(calendarPageQuery, readUrlState(params, [...FILTERS, 'limit', 'cursor', 'runs']), REPEATABLE);

export const calendarHref = (state: UrlState): string => toHref(CALENDAR_PATH, state);

/** What narrows the calendar, whichever page of it is looked at. */
export const filtersOfCalendar = (state: UrlState): UrlState => state.filter(([name]) => FILTERS.includes(name));
