import { secretAccessQuery, type SecretAccessQuery } from '@/lib/contract/access';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, type SearchParams } from '@/components/layout/url-state';

const REPEATABLE = ['actorKind', 'outcome', 'action'];
const KNOWN = [...REPEATABLE, 'from', 'to', 'cursor'];

/** The filters of the events on a secret's page. */
export const readAccessUrl = (params: SearchParams): ParsedUrl<SecretAccessQuery> =>
  parseUrlState(secretAccessQuery, readUrlState(params, KNOWN), REPEATABLE);
