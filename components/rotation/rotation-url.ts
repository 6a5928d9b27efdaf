import { rotationQuery, type RotationQuery } from '@/lib/contract/rotation-list';
import type { RotationState } from '@/lib/domain/rotation-state';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import {
  readUrlState,
  toHref,
  without,
  withValue,
  type SearchParams,
  type UrlState,
} from '@/components/layout/url-state';

const PATH = '/rotation';
const FILTERS = ['env', 'account', 'service'] as const;
const KNOWN = ['state', ...FILTERS, 'cursor', 'runs'];

export const readRotationUrl = (params: SearchParams): ParsedUrl<RotationQuery> =>
  parseUrlState(rotationQuery, readUrlState(params, KNOWN), FILTERS);

export const rotationHref = (state: UrlState): string => toHref(PATH, state);

/** What narrows the secrets, whatever the bucket and the page. */
export const filtersOf = (state: UrlState): UrlState =>
  state.filter(([name]) => FILTERS.some((filter) => filter === name));

/** The bucket under the same filters. */
export const bucketHref = (state: UrlState, bucket: RotationState): string =>
  rotationHref(withValue(without(state, 'runs'), 'state', bucket));

/** The same secrets on the screen that has all their columns. */
export const secretsHref = (state: UrlState, bucket: RotationState): string =>
  toHref('/secrets', [['state', bucket], ...filtersOf(state)]);

/** Where the runs that go on are asked for, under the same filters. */
export const activeRunsPath = (state: UrlState): string =>
  toHref('/api/rotations', [['active', 'true'], ...filtersOf(state)]);
