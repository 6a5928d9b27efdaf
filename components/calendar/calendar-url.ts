import { calendarPageQuery, type CalendarPageQuery } from '@/lib/contract/rotation-calendar';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const CALENDAR_PATH = '/rotation/calendar';
const REPEATABLE = ['env'];

export const readCalendarUrl = (params: SearchParams): ParsedUrl<CalendarPageQuery> =>
  parseUrlState(calendarPageQuery, readUrlState(params, [...REPEATABLE, 'limit', 'cursor', 'runs']), REPEATABLE);

export const calendarHref = (state: UrlState): string => toHref(CALENDAR_PATH, state);
