import {
  reviewReadersQuery,
  reviewsQuery,
  unexpectedQuery,
  type ReviewReadersQuery,
  type ReviewsQuery,
  type UnexpectedQuery,
} from '@/lib/contract/reviews';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const REVIEWS_PATH = '/access/reviews';
export const UNEXPECTED_PATH = `${REVIEWS_PATH}/unexpected`;
export const reviewPath = (id: string): string => `${REVIEWS_PATH}/${id}`;

export const readReviewsUrl = (params: SearchParams): ParsedUrl<ReviewsQuery> =>
  parseUrlState(reviewsQuery, readUrlState(params, ['state', 'cursor']), ['state']);
export const readReadersUrl = (params: SearchParams): ParsedUrl<ReviewReadersQuery> =>
  parseUrlState(reviewReadersQuery, readUrlState(params, ['verdict', 'cursor']), ['verdict']);
export const readUnexpectedUrl = (params: SearchParams): ParsedUrl<UnexpectedQuery> =>
  parseUrlState(unexpectedQuery, readUrlState(params, ['done', 'cursor']), []);

export const reviewsHref = (state: UrlState): string => toHref(REVIEWS_PATH, state);
export const unexpectedHref = (state: UrlState): string => toHref(UNEXPECTED_PATH, state);
