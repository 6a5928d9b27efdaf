import { remindersQuery, type RemindersQuery } from '@/lib/contract/reminders';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const REMINDERS_PATH = '/rotation/reminders';
const REPEATABLE = ['env'];

export const readRemindersUrl = (params: SearchParams): ParsedUrl<RemindersQuery> =>
  parseUrlState(remindersQuery, readUrlState(params, [...REPEATABLE, 'due', 'cursor']), REPEATABLE);

export const remindersHref = (state: UrlState): string => toHref(REMINDERS_PATH, state);
