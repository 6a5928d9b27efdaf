import { unusualQuery, type UnusualQuery, type UnusualView } from '@/lib/contract/unusual';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, type SearchParams, type UrlState } from '@/components/layout/url-state';
import { accessHref } from '@/components/access/events-url';

const REPEATABLE = ['env', 'actorKind', 'rule'];
const KNOWN = [...REPEATABLE, 'state', 'secret', 'principal', 'from', 'to', 'cursor'];
const VIEW: UrlState = [['preset', 'unusual']];

export const readUnusualUrl = (params: SearchParams): ParsedUrl<UnusualQuery> =>
  parseUrlState(unusualQuery, readUrlState(params, KNOWN), REPEATABLE);

export const unusualHref = (state: UrlState): string => accessHref([...VIEW, ...state]);

/** What the finding is about, in the explorer: of that reader or principal, from its first event to its last. */
export const eventsOf = ({ principal, actorKind, secret, firstAt, lastAt }: UnusualView): string =>
  accessHref([
    ['as', principal.id],
    ['actorKind', actorKind],
    ...(secret ? ([['secret', secret.id]] as const) : []),
    ['action', 'read'],
    ['from', firstAt],
    ['to', lastAt],
  ]);
