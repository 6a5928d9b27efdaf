import { matrixQuery, type MatrixQuery } from '@/lib/contract/matrix-list';
import type { MatrixPart } from '@/lib/domain/ports/inventory-matrix';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import {
  readUrlState,
  toHref,
  withValue,
  without,
  type SearchParams,
  type UrlState,
} from '@/components/layout/url-state';
import { OPENED, withOpened } from '@/components/saved-views/opened-view';
import { FILTERS, REPEATABLE_FILTERS } from '@/components/secrets/list-url';

export const MATRIX_PATH = '/secrets/matrix';

export const readMatrixUrl = (params: SearchParams): ParsedUrl<MatrixQuery> =>
  withOpened(
    parseUrlState(matrixQuery, readUrlState(params, [...FILTERS, 'only', 'cursor']), REPEATABLE_FILTERS),
    params,
  );

export const matrixHref = (state: UrlState): string => toHref(MATRIX_PATH, state);

export const filtersOfMatrix = (state: UrlState): UrlState => state.filter(([name]) => FILTERS.includes(name));

/** Which part is looked at stays, and so does which view was opened. */
export const clearedMatrix = (state: UrlState): UrlState =>
  state.filter(([name]) => name === 'only' || name === OPENED);

export const ofPart = (state: UrlState, part: MatrixPart): UrlState =>
  part === 'all' ? without(state, 'only') : withValue(state, 'only', part);
