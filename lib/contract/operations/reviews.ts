import { noBody, none, operation, reading } from '@/lib/contract/operation';
import {
  beginReviewInput,
  markReadersInput,
  resolveReaderInput,
  reviewDetail,
  reviewReadersList,
  reviewReadersQuery,
  reviewsList,
  reviewsQuery,
  signReviewInput,
  unexpectedList,
  unexpectedQuery,
} from '@/lib/contract/reviews';
import { opaqueId } from '@/lib/contract/shared';
import { z } from '@/lib/contract/zod';

const reviewParams = z.strictObject({ id: opaqueId });
const changing = {
  method: 'POST',
  permission: 'review.sign',
  needsToo: 'history.read',
  query: none,
  codes: ['not_found', 'conflict', 'too_large'],
} as const;

export const listReviewsOperation = operation({
  ...reading,
  id: 'listReviews',
  path: '/api/reviews',
  summary: 'Access reviews of what one sees, newest first',
  permission: 'history.read',
  query: reviewsQuery,
  answer: reviewsList,
});

export const beginReviewOperation = operation({
  ...changing,
  id: 'beginReview',
  path: '/api/reviews',
  summary:
    'Begins the review of who read a secret, a service or an environment in a period, of all that one sees of it',
  params: none,
  body: beginReviewInput,
  answer: reviewDetail,
  status: 201,
});

export const listUnexpectedOperation = operation({
  ...reading,
  id: 'listUnexpected',
  path: '/api/reviews/unexpected',
  summary: 'Readers that a review found unexpected, to be acted on, or that were',
  permission: 'history.read',
  query: unexpectedQuery,
  answer: unexpectedList,
});

export const getReviewOperation = operation({
  ...reading,
  id: 'getReview',
  path: '/api/reviews/{id}',
  summary: 'One access review, with what was known of its period',
  permission: 'history.read',
  params: reviewParams,
  answer: reviewDetail,
  codes: ['not_found'],
});

export const discardReviewOperation = operation({
  ...changing,
  id: 'discardReview',
  method: 'DELETE',
  path: '/api/reviews/{id}',
  summary: 'Discards a review that nobody has signed',
  params: reviewParams,
  body: noBody,
  answer: z.void(),
  status: 204,
  codes: ['not_found', 'conflict'],
});

export const listReviewReadersOperation = operation({
  ...reading,
  id: 'listReviewReaders',
  path: '/api/reviews/{id}/readers',
  summary: 'The readers of a review as they were when it was begun, people first, with their marks',
  permission: 'history.read',
  params: reviewParams,
  query: reviewReadersQuery,
  answer: reviewReadersList,
  codes: ['not_found'],
});

export const markReadersOperation = operation({
  ...changing,
  id: 'markReaders',
  path: '/api/reviews/{id}/readers',
  summary: 'Marks readers of an open review as expected or not, all of them as they were seen, or none',
  params: reviewParams,
  body: markReadersInput,
  // Two hundred readers, as they were seen.
  mostBytes: 24 * 1024,
  answer: reviewDetail,
  status: 200,
});

export const signReviewOperation = operation({
  ...changing,
  id: 'signReview',
  path: '/api/reviews/{id}/sign',
  summary: 'Signs a review whose readers are all marked, as it was seen, and says when the next one is due',
  params: reviewParams,
  body: signReviewInput,
  answer: reviewDetail,
  status: 200,
});

export const resolveReaderOperation = operation({
  ...changing,
  id: 'resolveReader',
  path: '/api/reviews/{id}/unexpected',
  summary: 'Says that an unexpected reader was dealt with, or was not after all',
  params: reviewParams,
  body: resolveReaderInput,
  answer: reviewDetail,
  status: 200,
});

export const exportReviewCsvOperation = operation({
  ...reading,
  id: 'exportReviewCsv',
  path: '/api/reviews/{id}/export.csv',
  summary: 'A review as a table: a line for each reader of each secret',
  permission: 'history.read',
  bucket: 'export',
  params: reviewParams,
  answer: z.string(),
  codes: ['not_found'],
  contentType: 'text/csv; charset=utf-8',
});

export const REVIEW_OPERATIONS = [
  listReviewsOperation,
  beginReviewOperation,
  listUnexpectedOperation,
  getReviewOperation,
  discardReviewOperation,
  listReviewReadersOperation,
  markReadersOperation,
  signReviewOperation,
  resolveReaderOperation,
  exportReviewCsvOperation,
] as const;
