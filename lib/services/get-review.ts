import 'server-only';
import type { ReviewDetail } from '@/lib/contract/reviews';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toReviewDetail } from './parts/to-review-view';

/** GET /api/reviews/{id}: as much of it as is in sight. */
export async function getReview(ctx: Context, { id }: { id: string }): Promise<ReviewDetail> {
  authorize(ctx, 'history.read');
  const review = await ctx.store.reviews.find(sightOf(ctx), id);
  if (!review) throw notFound('review');
  return toReviewDetail(ctx, review);
}
