import { ledgerQuery, type LedgerQueryInput } from '@/lib/contract/ledger';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const LEDGER_PATH = '/ledger';
const REPEATABLE = ['action', 'phase'];
const KNOWN = [...REPEATABLE, 'actor', 'secret', 'from', 'to', 'cursor'];

export const readLedgerUrl = (params: SearchParams): ParsedUrl<LedgerQueryInput> =>
  parseUrlState(ledgerQuery, readUrlState(params, KNOWN), REPEATABLE);
export const ledgerHref = (state: UrlState): string => toHref(LEDGER_PATH, state);
