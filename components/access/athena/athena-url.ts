import { athenaDaysQuery, eventQuestionQuery, type AthenaDaysQuery } from '@/lib/contract/event-questions';
import type { EventQuestionQuery } from '@/lib/contract/event-questions';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, valuesOf, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const ATHENA_PATH = '/access/athena';

export const athenaHref = (state: UrlState): string => toHref(ATHENA_PATH, state);
export const questionPath = (id: string): string => `${ATHENA_PATH}/${id}`;

const OPAQUE = /^[A-Za-z0-9_-]{22}$/;
/** The only one of it, where it is an id: a part of a name may be of several. */
const idIn = (state: UrlState, name: string): string | null => {
  const [only, ...more] = valuesOf(state, name);
  return only !== undefined && more.length === 0 && OPAQUE.test(only) ? only : null;
};

/** The one secret that the explorer shows, if it is one. */
export function toAskedSecret(state: UrlState): { secret?: string } {
  const secret = idIn(state, 'secret');
  return secret === null ? {} : { secret };
}

/** What the explorer shows, as far as Athena is asked about it. */
export function toAsked(state: UrlState, period: { from: string; to: string } | undefined): UrlState {
  const secret = idIn(state, 'secret');
  const principal = idIn(state, 'as') ?? idIn(state, 'principal');
  return [
    ...(secret === null ? [] : [['secret', secret] as const]),
    ...(principal === null ? [] : [['principal', principal] as const]),
    ...(period
      ? ([
          ['from', period.from],
          ['to', period.to],
        ] as const)
      : []),
  ];
}

export const readAthenaUrl = (params: SearchParams): ParsedUrl<AthenaDaysQuery> =>
  parseUrlState(athenaDaysQuery, readUrlState(params, ['secret', 'principal', 'from', 'to']), []);

export const readQuestionUrl = (params: SearchParams): ParsedUrl<EventQuestionQuery> =>
  parseUrlState(eventQuestionQuery, readUrlState(params, ['cursor']), []);
