import { scopesQuery, type ScopesQuery } from '@/lib/contract/scopes-list';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const SCOPES_PATH = '/settings/scopes';
const REPEATABLE = ['state'];

export const readScopesUrl = (params: SearchParams): ParsedUrl<ScopesQuery> =>
  parseUrlState(scopesQuery, readUrlState(params, [...REPEATABLE, 'q', 'cursor']), REPEATABLE);

export const scopesHref = (state: UrlState): string => toHref(SCOPES_PATH, state);
