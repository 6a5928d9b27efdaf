import { ledgerQuery, type LedgerQueryInput } from '@/lib/contract/ledger';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const LEDGER_PATH = '/ledger';
const REPEATABLE = ['action', 'phase'];
const KNOWN = [...REPEATABLE, 'actor', 'secret', 'from', 'to', 'q', 'cursor'];

export const readLedgerUrl = (params: SearchParams): ParsedUrl<LedgerQueryInput> =>
  parseUrlState(ledgerQuery, readUrlState(params, KNOWN).map(toWhole), REPEATABLE);

/** A form's `2026-11-25T10:00` is a minute in UTC. */
const toWhole = ([name, value]: UrlState[number]): UrlState[number] =>
  (name === 'from' || name === 'to') && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value)
    ? [name, `${value}:00Z`]
    : [name, value];

export const ledgerHref = (state: UrlState): string => toHref(LEDGER_PATH, state);
