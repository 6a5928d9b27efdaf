import { accountsQuery, type AccountsQuery } from '@/lib/contract/accounts-list';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const ACCOUNTS_PATH = '/settings/accounts';
const REPEATABLE = ['tested'];

export const readAccountsUrl = (params: SearchParams): ParsedUrl<AccountsQuery> =>
  parseUrlState(accountsQuery, readUrlState(params, [...REPEATABLE, 'q', 'cursor']), REPEATABLE);

export const accountsHref = (state: UrlState): string => toHref(ACCOUNTS_PATH, state);
