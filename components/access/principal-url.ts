import { principalSecretsQuery, type PrincipalSecretsQuery } from '@/lib/contract/principals';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

const KNOWN = ['since', 'cursor'];

/** Of which of its secrets are shown. */
export const readPrincipalUrl = (params: SearchParams): ParsedUrl<PrincipalSecretsQuery> =>
  parseUrlState(principalSecretsQuery, readUrlState(params, KNOWN), []);

export const principalPath = (id: string): string => `/access/principals/${id}`;
export const principalHref = (id: string, state: UrlState): string => toHref(principalPath(id), state);

/** The inventory, of what it read, ever or since a day: to be selected, taken away and gone through. */
export const readListHref = (id: string, since?: string): string =>
  toHref('/secrets', [['readBy', since === undefined ? id : `${id}@${since}`]]);
