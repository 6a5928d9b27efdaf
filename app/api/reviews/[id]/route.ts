import { discardReviewOperation, getReviewOperation } from '@/lib/contract/operations/reviews';
import { route } from '@/lib/http/route';
import { discardReview } from '@/lib/services/discard-review';
import { getReview } from '@/lib/services/get-review';

export const GET = route({
  operation: getReviewOperation,
  permission: 'history.read',
  handler: (ctx, { params }) => getReview(ctx, params),
});

export const DELETE = route({
  operation: discardReviewOperation,
  permission: 'review.sign',
  handler: (ctx, { params }) => discardReview(ctx, params),
});
