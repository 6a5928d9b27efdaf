import { signReviewOperation } from '@/lib/contract/operations/reviews';
import { route } from '@/lib/http/route';
import { signReview } from '@/lib/services/sign-review';

export const POST = route({
  operation: signReviewOperation,
  permission: 'review.sign',
  handler: (ctx, { params, body }) => signReview(ctx, { ...body, ...params }),
});
