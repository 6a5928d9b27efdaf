import { foundAccountsQuery, type FoundAccountsQuery } from '@/lib/contract/discovery';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { atCursor, readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const DISCOVERY_PATH = '/settings/discovery';

export const readDiscoveryUrl = (params: SearchParams): ParsedUrl<FoundAccountsQuery> =>
  parseUrlState(foundAccountsQuery, readUrlState(params, ['verdict', 'cursor']), []);

export const discoveryHref = (state: UrlState): string => toHref(DISCOVERY_PATH, state);

export const firstHref = (state: UrlState): string =>
  toHref(
    DISCOVERY_PATH,
    state.filter(([name]) => name !== 'cursor'),
  );

export const nextHref = (state: UrlState, cursor: string): string => toHref(DISCOVERY_PATH, atCursor(state, cursor));
