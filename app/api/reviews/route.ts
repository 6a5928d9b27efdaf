import { beginReviewOperation, listReviewsOperation } from '@/lib/contract/operations/reviews';
import { route } from '@/lib/http/route';
import { beginReview } from '@/lib/services/begin-review';
import { listReviews } from '@/lib/services/list-reviews';

export const GET = route({
  operation: listReviewsOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listReviews(ctx, query),
});

export const POST = route({
  operation: beginReviewOperation,
  permission: 'review.sign',
  handler: (ctx, { body }) => beginReview(ctx, body),
});
