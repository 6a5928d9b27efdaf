import { outsideQuery, type OutsideQuery } from '@/lib/contract/ledger-detail';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const OUTSIDE_PATH = '/ledger/outside';

export const readOutsideUrl = (params: SearchParams): ParsedUrl<OutsideQuery> =>
  parseUrlState(outsideQuery, readUrlState(params, ['env', 'from', 'to', 'cursor']), ['env']);
export const outsideHref = (state: UrlState): string => toHref(OUTSIDE_PATH, state);
